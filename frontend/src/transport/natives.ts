/**
 * Browser functions as they were when our code was loaded. The host page may
 * replace its globals later; the transport keeps working on these.
 */

export interface Natives {
	readonly WebSocket: typeof WebSocket | undefined;
	set_timer(fn: () => void, after_ms: number): number;
	clear_timer(timer: number): void;
	/** Milliseconds since the epoch. */
	now(): number;
	/** 0 ≤ x < 1. */
	random(): number;
}

const set_timeout = globalThis.setTimeout;
const clear_timeout = globalThis.clearTimeout;
const date_now = Date.now;
const math_random = Math.random;

export const natives: Natives = {
	WebSocket: globalThis.WebSocket,
	set_timer: (fn, after_ms) =>
		set_timeout.call(globalThis, fn, after_ms) as unknown as number,
	clear_timer: (timer) => clear_timeout.call(globalThis, timer),
	now: () => date_now(),
	random: () => math_random(),
};
