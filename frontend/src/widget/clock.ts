/**
 * The server's time as far as it is known here. Every fresh timestamp from the
 * server gives an estimate; the one that travelled fastest is the best.
 */
export class ServerClock {
	/** Local minus server, milliseconds; the smallest seen is nearest to the truth. */
	#ahead_ms: number | null = null;

	constructor(private readonly local_now: () => number = Date.now) {}

	/** Notes a timestamp that the server made just now. */
	note(fresh: string | null): void {
		const at = fresh ? Date.parse(fresh) : Number.NaN;
		if (Number.isNaN(at)) return;
		const ahead = this.local_now() - at;
		if (this.#ahead_ms === null || ahead < this.#ahead_ms)
			this.#ahead_ms = ahead;
	}

	/** Milliseconds until `at` (negative: passed), by the server's clock where known. */
	until(at: string): number {
		return Date.parse(at) - (this.local_now() - (this.#ahead_ms ?? 0));
	}
}
