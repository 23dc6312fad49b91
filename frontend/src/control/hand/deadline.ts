/** A command that comes so much later than the quickest one, in milliseconds, is not done any more. */
const LATE_MS = 3_000;

/**
 * Tells commands that were held up on their way (a line that hung, a page that slept). The
 * agent's clock need not agree with ours: only the differences between commands count.
 */
export class Deadline {
	#epoch = -1;
	/** The least of what lay between the agent's clock and ours. */
	#least = 0;

	/** `at`: the agent's clock when it was sent. `arrived`: ours when it came. */
	is_over(mode_epoch: number, at: number | null, arrived: number): boolean {
		if (at === null) return false;
		const between = arrived - at;
		/* Another grant may be another agent's, with another clock. */
		if (mode_epoch !== this.#epoch || between < this.#least)
			this.#least = between;
		this.#epoch = mode_epoch;
		return between - this.#least > LATE_MS;
	}
}
