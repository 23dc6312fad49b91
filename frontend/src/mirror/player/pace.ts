/** Applying takes so many milliseconds in a row, or as long as the browser needs to draw it. */
const AT_LEAST = 12;
/** The longest rest, and the longest that applying may take in a row. */
const AT_MOST = 250;
/** A hidden page draws no frames; a timer takes their place. */
const HIDDEN_MS = 200;

/** Applies until this time; true when there is more. */
export type Turn = (end: number) => boolean;

/**
 * When units are applied. The first after a pause goes at once; those that come
 * before it is drawn go with the next frame. A replica that is slow to draw gets
 * more at a time, and while a snapshot comes in also a rest after each frame: else
 * it would draw a growing page again and again instead of completing it.
 */
export class Pace {
	/** A snapshot is coming in. */
	loading = false;
	private readonly channel = new MessageChannel();
	private frame = 0;
	private timer: ReturnType<typeof setTimeout> | undefined;
	/** A frame or a rest is being waited for. */
	private waiting = false;
	private more = false;
	private appliedAt = 0;
	/** How long the last frame took to draw. */
	private cost = 0;

	constructor(private readonly turn: Turn) {
		/* Posted in an animation callback, it arrives when that frame is drawn. */
		this.channel.port1.onmessage = () => {
			this.cost = Math.min(AT_MOST, performance.now() - this.appliedAt);
			this.drawn();
		};
	}

	/** Something is there to be applied. */
	wake(): void {
		this.more = true;
		if (this.waiting) return;
		this.apply();
		this.nextFrame();
	}

	stop(): void {
		cancelAnimationFrame(this.frame);
		clearTimeout(this.timer);
		this.channel.port1.close();
	}

	private apply(): void {
		const start = performance.now();
		this.more = this.turn(
			start + Math.max(AT_LEAST, this.cost * (this.loading ? 2 : 1)),
		);
	}

	private nextFrame(): void {
		this.waiting = true;
		const go = (drawn: boolean): void => {
			cancelAnimationFrame(this.frame);
			clearTimeout(this.timer);
			if (this.more) this.apply();
			this.appliedAt = performance.now();
			if (drawn) this.channel.port2.postMessage(0);
			else this.drawn();
		};
		this.frame = requestAnimationFrame(() => go(true));
		this.timer = setTimeout(() => go(false), HIDDEN_MS);
	}

	/** The frame is on the screen. */
	private drawn(): void {
		const rest = this.loading ? this.cost : 0;
		if (rest >= AT_LEAST) this.timer = setTimeout(() => this.rested(), rest);
		else this.rested();
	}

	private rested(): void {
		this.waiting = false;
		if (this.more) this.nextFrame();
	}
}
