/** Clocks of two computers part by no more than this, in milliseconds a millisecond. */
const DRIFT = 0.000_1;

/**
 * What another computer's clock shows, from questions and answers alone. Its reading was
 * taken after the question went out and before the answer came, so each answer bounds the
 * difference of the clocks, and all of them together bound it more closely: the quickest
 * way there and the quickest way back count, whichever questions they belonged to. A line
 * that becomes slow moves no bound. Bounds grow apart with time, since clocks drift.
 */
export class ClockBounds {
	#low = Number.NEGATIVE_INFINITY;
	#high = Number.POSITIVE_INFINITY;
	#looked_at = 0;

	/** A question went out at `sent`, its answer came at `received` and says `theirs`; all milliseconds. */
	note(sent: number, theirs: number, received: number): void {
		const drift = (received - this.#looked_at) * DRIFT;
		this.#looked_at = received;
		const [low, high] = [theirs - received, theirs - sent];
		this.#low = Math.max(this.#low - drift, low);
		this.#high = Math.min(this.#high + drift, high);
		// One of them was asleep or was set anew: only the newest answer is true.
		if (this.#low > this.#high) [this.#low, this.#high] = [low, high];
	}

	/** Our time at which their clock showed this; null: nothing was asked yet. */
	ours(theirs: number): number | null {
		const difference = (this.#low + this.#high) / 2;
		return Number.isFinite(difference) ? theirs - difference : null;
	}

	reset(): void {
		this.#low = Number.NEGATIVE_INFINITY;
		this.#high = Number.POSITIVE_INFINITY;
	}
}
