import { later } from "../natives";
import { now } from "./core";

/** Longest slice, in milliseconds; 6 leaves room for the page in a frame. */
export const SLICE_MS = 6;
/** Time taken at once, inside the observer's callback. */
const AT_ONCE_MS = 3;
/** Least time between the starts of two flushes: about 60 a second. */
export const GAP_MS = 16;

/** Bytes waiting in the socket above which flushes come less often, and when the walk waits. */
const SLOW_BACKLOG = 256 * 1024;
const STOP_BACKLOG = 1024 * 1024;

interface InputPending {
	isInputPending?(): boolean;
}

/** One slice, to end at this time; true when there is more to do. */
export type Work = (end: number) => boolean;

export interface Scheduler {
	/** Work has come up. `at_once`: this may run now (the page's script is done). */
	kick(at_once: boolean): void;
	stop(): void;
}

/** Cuts the recorder's work into slices between the page's own tasks. */
export class Schedule implements Scheduler {
	#channel = new MessageChannel();
	#posted = false;
	#timer: number | undefined;
	#lastStart = Number.NEGATIVE_INFINITY;
	#stopped = false;

	readonly #work: Work;
	readonly #backlog: () => number;
	readonly #budget: number;
	readonly #least: number;

	constructor(
		work: Work,
		backlog: () => number,
		budget: number,
		least: number,
	) {
		this.#work = work;
		this.#backlog = backlog;
		this.#budget = budget;
		this.#least = least;
		this.#channel.port1.onmessage = () => {
			this.#posted = false;
			this.#slice(this.#budget);
		};
	}

	kick(at_once: boolean): void {
		if (this.#stopped || this.#posted || this.#timer !== undefined) return;
		const wait = this.#gap() - (now() - this.#lastStart);
		if (wait > 0) this.#later(wait);
		else if (at_once && !inputPending())
			this.#slice(Math.min(AT_ONCE_MS, this.#budget));
		else this.#post();
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		this.#channel.port1.close();
	}

	#slice(budget: number): void {
		if (this.#stopped) return;
		const start = now();
		this.#lastStart = start;
		const more = this.#work(start + (inputPending() ? budget / 2 : budget));
		if (!more || this.#stopped) return;
		if (this.#backlog() > STOP_BACKLOG) this.#later(50);
		else this.#post();
	}

	#gap(): number {
		const waiting = this.#backlog();
		if (waiting > STOP_BACKLOG) return 500;
		return waiting > SLOW_BACKLOG ? 100 : this.#least;
	}

	#post(): void {
		if (this.#posted) return;
		this.#posted = true;
		this.#channel.port2.postMessage(0);
	}

	#later(wait: number): void {
		this.#timer = later(() => {
			this.#timer = undefined;
			this.#slice(this.#budget);
		}, wait);
	}
}

function inputPending(): boolean {
	const { scheduling } = navigator as Navigator & { scheduling?: InputPending };
	return scheduling?.isInputPending?.() ?? false;
}
