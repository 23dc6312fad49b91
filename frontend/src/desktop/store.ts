import {
	type DesktopEvent,
	type DesktopState,
	initial_state,
	reduce,
} from "./state";

/** Holds the state, takes events, tells painters once per turn of the event loop. */
export class Store {
	#state: DesktopState;
	#painters: ((state: DesktopState, now: number) => void)[] = [];
	#asked = false;
	constructor(state: DesktopState = initial_state) {
		this.#state = state;
	}

	/** Server time minus this computer's, milliseconds. */
	skew_ms = 0;

	get state(): DesktopState {
		return this.#state;
	}

	/** The server's time as far as known, milliseconds since the epoch. */
	now(): number {
		return Date.now() + this.skew_ms;
	}

	dispatch(event: DesktopEvent): void {
		const before = this.#state;
		this.#state = reduce(before, event, this.now());
		if (this.#state !== before || event.kind === "ticked") this.#ask();
	}

	on_paint(painter: (state: DesktopState, now: number) => void): void {
		this.#painters.push(painter);
		this.#ask();
	}

	#ask(): void {
		if (this.#asked) return;
		this.#asked = true;
		queueMicrotask(() => {
			this.#asked = false;
			const now = this.now();
			for (const painter of this.#painters) painter(this.#state, now);
		});
	}
}
