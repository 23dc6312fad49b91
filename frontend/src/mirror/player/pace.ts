/** Applying takes at least so many milliseconds in a row, if there is so much. */
const AT_LEAST_MS = 12;
/** A frame that takes longer to draw counts as this. */
const SLOWEST_MS = 300;
/** A hidden page draws no frames; a timer takes their place. */
const HIDDEN_MS = 200;
/** Applying may take this many times as long as drawing, and so may the rest after it. */
const WORK = 2;
const REST = 3;

/** Applies until this time; true when there is more. */
export type Turn = (end: number) => boolean;

/**
 * When units are applied. The first after a pause goes at once; those that come
 * before it is drawn go with the next frame. A replica that is slow to draw gets
 * more at a time, and a rest after each frame while a snapshot comes in: else it
 * would draw a growing page again and again instead of completing it.
 */
export class Pace {
	/** A snapshot is coming in, and there will be more of it. */
	loading = false;
	readonly #channel = new MessageChannel();
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#state: "idle" | "drawing" | "resting" = "idle";
	#more = false;
	#appliedAt = 0;
	/** How long the last frame took to draw. */
	#cost = 0;

	readonly #turn: Turn;

	constructor(turn: Turn) {
		this.#turn = turn;
		/* Posted in an animation callback, it arrives when that frame is drawn. */
		this.#channel.port1.onmessage = () => {
			const took = performance.now() - this.#appliedAt;
			this.#cost = Math.min(SLOWEST_MS, took);
			this.#drawn();
		};
	}

	/** Something is there to be applied. */
	wake(): void {
		this.#more = true;
		if (this.#state === "drawing") return;
		if (this.#state === "resting" && this.loading) return;
		clearTimeout(this.#timer);
		this.#apply();
		this.#draw();
	}

	stop(): void {
		cancelAnimationFrame(this.#frame);
		clearTimeout(this.#timer);
		this.#channel.port1.close();
	}

	#apply(): void {
		const time = Math.max(AT_LEAST_MS, WORK * this.#cost);
		this.#more = this.#turn(performance.now() + time);
	}

	/** Waits for a frame; what has come until then is in it. */
	#draw(): void {
		this.#state = "drawing";
		const go = (): void => {
			cancelAnimationFrame(this.#frame);
			clearTimeout(this.#timer);
			if (this.#more) this.#apply();
			this.#appliedAt = performance.now();
		};
		this.#frame = requestAnimationFrame(() => {
			go();
			this.#channel.port2.postMessage(0);
		});
		this.#timer = setTimeout(() => {
			go();
			this.#drawn();
		}, HIDDEN_MS);
	}

	#drawn(): void {
		this.#state = "idle";
		if (this.loading && this.#cost > AT_LEAST_MS) {
			this.#state = "resting";
			this.#timer = setTimeout(() => this.#rested(), REST * this.#cost);
		} else if (this.#more) this.#draw();
	}

	#rested(): void {
		this.#state = "idle";
		if (this.#more) this.wake();
	}
}
