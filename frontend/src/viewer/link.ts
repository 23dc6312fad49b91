import { fetch_ticket, SignedOut } from "../desktop/ticket";
import {
	type ErrorFact,
	PROTOCOL_VERSION,
	type SessionAgentCommand,
	type SessionAgentFact,
	type SessionState,
} from "../protocol/messages";
import { CLOSE } from "../transport/close_codes";
import { ControlSocket, type SocketState } from "../transport/socket";

export type LinkState =
	| "connecting"
	| "open"
	| "reconnecting"
	| "superseded"
	| "ended"
	| "refused";

export interface LinkListener {
	on_link(state: LinkState): void;
	/** The server's word on the session; the cause is `welcome` once for every connection. */
	on_session(session: SessionState, cause: string): void;
	on_page(url: string, title: string): void;
	on_frame(frame: Uint8Array): void;
	on_error(error: ErrorFact): void;
}

/** The agent's session socket: connects by itself until the session is over. */
export class SessionLink {
	#socket = new ControlSocket<SessionAgentFact, SessionAgentCommand>();
	#state: LinkState = "connecting";
	#was_open = false;
	#signed_out = false;
	/** One more try after a refused ticket: it may just have been too old. */
	#second_chance = true;
	/** Came with this document, for the first hello. */
	#first_ticket = taken_ticket();

	constructor(
		private readonly session_id: string,
		private readonly listener: LinkListener,
	) {
		const socket = this.#socket;
		socket.on("welcome", ({ session }) => {
			this.#second_chance = true;
			listener.on_session(session, "welcome");
		});
		socket.on("session.updated", ({ session, cause }) =>
			listener.on_session(session, cause),
		);
		socket.on("page.opened", ({ url, title }) => listener.on_page(url, title));
		socket.on("error", (error) => listener.on_error(error));
		socket.on_frame((frame) => listener.on_frame(frame));
		socket.on_state((state) => this.#moved(state));
	}

	get state(): LinkState {
		return this.#state;
	}

	/** First time, and again to take the session over from another tab. */
	connect(): void {
		this.#signed_out = false;
		const scheme = location.protocol === "https:" ? "wss" : "ws";
		const id = encodeURIComponent(this.session_id);
		this.#socket.connect(
			`${scheme}://${location.host}/ws/session/${id}/agent`,
			() => this.#hello(),
		);
	}

	send(message: SessionAgentCommand): boolean {
		return this.#socket.send(message);
	}

	send_frame(frame: Uint8Array): boolean {
		return this.#socket.send_frame(frame);
	}

	nudge(): void {
		this.#socket.nudge();
	}

	async #hello(): Promise<SessionAgentCommand> {
		try {
			const ticket = this.#first_ticket ?? (await fetch_ticket()).ticket;
			this.#first_ticket = null;
			return { type: "hello", protocol: PROTOCOL_VERSION, ticket };
		} catch (error) {
			if (error instanceof SignedOut) {
				this.#signed_out = true;
				// Not from inside the socket's own greeting.
				queueMicrotask(() => this.#socket.close());
			}
			throw error;
		}
	}

	#moved(state: SocketState): void {
		if (state.kind === "open") {
			this.#was_open = true;
			this.#enter("open");
		} else if (state.kind === "waiting" || state.kind === "connecting")
			this.#enter(this.#was_open ? "reconnecting" : "connecting");
		else if (state.kind === "closed") this.#closed(state.code);
	}

	#closed(code: number): void {
		if (code === CLOSE.AUTH_REQUIRED && this.#second_chance) {
			this.#second_chance = false;
			queueMicrotask(() => this.connect());
		} else if (code === CLOSE.SUPERSEDED) this.#enter("superseded");
		else if (code === CLOSE.SESSION_ENDED && !this.#signed_out)
			this.#enter("ended");
		else this.#enter("refused");
	}

	#enter(state: LinkState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.listener.on_link(state);
	}
}

/** The ticket in this document, which is in it no longer; null: used before, or there was none. */
function taken_ticket(): string | null {
	const { ticket } = document.body.dataset;
	delete document.body.dataset.ticket;
	return ticket || null;
}
