/** A frame around an element's box that stays around it. */
import { type Ground, move_to, type ScreenBox } from "./ground";

/** Between the element and the frame around it, in pixels. */
const SPACE = 3;

export class BoxMark {
	#stop: (() => void) | null = null;

	constructor(
		private readonly ground: Ground,
		private readonly element: HTMLElement,
	) {}

	/** `box_of` is asked while it is shown, in pixels of the window; null: not to be seen now. */
	show(box_of: () => ScreenBox | null): void {
		this.hide();
		this.#stop = this.ground.follow(() => this.#place(box_of()));
	}

	hide(): void {
		this.#stop?.();
		this.#stop = null;
		this.element.hidden = true;
	}

	#place(box: ScreenBox | null): void {
		const { element, ground } = this;
		const from = box && ground.local({ x: box.left, y: box.top });
		const to =
			box && ground.local({ x: box.left + box.width, y: box.top + box.height });
		element.hidden = !(from && to);
		if (!from || !to) return;
		move_to(element, from.x - SPACE, from.y - SPACE);
		element.style.width = `${to.x - from.x + 2 * SPACE}px`;
		element.style.height = `${to.y - from.y + 2 * SPACE}px`;
	}
}
