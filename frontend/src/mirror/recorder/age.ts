import { now } from "./core";

/** How old the oldest change is that the player has not been told of (docs/mirror.md, M-88). */
export class Age {
	readonly #began = now();
	/** When it was noticed; null: nothing waits. */
	#since: number | null = null;

	/** Milliseconds since the recorder was made. */
	get clock(): number {
		return now() - this.#began;
	}

	/** Something has changed. */
	noted(): void {
		this.#since ??= now();
	}

	/** When that was, in whole milliseconds of `clock`. */
	get oldest(): number {
		return Math.round((this.#since ?? now()) - this.#began);
	}

	/** All is told, but for what is kept back and `held_ms` old; null: nothing is. */
	told(held_ms: number | null): void {
		this.#since = held_ms === null ? null : now() - held_ms;
	}
}
