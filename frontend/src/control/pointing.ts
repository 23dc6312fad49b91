/** One side's mouse as POINTER frames: at most 20 a second, the last place always told. */
import { eachRealm, locate } from "../mirror";
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

export interface CustomerPointerOptions extends PointingOptions {
	readonly document: Document;
	/** The recorder, which knows what the agent has and what it must not know. */
	readonly book: {
		id_of(node: Node): number;
		is_masked(node: Node): boolean;
		inner_frames(): Iterable<Element>;
	};
}

/** Tells the agent where the customer's mouse is. Returns the function that stops it. */
export function watchCustomerPointer(
	options: CustomerPointerOptions,
): () => void {
	const { book, document } = options;
	const pointing = new Pointing(options);
	const place_of = (event: PointerEvent): Place | null => {
		const target = event.composedPath()[0] as Node | undefined;
		// Steps over a hidden keypad would tell what is typed on it.
		if (!target?.nodeType || book.is_masked(target)) return null;
		// Inside a frame, points are those of the frame's own window.
		const page = target.ownerDocument ?? (target as Document);
		const hit = locate(book, page, event.clientX, event.clientY);
		return hit && { node: hit.id, fx: hit.fx, fy: hit.fy };
	};
	const on = (
		type: "pointermove" | "pointerdown",
		tell: (place: Place | null) => void,
	) =>
		[
			type,
			// The agent's hand makes such events too.
			(event: Event) =>
				event.isTrusted && tell(place_of(event as PointerEvent)),
		] as const;
	const leave = eachRealm(document, {
		on: [
			on("pointermove", (place) => pointing.move(place)),
			on("pointerdown", (place) => place && pointing.click(place)),
		],
		inner_frames: () => book.inner_frames(),
	});
	const left = () => pointing.leave();
	const root = document.documentElement;
	root.addEventListener("pointerleave", left, { passive: true });
	return () => {
		leave();
		root.removeEventListener("pointerleave", left);
		pointing.close();
	};
}
