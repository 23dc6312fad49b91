import { fetch_ticket, SignedOut } from "../desktop/ticket";
import {
	type EmbedCommand,
	type EmbedFact,
	PROTOCOL_VERSION,
} from "../protocol/messages";
import { CLOSE } from "../transport/close_codes";
import { ControlSocket, type SocketState } from "../transport/socket";
import type { EmbedEvent } from "./state";

const HEARD: readonly EmbedFact["type"][] = [
	"welcome",
	"interaction.opened",
	"interaction.updated",
	"interaction.closed",
	"session.opened",
	"session.updated",
	"error",
];

/** The socket of the embedded desktop; it comes back by itself. */
export class EmbedLink {
	#socket = new ControlSocket<EmbedFact, EmbedCommand>();
	#signed_out = false;
	/** One more try after a refused ticket: it may just have been too old. */
	#second_chance = true;

	constructor(private readonly tell: (event: EmbedEvent) => void) {
		for (const type of HEARD)
			this.#socket.on(type, (fact) => {
				if (type === "welcome") this.#second_chance = true;
				tell({ kind: "heard", fact });
			});
		this.#socket.on_state((state) => this.#moved(state));
	}

	connect(): void {
		const scheme = location.protocol === "https:" ? "wss" : "ws";
		this.#socket.connect(`${scheme}://${location.host}/ws/embed`, () =>
			this.#hello(),
		);
	}

	send(command: EmbedCommand): boolean {
		return this.#socket.send(command);
	}

	nudge(): void {
		this.#socket.nudge();
	}

	async #hello(): Promise<EmbedCommand> {
		try {
			const { ticket } = await fetch_ticket();
			return { type: "hello", protocol: PROTOCOL_VERSION, ticket };
		} catch (error) {
			if (error instanceof SignedOut) {
				this.#signed_out = true;
				this.tell({ kind: "connection", connection: "signed_out" });
				// Not from inside the socket's own greeting.
				queueMicrotask(() => this.#socket.close());
			}
			throw error;
		}
	}

	#moved(state: SocketState): void {
		if (this.#signed_out) return;
		if (state.kind === "open")
			this.tell({ kind: "connection", connection: "open" });
		else if (state.kind === "waiting")
			this.tell({ kind: "connection", connection: "reconnecting" });
		else if (state.kind === "closed") this.#closed(state.code);
	}

	#closed(code: number): void {
		if (code === CLOSE.AUTH_REQUIRED && this.#second_chance) {
			this.#second_chance = false;
			queueMicrotask(() => this.connect());
			return;
		}
		const out = code === CLOSE.AUTH_REQUIRED;
		this.tell({
			kind: "connection",
			connection: out ? "signed_out" : "failed",
		});
	}
}
