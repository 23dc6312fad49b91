import { CLOSE } from "./close_codes";

/** Waiting times between attempts, in milliseconds: doubled each time, full jitter. */
export const FIRST_MS = 300;
export const CEILING_MS = 10_000;
/** No attempt sooner than this, so that a refusing server is never hammered. */
export const FLOOR_MS = 30;
/** A server that says "too many" or "overloaded" is left alone at least this long. */
export const RATE_LIMITED_MS = 5_000;

/**
 * How long to wait before attempt number `attempt` (0 = first retry), given a
 * random number 0 ≤ `random` < 1 and the code that closed the last connection.
 * The first retry comes within 0.3 s, later ones within 10 s.
 */
export function retry_delay(
	attempt: number,
	random: number,
	code: number,
): number {
	const ceiling = Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
	const jittered = Math.max(FLOOR_MS, Math.round(random * ceiling));
	const asked_to_wait = code === CLOSE.RATE_LIMITED || code === CLOSE.TRY_LATER;
	return asked_to_wait ? RATE_LIMITED_MS + jittered : jittered;
}
