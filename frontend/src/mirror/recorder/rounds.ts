/** Goes round and round through a collection, a few members at a time. */
export class Rounds<T> {
	#turn: Iterator<T> | undefined;

	readonly #all: () => Iterable<T>;

	constructor(all: () => Iterable<T>) {
		this.#all = all;
	}

	/** The next `most` members, and none twice. */
	*take(most: number): Generator<T, void> {
		for (let i = 0; i < most; i++) {
			this.#turn ??= this.#all()[Symbol.iterator]();
			const { done, value } = this.#turn.next();
			if (done) {
				this.#turn = undefined;
				return;
			}
			yield value;
		}
	}

	/** Begins at the first member again. */
	restart(): void {
		this.#turn = undefined;
	}
}
