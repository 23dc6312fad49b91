import { retry_delay } from "./backoff";
import { CLOSE, HEARTBEAT_LOST, is_final } from "./close_codes";
import { complain } from "./complain";
import { to_json } from "./json";
import { type Natives, natives } from "./natives";

/** Every control message, either way, names itself. */
export interface Typed {
	readonly type: string;
}

export type SocketState =
	/** Not asked to connect yet. */
	| { readonly kind: "idle" }
	/** Connecting, or connected and not yet welcomed. */
	| { readonly kind: "connecting"; readonly attempt: number }
	/** Welcomed: messages and frames pass. */
	| { readonly kind: "open" }
	/** Lost; tries again by itself after `retry_ms`. `attempt` counts from 1. */
	| {
			readonly kind: "waiting";
			readonly attempt: number;
			readonly retry_ms: number;
			readonly code: number;
	  }
	/** Over: closed by us, or by the server with a code that allows no retry. */
	| { readonly kind: "closed"; readonly code: number; readonly reason: string };

/** The greeting sent on every connection; asked for anew each time (fresh tickets, current page). */
export type Hello<Out extends Typed> = () => Out | Promise<Out>;

const PING_MS = 15_000;
/** Pings without any answer before the connection is given up. */
const MISSES_ALLOWED = 2;
/** Longest wait from opening a connection to its welcome. */
const WELCOME_MS = 10_000;
/** A connection that lived this long starts the next wait from the beginning. */
const STABLE_MS = 5_000;
/** Longest wait for an answer after the tab or the network came back. */
const CHECK_MS = 3_000;

/**
 * A reconnecting control socket: JSON messages by type, binary frames beside
 * them. It greets with `hello` on every connection and is open when the server
 * has answered `welcome`. What cannot be sent now is refused (`false`), never
 * queued: the caller knows what is still worth saying after a reconnect.
 * Exceptions of listeners are contained.
 */
export class ControlSocket<In extends Typed, Out extends Typed> {
	#url = "";
	#hello: Hello<Out> | null = null;
	#socket: WebSocket | null = null;
	#state: SocketState = { kind: "idle" };
	#attempt = 0;
	#opened_at = 0;
	#unanswered = 0;
	#retry_timer = 0;
	#watch_timer = 0;
	#natives: Natives;
	#listeners = new Map<string, Set<(message: In) => void>>();
	#frame_listeners = new Set<(frame: Uint8Array) => void>();
	#state_listeners = new Set<(state: SocketState) => void>();

	constructor(with_natives: Natives = natives) {
		this.#natives = with_natives;
	}

	get state(): SocketState {
		return this.#state;
	}

	get is_open(): boolean {
		return this.#state.kind === "open";
	}

	/** Connects, and keeps connected until `close` or a final close code. */
	connect(url: string, hello: Hello<Out>): void {
		this.#drop();
		this.#url = url;
		this.#hello = hello;
		this.#attempt = 0;
		this.#dial();
	}

