/** The page's end of a port: what comes is weighed and passed on unread, or ends it. */
import type { FrameRecorder } from ".";
import { type FromFrame, PROBLEMS } from "./words";

/** Largest STREAM frame (docs/mirror.md, M-1). */
const FRAME_BYTES = 192 * 1024;
/** Bytes that wait to be written before a frame that does not slow down is put out. */
const MOST_WAITING = 4 * 1024 * 1024;
/** On average and at once; well below what the server takes of a whole page (P-48). */
const BYTES_PER_MS = 1024;
const BURST_BYTES = 12 * 1024 * 1024;
/** The least that a message counts as. */
const MESSAGE_BYTES = 256;
/** How long a frame that has loaded something may take to say that it is the same page. */
const ALIVE_MS = 2_000;

export interface PortOptions {
	readonly frame: Element;
	/** What the frame's first word must hold. */
	readonly proof: string;
	readonly port: MessagePort;
	recorder(): FrameRecorder | null;
	/** What the frame's recorder reports. */
	on_problem(code: string): void;
	/** `is_foul`: it broke a rule, and gets no other one before its next page. */
	on_end(is_foul: boolean): void;
}

export class FramePort {
	readonly #options: PortOptions;
	#is_joined = false;
	#is_over = false;
	#received = 0;
	#taken = 0;
	#left = BURST_BYTES;
	#counted_at = performance.now();
	#asked = 0;

	constructor(options: PortOptions) {
		this.#options = options;
		options.port.onmessage = ({ data }: MessageEvent<unknown>) => {
			if (!this.#is_over && !this.#hear(data)) this.end(true);
		};
		options.port.onmessageerror = () => this.end(true);
	}

	/** Its whole page is wanted. */
	resync(): void {
		if (this.#is_joined) this.#say({ resync: true });
	}

	/** Whether its page is the one that joined; ends the port if nobody answers. */
	ask(): void {
		if (!this.#is_joined || this.#asked) return;
		this.#asked = window.setTimeout(() => this.end(false), ALIVE_MS);
		this.#say({ ask: true });
	}

	end(is_foul: boolean): void {
		if (this.#is_over) return;
		this.#is_over = true;
		window.clearTimeout(this.#asked);
		this.#say({ stop: true });
		this.#options.port.close();
		const { frame, recorder } = this.#options;
		recorder()?.pass_frame(frame, new Uint8Array(0), () => undefined);
		this.#options.on_end(is_foul);
	}

	/** False: nothing that may be said here. */
	#hear(data: unknown): boolean {
		if (typeof data !== "object" || data === null) return false;
		if (data instanceof Uint8Array) return this.#is_joined && this.#pass(data);
		const { join, alive, bye, problem } = data as FromFrame;
		if (!this.#is_joined) {
			this.#is_joined = join === this.#options.proof;
			return this.#is_joined;
		}
		if (bye === true) {
			this.end(false);
			return true;
		}
		if (PROBLEMS.has(problem)) {
			this.#options.on_problem(String(problem));
			return this.#pay(MESSAGE_BYTES);
		}
		if (alive !== true || !this.#asked) return false;
		window.clearTimeout(this.#asked);
		this.#asked = 0;
		return true;
	}

	#pass(bytes: Uint8Array): boolean {
		const { length } = bytes;
		if (length === 0 || bytes.buffer.byteLength > FRAME_BYTES) return false;
		this.#received += length;
		const waiting = this.#received - this.#taken;
		if (waiting > MOST_WAITING || !this.#pay(length)) return false;
		const { frame, recorder } = this.#options;
		const taken = () => this.#take(length);
		if (!recorder()?.pass_frame(frame, bytes, taken)) taken();
		return true;
	}

	#take(length: number): void {
		this.#taken += length;
		if (!this.#is_over) this.#say({ took: this.#taken });
	}

	#pay(length: number): boolean {
		const now = performance.now();
		const earned = (now - this.#counted_at) * BYTES_PER_MS;
		this.#counted_at = now;
		this.#left = Math.min(BURST_BYTES, this.#left + earned);
		this.#left -= Math.max(length, MESSAGE_BYTES);
		return this.#left >= 0;
	}

	#say(what: object): void {
		this.#options.port.postMessage(what);
	}
}
