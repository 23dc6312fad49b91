/** The agent's wheel: scrolls the box under the mouse at the customer, by fractions of its range. */
import type { CommandBody } from "../commands";
import { page_box, scroll_box_of } from "../hand/scrolling";
import type { Replica } from "./replica";

type Scroll = Extract<CommandBody, { do: "scroll" }>;

/** Turns of the wheel within this time add up, though the replica has not moved yet. */
const GESTURE_MS = 300;
/** Pixels of one line, for wheels that count lines. */
const LINE = 40;
const INTERVAL_MS = 50;

export class Wheel {
	#box: Element | null = null;
	#left = 0;
	#top = 0;
	#turned_at = 0;
	#waiting: Scroll | null = null;
	#timer = 0;

	constructor(
		private readonly replica: Replica,
		private readonly send: (scroll: Scroll) => void,
	) {}

	turn(element: Element, event: WheelEvent): void {
		const box = scroll_box_of(element);
		const now = performance.now();
		if (box !== this.#box || now - this.#turned_at > GESTURE_MS) {
			this.#box = box;
			this.#left = box.scrollLeft;
			this.#top = box.scrollTop;
		}
		this.#turned_at = now;
		const unit = [1, LINE, box.clientHeight][event.deltaMode] ?? 1;
		const sideways = event.shiftKey && event.deltaX === 0;
		const width = Math.max(0, box.scrollWidth - box.clientWidth);
		const height = Math.max(0, box.scrollHeight - box.clientHeight);
		const by_x = (sideways ? event.deltaY : event.deltaX) * unit;
		const by_y = (sideways ? 0 : event.deltaY) * unit;
		this.#left = clamped(this.#left + by_x, width);
		this.#top = clamped(this.#top + by_y, height);
		const is_page = box === page_box(box.ownerDocument);
		const is_main = box.ownerDocument === this.replica.frame.contentDocument;
		const node = is_page && is_main ? null : this.replica.id_of(box);
		if (node === 0) return;
		this.#waiting = {
			do: "scroll",
			node,
			x: width ? this.#left / width : 0,
			y: height ? this.#top / height : 0,
		};
		if (!this.#timer) this.#flush();
	}

	close(): void {
		window.clearTimeout(this.#timer);
	}

	#flush(): void {
		this.#timer = 0;
		if (!this.#waiting) return;
		this.send(this.#waiting);
		this.#waiting = null;
		this.#timer = window.setTimeout(() => this.#flush(), INTERVAL_MS);
	}
}

const clamped = (value: number, max: number) =>
	Math.min(max, Math.max(0, value));
