/** One side's mouse as POINTER frames: at most 20 a second, the last place always told. */
import { encode_pointer, type PointerAction } from "../protocol/frames";

/** A place in the mirror: element id and fractions 0..1 of its border box. */
export interface Place {
	readonly node: number;
	readonly fx: number;
	readonly fy: number;
}

export interface PointingOptions {
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	send_frame(frame: Uint8Array): unknown;
}

const INTERVAL_MS = 50;
const NOWHERE: Place = { node: 0, fx: 0, fy: 0 };

export class Pointing {
	#waiting: Place | null = null;
	#timer = 0;
	#is_shown = false;

	constructor(private readonly options: PointingOptions) {}

	/** Null: over nothing that has a place in the mirror. */
	move(place: Place | null): void {
		if (!place) {
			this.leave();
			return;
		}
		this.#waiting = place;
		if (!this.#timer) this.#flush();
	}

	click(place: Place): void {
		this.#waiting = null;
		this.#send("click", place);
	}

	leave(): void {
		this.#waiting = null;
		if (this.#is_shown) this.#send("leave", NOWHERE);
		this.#is_shown = false;
	}

	close(): void {
		window.clearTimeout(this.#timer);
		this.#timer = 0;
		this.leave();
	}

	#flush(): void {
		const place = this.#waiting;
		this.#waiting = null;
		this.#timer = 0;
		if (!place) return;
		this.#send("move", place);
		this.#timer = window.setTimeout(() => this.#flush(), INTERVAL_MS);
	}

	#send(action: PointerAction, place: Place): void {
		const epoch = this.options.epoch();
		if (epoch === 0) return;
		this.#is_shown = action !== "leave";
		this.options.send_frame(encode_pointer({ action, epoch, ...place }));
	}
}
