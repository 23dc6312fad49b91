import type { Draft } from "./part";

/** Less than this is a press, not a drag. */
const DRAG_PX = 5;
const EDGE_PX = 8;
const STEP = 0.1;

/** Where the bar stands, as shares of the free space: 0 left or top, 1 right or bottom. */
interface Place {
	readonly x: number;
	readonly y: number;
}

/** What a press on the handle goes through: out of the way of whatever it covers. */
const BOTTOM: Place = { x: 0.5, y: 1 };
const TOP: Place = { x: 0.5, y: 0 };
const NARROW = "(max-width: 479px)";
const ARROWS: Readonly<Record<string, Place>> = {
	ArrowLeft: { x: -STEP, y: 0 },
	ArrowRight: { x: STEP, y: 0 },
	ArrowUp: { x: 0, y: -STEP },
	ArrowDown: { x: 0, y: STEP },
};

/**
 * Lets the customer move the bar: by dragging its handle, by the arrow keys on it, or by
 * pressing it, which changes between the edges (no need to drag, WCAG 2.5.7).
 */
export class Dock {
	#place: Place | null;

	constructor(
		private readonly bar: HTMLElement,
		handle: HTMLElement,
		private readonly kept: Draft,
	) {
		this.#place = read_place(kept.get());
		let from: { x: number; y: number; left: number; top: number } | null = null;
		let dragged = false;
		handle.addEventListener("pointerdown", (event) => {
			if (event.button !== 0) return;
			const { left, top } = bar.getBoundingClientRect();
			from = { x: event.clientX, y: event.clientY, left, top };
			dragged = false;
			handle.setPointerCapture(event.pointerId);
		});
		handle.addEventListener("pointermove", (event) => {
			if (!from) return;
			const by = { x: event.clientX - from.x, y: event.clientY - from.y };
			dragged ||= Math.hypot(by.x, by.y) > DRAG_PX;
			if (dragged) this.#move_to(from.left + by.x, from.top + by.y);
		});
		const drop = () => {
			from = null;
		};
		handle.addEventListener("pointerup", drop);
		handle.addEventListener("pointercancel", drop);
		handle.addEventListener("click", () => {
			if (!dragged) this.#set(next_stop(this.#place));
			dragged = false;
		});
		handle.addEventListener("keydown", (event) => {
			const by = ARROWS[event.key];
			if (!by) return;
			event.preventDefault();
			const { x, y } = this.#place ?? BOTTOM;
			this.#set({ x: share(x + by.x), y: share(y + by.y) });
		});
	}

	/** Puts the bar where it belongs; without a choice the style sheet decides. */
	place(): void {
		const { bar } = this;
		bar.toggleAttribute("data-moved", this.#place !== null);
		// A narrow screen has two places only.
		bar.toggleAttribute("data-low", (this.#place?.y ?? 0) > 0.5);
		if (!this.#place) return;
		bar.style.setProperty("--x", String(this.#place.x));
		bar.style.setProperty("--y", String(this.#place.y));
	}

	#move_to(left: number, top: number): void {
		const { offsetWidth, offsetHeight } = this.bar;
		const free = (all: number, own: number) =>
			Math.max(1, all - own - 2 * EDGE_PX);
		this.#set({
			x: share((left - EDGE_PX) / free(window.innerWidth, offsetWidth)),
			y: share((top - EDGE_PX) / free(window.innerHeight, offsetHeight)),
		});
	}

	#set(place: Place): void {
		this.#place = place;
		this.kept.set(`${place.x.toFixed(3)} ${place.y.toFixed(3)}`);
		this.place();
	}
}

const share = (value: number): number => Math.min(1, Math.max(0, value));

function next_stop(now: Place | null): Place {
	// Where nobody has moved it, the style sheet puts it at the top of a narrow screen.
	const first = window.matchMedia(NARROW).matches ? 0 : 1;
	return (now?.y ?? first) > 0.5 ? TOP : BOTTOM;
}

function read_place(text: string): Place | null {
	const [x, y] = text.split(" ").map(Number);
	if (!text || !Number.isFinite(x) || !Number.isFinite(y)) return null;
	return { x: share(x ?? 0), y: share(y ?? 0) };
}