	/** Ends it from our side; no retry. The same object may `connect` again. */
	close(code: number = CLOSE.NORMAL, reason = ""): void {
		if (this.#state.kind === "closed") return;
		this.#drop(code, reason);
		this.#enter({ kind: "closed", code, reason });
	}

	/** Tries at once instead of waiting, or makes sure that an open connection still lives. */
	nudge(): void {
		if (this.#state.kind === "waiting") this.#dial();
		else if (this.#state.kind === "open") this.#ping(CHECK_MS, 1);
	}

	send(message: Out): boolean {
		return this.#state.kind === "open" && this.#write(message);
	}

	send_frame(frame: Uint8Array): boolean {
		if (this.#state.kind !== "open" || !this.#socket) return false;
		try {
			this.#socket.send(frame as Uint8Array<ArrayBuffer>);
			return true;
		} catch {
			return false;
		}
	}

	/** Bytes handed over and not yet on the network. */
	backlog(): number {
		return this.#socket?.bufferedAmount ?? 0;
	}

	on<T extends In["type"]>(
		type: T,
		listener: (message: Extract<In, { type: T }>) => void,
	): () => void {
		const listeners = this.#listeners.get(type) ?? new Set();
		this.#listeners.set(type, listeners);
		const entry = listener as (message: In) => void;
		listeners.add(entry);
		return () => listeners.delete(entry);
	}

	on_frame(listener: (frame: Uint8Array) => void): () => void {
		this.#frame_listeners.add(listener);
		return () => this.#frame_listeners.delete(listener);
	}

	on_state(listener: (state: SocketState) => void): () => void {
		this.#state_listeners.add(listener);
		return () => this.#state_listeners.delete(listener);
	}

	#dial(): void {
		this.#natives.clear_timer(this.#retry_timer);
		this.#enter({ kind: "connecting", attempt: this.#attempt });
		const Socket = this.#natives.WebSocket;
		if (!Socket) {
			this.#enter({ kind: "closed", code: 1006, reason: "unsupported" });
			return;
		}
		let socket: WebSocket;
		try {
			socket = new Socket(this.#url);
		} catch {
			// A content security policy or a bad URL: indistinguishable from no network.
			this.#lost(1006, "");
			return;
		}
		this.#socket = socket;
		socket.binaryType = "arraybuffer";
		const ours = (fn: () => void) => () => {
			if (this.#socket === socket) fn();
		};
		socket.onopen = ours(() => void this.#greet(socket));
		socket.onmessage = (event: MessageEvent) => {
			if (this.#socket === socket) this.#receive(event.data);
		};
		socket.onclose = (event: CloseEvent) => {
			if (this.#socket === socket) this.#lost(event.code, event.reason);
		};
		this.#watch(WELCOME_MS, () => this.#lost(HEARTBEAT_LOST, "no welcome"));
	}

	async #greet(socket: WebSocket): Promise<void> {
		try {
			const hello = await this.#hello?.();
			if (hello && this.#socket === socket) this.#write(hello);
		} catch {
			if (this.#socket === socket) this.#lost(1006, "no hello");
		}
	}

	#receive(data: unknown): void {
		this.#unanswered = 0;
		if (data instanceof ArrayBuffer) {
			if (this.#state.kind !== "open") return;
			const frame = new Uint8Array(data);
			for (const listener of [...this.#frame_listeners])
				contain(() => listener(frame));
			return;
		}
		const message = parse(data);
		if (!message) return;
		if (message.type === "welcome" && this.#state.kind === "connecting") {
			this.#opened_at = this.#natives.now();
			// Listeners of "welcome" may send: the state changes first.
			this.#enter({ kind: "open" });
			this.#watch(PING_MS, () => this.#beat());
		}
		for (const listener of [...(this.#listeners.get(message.type) ?? [])])
			contain(() => listener(message as In));
	}

	#beat(): void {
		if (this.#unanswered >= MISSES_ALLOWED) {
			this.#lost(HEARTBEAT_LOST, "no answer");
			return;
		}
		this.#ping(PING_MS, 0);
	}

	#ping(next_ms: number, misses_before: number): void {
		this.#unanswered = Math.max(this.#unanswered, misses_before) + 1;
		this.#write({ type: "ping" });
		this.#watch(next_ms, () => this.#beat());
	}

	#lost(code: number, reason: string): void {
		const lived =
			this.#state.kind === "open" &&
			this.#natives.now() - this.#opened_at >= STABLE_MS;
		this.#drop();
		if (is_final(code)) {
			this.#enter({ kind: "closed", code, reason });
			return;
		}
		if (lived) this.#attempt = 0;
		const retry_ms = retry_delay(this.#attempt, this.#natives.random(), code);
		this.#attempt += 1;
		this.#retry_timer = this.#natives.set_timer(() => this.#dial(), retry_ms);
		this.#enter({ kind: "waiting", attempt: this.#attempt, retry_ms, code });
	}

	/** Forgets the connection without telling anyone; its late events are ignored. */
	#drop(code?: number, reason = ""): void {
		this.#natives.clear_timer(this.#retry_timer);
		this.#natives.clear_timer(this.#watch_timer);
		this.#unanswered = 0;
		const socket = this.#socket;
		this.#socket = null;
		if (socket && socket.readyState <= 1)
			contain(() => (code ? socket.close(code, reason) : socket.close()));
	}

	#watch(after_ms: number, fn: () => void): void {
		this.#natives.clear_timer(this.#watch_timer);
		this.#watch_timer = this.#natives.set_timer(fn, after_ms);
	}

	#write(message: Typed): boolean {
		try {
			this.#socket?.send(to_json(message));
			return this.#socket !== null;
		} catch {
			return false;
		}
	}

	#enter(state: SocketState): void {
		this.#state = state;
		for (const listener of [...this.#state_listeners])
			contain(() => listener(state));
	}
}

function parse(data: unknown): Typed | null {
	if (typeof data !== "string") return null;
	try {
		const value: unknown = JSON.parse(data);
		const type = (value as Typed | null)?.type;
		return typeof type === "string" ? (value as Typed) : null;
	} catch {
		return null;
	}
}

/** A listener's mistake is reported, and stops nobody else. */
function contain(fn: () => void): void {
	try {
		fn();
	} catch (error) {
		complain(error);
	}
}
