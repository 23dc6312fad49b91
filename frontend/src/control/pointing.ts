/** One side's mouse as POINTER frames: at most 20 a second, clicks included; the last place is always told. */
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

const GAP_MS = 50;
/** Clicks that wait for their turn; of more than that nobody would see each. */
const CLICKS_MAX = 2;
const NOWHERE: Place = { node: 0, fx: 0, fy: 0 };

export class Pointing {
	#clicks: Place[] = [];
	/** Where the mouse has gone since; what nobody has been told yet. */
	#next: Place | null = null;
	#timer = 0;
	#is_shown = false;
	readonly #stop = new AbortController();

	constructor(private readonly options: PointingOptions) {
		const { signal } = this.#stop;
		const hidden = () => document.hidden && this.#away();
		document.addEventListener("visibilitychange", hidden, { signal });
		// A frame of this page that takes the focus is no other window.
		const blurred = () => document.hasFocus() || this.#away();
		window.addEventListener("blur", blurred, { signal });
	}

	/** Null: over nothing that has a place in the mirror. */
	move(place: Place | null): void {
		this.#next = place ?? NOWHERE;
		if (!this.#timer) this.#flush();
	}

	click(place: Place): void {
		this.#clicks = [...this.#clicks, place].slice(-CLICKS_MAX);
		this.#next = null;
		if (!this.#timer) this.#flush();
	}

	leave(): void {
		this.move(null);
	}

	close(): void {
		this.#stop.abort();
		this.#away();
		window.clearTimeout(this.#timer);
		this.#timer = 0;
	}

	/** Told at once: timers sleep in a tab that nobody sees. */
	#away(): void {
		window.clearTimeout(this.#timer);
		this.#clicks = [];
		this.#next = NOWHERE;
		this.#flush();
	}

	/** One frame, and the next one not before its time. */
	#flush(): void {
		this.#timer = 0;
		const click = this.#clicks.shift();
		const place = click ?? this.#next;
		if (!click) this.#next = null;
		if (!place) return;
		const action = click ? "click" : place === NOWHERE ? "leave" : "move";
		if (!this.#send(action, place)) return;
		this.#timer = window.setTimeout(() => this.#flush(), GAP_MS);
	}

	#send(action: PointerAction, place: Place): boolean {
		const epoch = this.options.epoch();
		if (epoch === 0 || (action === "leave" && !this.#is_shown)) return false;
		this.#is_shown = action !== "leave";
		this.options.send_frame(encode_pointer({ action, epoch, ...place }));
		return true;
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
