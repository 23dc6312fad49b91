import { complain } from "../transport/complain";
import { type Action, initial_state, reduce, type State } from "./state";

export type Watcher = (state: State, before: State) => void;

/** Holds the state, and tells watchers of each change, one change at a time. */
export class Store {
	#state: State = initial_state;
	#watchers: Watcher[] = [];
	#queue: Action[] = [];
	#busy = false;

	get state(): State {
		return this.#state;
	}

	watch(watcher: Watcher): void {
		this.#watchers.push(watcher);
	}

	/** A watcher may dispatch: its action comes after the present one is told to all. */
	dispatch(action: Action): void {
		this.#queue.push(action);
		if (this.#busy) return;
		this.#busy = true;
		for (let next = this.#queue.shift(); next; next = this.#queue.shift())
			this.#apply(next);
		this.#busy = false;
	}

	#apply(action: Action): void {
		const before = this.#state;
		try {
			this.#state = reduce(before, action);
		} catch (error) {
			// A message that is not what it says it is: as if it had not come.
			complain(error);
		}
		if (this.#state === before) return;
		for (const watcher of this.#watchers) {
			try {
				watcher(this.#state, before);
			} catch (error) {
				complain(error);
			}
		}
	}
}
