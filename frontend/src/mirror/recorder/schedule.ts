import { later } from "../natives";
import { now } from "./core";

/** Longest slice, in milliseconds; 6 leaves room for the page in a frame. */
export const SLICE_MS = 6;
/** Time taken at once, inside the observer's callback. */
const AT_ONCE_MS = 3;
/** Least time between the starts of two flushes: about 60 a second. */
export const GAP_MS = 16;
/** The same once changes go on and on, and how many flushes in a row come before that. */
const LONG_GAP_MS = 50;
const SPRINT = 4;

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
	/** Flushes that came soon after one another. */
	#streak = 0;
	#going = false;
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
		if (start - this.#lastStart > 2 * LONG_GAP_MS) this.#streak = 0;
		else if (!this.#going) this.#streak++;
		this.#lastStart = start;
		const more = this.#work(start + (inputPending() ? budget / 2 : budget));
		this.#going = more;
		if (!more || this.#stopped) return;
		if (this.#backlog() > STOP_BACKLOG) this.#later(50);
		else this.#post();
	}

	#gap(): number {
		const waiting = this.#backlog();
		if (waiting > STOP_BACKLOG) return 500;
		if (waiting > SLOW_BACKLOG) return 100;
		return this.#streak > SPRINT && this.#least === GAP_MS
			? LONG_GAP_MS
			: this.#least;
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
