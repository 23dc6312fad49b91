import type { DesktopLink } from "./link";
import type { Store } from "./store";
import { find_thread } from "./threads";
import type { PresenceState } from "./wire";

/** A typing notice at most this often. */
const TYPING_EVERY_MS = 2_500;
export const MESSAGE_LIMIT = 4_000;

/** 128 random bits; `crypto.randomUUID` is missing where there is no https. */
function new_client_id(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
		"",
	);
}

/**
 * What a person may do on the desktop. A `ref` says what was asked and for whom;
 * it comes back in the server's refusal and the state puts it where it belongs.
 */
export class Actions {
	#typed_at = 0;

	constructor(
		private readonly store: Store,
		private readonly link: DesktopLink,
	) {}

	set_presence(state: Exclude<PresenceState, "logged_out">, reason = ""): void {
		this.link.ask({ type: "presence.set", state, reason, ref: "presence" });
	}

	accept(interaction: string): void {
		this.store.dispatch({ kind: "answered", interaction });
		this.link.ask({
			type: "offer.accept",
			interaction,
			ref: `offer:${interaction}`,
		});
	}

	reject(interaction: string): void {
		this.link.ask({
			type: "offer.reject",
			interaction,
			ref: `offer:${interaction}`,
		});
	}

	select(interaction: string): void {
		this.store.dispatch({ kind: "selected", interaction });
	}

	draft(interaction: string, text: string): void {
		this.store.dispatch({ kind: "drafted", interaction, text });
		const now = Date.now();
		if (!text.trim() || now - this.#typed_at < TYPING_EVERY_MS) return;
		this.#typed_at = now;
		this.link.send({ type: "chat.typing", interaction });
	}

	/** Sends at once, or as soon as the connection is back. */
	send(interaction: string, text: string): boolean {
		const body = text.trim();
		if (!body || body.length > MESSAGE_LIMIT) return false;
		this.#typed_at = 0;
		this.#post(interaction, new_client_id(), body);
		return true;
	}

	/** Sends a refused message once more, under its own id. */
	resend(interaction: string, client_id: string): void {
		const thread = find_thread(this.store.state, interaction);
		const message = thread?.outbox.find(
			(entry) => entry.client_id === client_id,
		);
		if (message) this.#post(interaction, client_id, message.text);
	}

	#post(interaction: string, client_id: string, text: string): void {
		this.store.dispatch({ kind: "sent", interaction, client_id, text });
		this.link.send({
			type: "chat.send",
			interaction,
			client_id,
			text,
			ref: `chat:${client_id}`,
		});
	}

	end(interaction: string): void {
		this.link.ask({
			type: "interaction.end",
			interaction,
			ref: `end:${interaction}`,
		});
	}

	transfer(
		interaction: string,
		to: { readonly agent?: number; readonly queue?: number },
	): void {
		this.link.ask({
			type: "interaction.transfer",
			interaction,
			to_agent: to.agent ?? null,
			to_queue: to.queue ?? null,
			ref: `transfer:${interaction}`,
		});
	}

	/** Joins by the nine digits; the answer is `session.opened` or a refusal. */
	join(interaction: string, session_id: string): void {
		this.store.dispatch({ kind: "joining", interaction });
		const ref = `join:${interaction}`;
		if (!this.link.send({ type: "session.join", interaction, session_id, ref }))
			this.store.dispatch({
				kind: "message",
				message: {
					type: "error",
					code: "offline",
					detail: "",
					ref,
					limit: null,
					retry_after: null,
				},
			});
	}

	forget_join(interaction: string): void {
		this.store.dispatch({ kind: "join_forgotten", interaction });
	}

	dismiss(interaction: string): void {
		this.store.dispatch({ kind: "dismissed", interaction });
	}

	read_ending(interaction: string): void {
		this.store.dispatch({ kind: "ending_read", interaction });
	}

	read_notice(id: number): void {
		this.store.dispatch({ kind: "notice_read", id });
	}

	reconnect(): void {
		this.link.nudge();
	}
}
