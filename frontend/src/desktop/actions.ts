import type { Outcome } from "./callbacks";
import { new_id } from "./ids";
import type { DesktopLink } from "./link";
import type { Store } from "./store";
import { find_thread } from "./threads";
import type { PresenceState } from "./wire";
import { NOTE_LIMIT, type WrappingUp } from "./wrap_up";

/** A typing notice at most this often. */
const TYPING_EVERY_MS = 2_500;
export const MESSAGE_LIMIT = 4_000;

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
		this.link.send({ type: "chat.typing", interaction, ref: "typing" });
	}

	/** Sends at once, or as soon as the connection is back. */
	send(interaction: string, text: string): boolean {
		const body = text.trim();
		if (!body || body.length > MESSAGE_LIMIT) return false;
		this.#typed_at = 0;
		this.#post(interaction, new_id(), body);
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

	/** Lets a messaging chat wait for its customer. */
	park(interaction: string): void {
		this.link.ask({
			type: "interaction.park",
			interaction,
			ref: `park:${interaction}`,
		});
	}

	/** Takes a parked chat up again. */
	resume(interaction: string): void {
		this.link.ask({
			type: "interaction.resume",
			interaction,
			ref: `resume:${interaction}`,
		});
	}

	note(
		interaction: string,
		notes: Partial<Pick<WrappingUp, "disposition" | "note">>,
	): void {
		this.store.dispatch({ kind: "noted", interaction, notes });
	}

	/** Sends what was noted; the interaction leaves the desk. */
	wrap_up(interaction: string): void {
		const notes = find_thread(this.store.state, interaction)?.wrap_up;
		if (!notes || notes.saving || notes.note.length > NOTE_LIMIT) return;
		this.store.dispatch({
			kind: "noted",
			interaction,
			notes: { saving: true },
		});
		this.link.ask({
			type: "interaction.wrap_up",
			interaction,
			disposition: notes.disposition,
			note: notes.note.trim(),
			ref: `wrap_up:${interaction}`,
		});
	}

	take_callback(callback: string): void {
		this.link.ask({
			type: "callback.take",
			callback,
			ref: `callback:${callback}`,
		});
	}

	release_callback(callback: string): void {
		this.link.ask({
			type: "callback.release",
			callback,
			ref: `callback:${callback}`,
		});
	}

	finish_callback(callback: string, outcome: Outcome, note: string): void {
		this.link.ask({
			type: "callback.done",
			callback,
			outcome,
			note: note.trim().slice(0, NOTE_LIMIT),
			ref: `callback:${callback}`,
		});
	}

	/** Without an id a new one. */
	save_reply(id: number | null, shortcut: string, text: string): void {
		this.store.dispatch({ kind: "reply_asked" });
		this.link.ask({
			type: "quick_reply.save",
			id,
			shortcut,
			text,
			ref: `reply:${id ?? "new"}`,
		});
	}

	delete_reply(id: number): void {
		this.store.dispatch({ kind: "reply_asked" });
		this.link.ask({ type: "quick_reply.delete", id, ref: `reply:${id}` });
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

	/** Takes the desktop back from a newer tab. */
	take_over(): void {
		this.store.dispatch({
			kind: "connection",
			connection: { kind: "connecting" },
		});
		this.link.connect();
	}
}
