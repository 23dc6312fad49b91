import {
	childNodes,
	isConnected,
	isDocument,
	isText,
	ownerDocument,
	rootOf,
	textData,
} from "../natives";
import { drawCaret, drawField } from "./caret";
import { drawsSelection, highlight, unhighlight } from "./highlight";
import { Overlay } from "./overlay";
import type { NodeTable } from "./table";

interface Place {
	node: Node;
	offset: number;
}

/**
 * Shows what the customer has selected, and where the caret is. The replica never
 * has the focus, so what its browser would draw only then is drawn on an overlay.
 */
export class PlayedSelection {
	#ends: [anchor: Place, focus: Place] | null = null;
	#field: [field: Element, start: number, end: number] | null = null;
	/** Where something is selected. */
	#shown: Document | null = null;
	readonly #overlay = new Overlay();
	#drawing = 0;

	readonly #table: NodeTable;

	constructor(table: NodeTable) {
		this.#table = table;
	}

	clear(): void {
		this.#ends = this.#field = null;
		cancelAnimationFrame(this.#drawing);
		this.#drawing = 0;
		this.#overlay.clear();
		this.#unselect();
	}

	select(
		anchor: number,
		anchorOffset: number,
		focus: number,
		focusOffset: number,
	): void {
		this.#ends =
			anchor === 0 || focus === 0
				? null
				: [
						{ node: this.#table.need(anchor), offset: anchorOffset },
						{ node: this.#table.need(focus), offset: focusOffset },
					];
	}

	caret(id: number, start: number, end: number): void {
		this.#field =
			id === 0 ? null : [this.#table.need(id) as Element, start, end];
	}

	/** The replica has changed: what is drawn may have another place. */
	settle(): void {
		const nothing = !this.#ends && !this.#field;
		if (nothing && !this.#shown && !this.#overlay.isShown) return;
		if (this.#drawing) return;
		this.#drawing = requestAnimationFrame(() => {
			this.#drawing = 0;
			try {
				this.#draw();
			} catch {
				/* A place that is not laid out: nothing to draw. */
				this.#overlay.clear();
			}
		});
	}

	#draw(): void {
		this.#overlay.clear();
		if (this.#field && isConnected(this.#field[0])) {
			const [field, start, end] = this.#field;
			const home = pageOf(field);
			this.#unselect();
			this.#shown = home;
			if (home)
				drawField(
					this.#overlay.over(field),
					field as HTMLInputElement,
					start,
					end,
				);
			return;
		}
		const ends = this.#ends?.every(({ node }) => isConnected(node))
			? this.#ends
			: null;
		const page = ends && pageOf(ends[0].node);
		if (!ends || !page) {
			this.#unselect();
			return;
		}
		if (this.#shown !== page) this.#unselect();
		this.#shown = page;
		this.#show(page, ...ends);
	}

	#show(page: Document, anchor: Place, focus: Place): void {
		const range = rangeOf(page, anchor, focus);
		if (range?.collapsed) {
			this.#unselect();
			drawCaret(this.#overlay.over(range.startContainer), range);
		} else if (drawsSelection)
			page
				.getSelection()
				?.setBaseAndExtent(
					anchor.node,
					within(anchor),
					focus.node,
					within(focus),
				);
		else if (range) highlight(page, range, this.#overlay);
	}

	#unselect(): void {
		const shown = this.#shown;
		this.#shown = null;
		if (!shown) return;
		if (drawsSelection) shown.getSelection()?.removeAllRanges();
		else unhighlight(shown);
	}
}

const pageOf = (node: Node): Document | null =>
	isDocument(node) ? node : ownerDocument(node);

/** The range between two places in any order; null: they are in different trees. */
function rangeOf(page: Document, one: Place, other: Place): Range | null {
	if (rootOf(one.node) !== rootOf(other.node)) return null;
	const range = Document.prototype.createRange.call(page);
	range.setStart(one.node, within(one));
	const isForward = range.comparePoint(other.node, within(other)) >= 0;
	if (isForward) range.setEnd(other.node, within(other));
	else range.setStart(other.node, within(other));
	return range;
}

/** A text may have been cut short on its way. */
function within({ node, offset }: Place): number {
	const size = isText(node) ? textData(node).length : childNodes(node).length;
	return Math.min(offset, size);
}
