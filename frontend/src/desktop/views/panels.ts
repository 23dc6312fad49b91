/** What the person chose to see: widths, folds, the open pane of a narrow screen. */
import { browser_memory } from "../memory";
import {
	fitted,
	is_folded,
	type Layout,
	lies_over,
	type Pane,
	type Room,
	remember,
	remembered,
	with_fold,
	with_width,
} from "../panes";

export type NarrowPane = "list" | "talk" | "page";

/** One page, one desk: the layout belongs to the document's body. */
export class Panels {
	#layout: Layout = remembered(browser_memory);
	/** Not measured yet: the first paint does it. */
	#room: Room = { total: 0, page: false, context: false };
	/** Details that lie over the rest are open for the moment only. */
	#over = false;
	#told: (() => void)[] = [];

	get widths(): Readonly<Record<Pane, number>> {
		return fitted(this.#layout, this.#room);
	}

	get layout(): Layout {
		return this.#layout;
	}

	get room(): Room {
		return this.#room;
	}

	on_change(fn: () => void): void {
		this.#told.push(fn);
	}

	is_shown(pane: Pane): boolean {
		if (pane === "context" && lies_over(this.#room)) return this.#over;
		return !is_folded(this.#layout, pane, this.#room);
	}

	fold(pane: Pane, folded: boolean): void {
		if (pane === "context" && lies_over(this.#room)) {
			this.#over = !folded;
			this.#apply();
		} else this.#keep(with_fold(this.#layout, pane, this.#room.page, folded));
	}

	toggle(pane: Pane): void {
		this.fold(pane, this.is_shown(pane));
	}

	resize(pane: Pane, width: number): void {
		this.#keep(with_width(this.#layout, pane, width));
	}

	/** Narrow screens show one pane at a time. */
	open(pane: NarrowPane): void {
		document.body.dataset.pane = pane;
	}

	/** Takes the measure of the desk; cheap enough for every paint. */
	measure(page: boolean, context: boolean): void {
		const total = window.innerWidth;
		const { page: was_page } = this.#room;
		const same =
			this.#room.total === total &&
			was_page === page &&
			this.#room.context === context;
		if (same) return;
		this.#room = { total, page, context };
		if (was_page !== page) this.#over = false;
		this.#apply();
	}

	#keep(layout: Layout): void {
		this.#layout = layout;
		remember(browser_memory, layout);
		this.#apply();
	}

	#apply(): void {
		const { body } = document;
		for (const [pane, width] of Object.entries(this.widths))
			body.style.setProperty(`--desk-${pane}`, `${width}px`);
		body.dataset.list = this.is_shown("list") ? "wide" : "rail";
		body.dataset.talk = this.is_shown("talk") ? "shown" : "hidden";
		body.dataset.context = !this.is_shown("context")
			? "hidden"
			: lies_over(this.#room)
				? "over"
				: "column";
		for (const fn of this.#told) fn();
	}
}

export const panels = new Panels();
