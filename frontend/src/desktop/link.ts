import { PROTOCOL_VERSION } from "../protocol/messages";
import { CLOSE } from "../transport/close_codes";
import { ControlSocket, type SocketState } from "../transport/socket";
import { SeenMarks } from "./seen";
import type { DesktopState } from "./state";
import type { Store } from "./store";
import { is_live } from "./thread";
import { fetch_ticket, SignedOut } from "./ticket";
import type { DesktopIn, DesktopOut } from "./wire";

const HEARD: readonly DesktopIn["type"][] = [
	"welcome",
	"error",
	"presence.updated",
	"offer.made",
	"offer.withdrawn",
	"interaction.opened",
	"interaction.updated",
	"interaction.closed",
	"chat.message",
	"chat.typing",
	"chat.receipts",
	"wrap_up.started",
	"wrap_up.done",
	"callback.updated",
	"quick_replies.updated",
	"session.opened",
	"session.updated",
	"transfer_targets.updated",
];

/** What a person asked for while we were cut off is still meant this much later. */
const STILL_MEANT_MS = 20_000;

/**
 * The desktop's socket: brings what the server says into the store, keeps itself
 * connected with fresh tickets, and sends again what the server has not confirmed.
 */
export class DesktopLink {
	#socket = new ControlSocket<DesktopIn, DesktopOut>();
	#signed_out = false;
	/** One more try after a refused ticket: it may just have been too old. */
	#second_chance = true;
	/** Asked for without a connection, by ref: the last word on each thing counts. */
	#asked = new Map<string, { message: DesktopOut; at: number }>();

	#seen = new SeenMarks();
	/** This page has the desktop; after a cut it wants it back, not away from others. */
	#returning = false;

	constructor(
		private readonly store: Store,
		private readonly tab: string,
	) {
		for (const type of HEARD)
			this.#socket.on(type, (message) =>
				store.dispatch({ kind: "message", message }),
			);
		this.#socket.on("welcome", () => this.#welcomed());
		this.#socket.on_state((state) => this.#moved(state));
		store.on_paint((state) => this.#tell_seen(state));
	}

	/** For parts that talk to the server beside the state: the call panel. */
	on<T extends DesktopIn["type"]>(
		type: T,
		fn: (message: Extract<DesktopIn, { type: T }>) => void,
	): void {
		this.#socket.on(type, fn);
	}

	get is_open(): boolean {
		return this.#socket.is_open;
	}

	connect(): void {
		const scheme = location.protocol === "https:" ? "wss" : "ws";
		this.#socket.connect(`${scheme}://${location.host}/ws/desktop`, () =>
			this.#hello(),
		);
	}

	/** The network or the tab came back: do not wait for the timer. */
	nudge(): void {
		this.#socket.nudge();
	}

	send(message: DesktopOut): boolean {
		return this.#socket.send(message);
	}

	/** Sends now, or right after the next welcome if that comes soon enough. */
	ask(message: DesktopOut & { ref: string }): void {
		if (!this.send(message))
			this.#asked.set(message.ref, { message, at: Date.now() });
	}

	async #hello(): Promise<DesktopOut> {
		try {
			const { ticket, skew_ms } = await fetch_ticket();
			this.store.skew_ms = skew_ms ?? 0;
			return {
				type: "hello",
				protocol: PROTOCOL_VERSION,
				ticket,
				tab: this.tab,
				returning: this.#returning,
			};
		} catch (error) {
			if (error instanceof SignedOut) this.#sign_out();
			throw error;
		}
	}

	/** What has arrived here, and what somebody has had before the eyes. */
	#tell_seen(state: DesktopState): void {
		if (!this.is_open) return;
		for (const mark of this.#seen.news(state))
			this.send({
				type: "chat.seen",
				...mark,
				ref: `seen:${mark.interaction}`,
			});
	}

	#sign_out(): void {
		this.#signed_out = true;
		this.store.dispatch({
			kind: "connection",
			connection: { kind: "signed_out" },
		});
		// Not from inside the socket's own greeting.
		queueMicrotask(() => this.#socket.close());
	}

	#welcomed(): void {
		this.#second_chance = true;
		this.#returning = true;
		this.#seen = new SeenMarks();
		const asked = [...this.#asked.values()];
		this.#asked.clear();
		for (const { message, at } of asked)
			if (Date.now() - at < STILL_MEANT_MS) this.send(message);
		for (const thread of this.store.state.threads.filter(is_live))
			for (const message of thread.outbox.filter((entry) => !entry.failed))
				this.send({
					type: "chat.send",
					interaction: thread.interaction.id,
					client_id: message.client_id,
					text: message.text,
					ref: `chat:${message.client_id}`,
				});
	}

	#moved(state: SocketState): void {
		if (this.#signed_out) return;
		if (state.kind === "open")
			this.store.dispatch({ kind: "connection", connection: { kind: "open" } });
		else if (state.kind === "waiting")
			this.store.dispatch({
				kind: "connection",
				connection: {
					kind: "reconnecting",
					restart: state.code === CLOSE.RESTART,
				},
			});
		else if (state.kind === "closed") this.#closed(state.code);
	}

	#closed(code: number): void {
		if (code === CLOSE.AUTH_REQUIRED && this.#second_chance) {
			this.#second_chance = false;
			queueMicrotask(() => this.connect());
			return;
		}
		if (code === CLOSE.SUPERSEDED) this.#returning = false;
		this.store.dispatch({
			kind: "connection",
			connection:
				code === CLOSE.AUTH_REQUIRED
					? { kind: "signed_out" }
					: code === CLOSE.SUPERSEDED
						? { kind: "superseded" }
						: { kind: "failed", code },
		});
	}
}
