/** So long nothing may come of a snapshot under way, in milliseconds; twice as long after each time. */
const STALL_MS = 10_000;
/** So often in a row it is begun anew: a page that is slower than that goes on as it can. */
const MOST_STALLS = 3;

/** Notices that a snapshot under way has come to a standstill. */
export class Stall {
	#timer: ReturnType<typeof setTimeout> | undefined;
	#underWay = false;
	#count = 0;

	readonly #stalled: () => void;
	readonly #wait_ms: number;

	constructor(stalled: () => void, wait_ms = STALL_MS) {
		this.#stalled = stalled;
		this.#wait_ms = wait_ms;
	}

	/** A snapshot begins. */
	begin(): void {
		this.#underWay = true;
		this.heard();
	}

	/** It is complete. */
	done(): void {
		this.#count = 0;
		this.stop();
	}

	/** Something has come. */
	heard(): void {
		clearTimeout(this.#timer);
		if (!this.#underWay || this.#count === MOST_STALLS) return;
		this.#timer = setTimeout(
			() => {
				this.#underWay = false;
				this.#count++;
				this.#stalled();
			},
			this.#wait_ms * 2 ** this.#count,
		);
	}

	stop(): void {
		this.#underWay = false;
		clearTimeout(this.#timer);
	}
}
