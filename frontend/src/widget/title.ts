import type { State } from "./state";
import { unread_count } from "./views";

const FLASH_MS = 1_200;

/** What the title says while it flashes, and what the page had put there. */
let flash: { readonly shown: string; readonly own: string } | null = null;

/** The page's own title, also while ours stands in its place. */
export const own_title = (): string =>
	flash && document.title === flash.shown ? flash.own : document.title;

/**
 * Lets the title of a hidden tab alternate with the number of new messages. A page
 * that changes its title meanwhile wins; a shared page keeps its title, for the
 * agent sees it.
 */
export class TitleFlash {
	#timer = 0;
	#words = "";

	constructor(private readonly words: (count: number) => string) {}

	follow(state: State): void {
		const unread = state.visible ? 0 : unread_count(state);
		const due = unread > 0 && state.sharing === "off";
		this.#words = due ? this.words(unread) : "";
		if (due && !this.#timer)
			this.#timer = window.setInterval(() => this.#turn(), FLASH_MS);
		if (due || !this.#timer) return;
		window.clearInterval(this.#timer);
		this.#timer = 0;
		this.#restore();
	}

	#turn(): void {
		if (flash && document.title === flash.shown) {
			this.#restore();
			return;
		}
		flash = { shown: this.#words, own: document.title };
		document.title = this.#words;
	}

	#restore(): void {
		if (flash && document.title === flash.shown) document.title = flash.own;
		flash = null;
	}
}
