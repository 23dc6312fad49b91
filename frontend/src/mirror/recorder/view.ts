import { documentView, innerHeight, innerWidth, visualView } from "../natives";
import { Op } from "../ops";
import type { Core } from "./core";

/** So much of the window is left at most where an on-screen keyboard lies over it; bars take less. */
const ABOVE_KEYBOARD = 0.85;

/** The window around the page: its size, what of it is seen when it is zoomed, and its title. */
export class View {
	/** Sizes or the zoom may have changed. */
	#resized = false;
	#title: unknown = "";
	#icon: unknown = "";
	#zoom = "";

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#resized = true;
		this.#title = "";
		this.#icon = "";
		this.#zoom = "";
	}

	readonly changed = (): void => {
		this.#resized = true;
		this.#core.kick();
	};

	/** True when the title is not as it was sent. */
	look(): boolean {
		const { page, reader } = this.#core;
		return reader.title(page) !== this.#title;
	}

	flush(): void {
		const { page, reader, writer } = this.#core;
		const view = documentView(page);
		if (this.#resized && view) {
			this.#resized = false;
			writer.op(Op.VIEW, innerWidth(view), innerHeight(view));
			this.#sendZoom(view);
		}
		const title = reader.title(page);
		if (title !== this.#title) {
			this.#title = title;
			writer.uint(Op.TITLE);
			writer.value(title);
		}
		this.#sendIcon();
	}

	#sendIcon(): void {
		const { page, reader, writer } = this.#core;
		const icon = reader.icon(page);
		if (icon === this.#icon) return;
		this.#icon = icon;
		writer.uint(Op.ICON);
		writer.value(icon);
	}

	#sendZoom(view: Window): void {
		const seen = visualView(view);
		if (!seen) return;
		const { height, offsetLeft, offsetTop, scale, width } = seen;
		const zoom = [scale * 1000, offsetLeft, offsetTop, width, height].map(
			Math.round,
		);
		const isWhole =
			zoom[0] === 1000 && height > innerHeight(view) * ABOVE_KEYBOARD;
		/* A page that was never zoomed says nothing. */
		if (zoom.join() === this.#zoom || (!this.#zoom && isWhole)) return;
		this.#zoom = zoom.join();
		const [factor = 1000, x = 0, y = 0, ...size] = zoom;
		const { writer } = this.#core;
		writer.op(Op.ZOOM, factor);
		writer.int(x);
		writer.int(y);
		for (const one of size) writer.uint(one);
	}
}
