import { box, type Overlay } from "./overlay";

/** Name of the highlight that stands for the customer's selection; `::selection` styles it. */
export const HIGHLIGHT = "cobrowse";

/** Firefox draws no selection in a page that never had the focus; the others do. */
export const drawsSelection =
	typeof CSS === "undefined" || !CSS.supports("-moz-appearance:none");
const hasHighlights = typeof CSS !== "undefined" && "highlights" in CSS;

/** The customer's selection is a highlight where the browser would not draw it. */
export function elementSelector(name: string): string | null {
	return !drawsSelection && hasHighlights && /^(?:-moz-)?selection$/.test(name)
		? `::highlight(${HIGHLIGHT})`
		: null;
}

type View = Window & typeof globalThis;

/** Draws a selection that the browser itself would not: as a highlight, else as boxes. */
export function highlight(page: Document, range: Range, on: Overlay): void {
	const view = page.defaultView as View | null;
	if (view?.CSS.highlights) {
		view.CSS.highlights.set(HIGHLIGHT, new view.Highlight(range));
		return;
	}
	const root = on.over(range.startContainer);
	for (const rect of range.getClientRects())
		box(root, rect, "background:Highlight;opacity:.4");
}

export function unhighlight(page: Document): void {
	(page.defaultView as View | null)?.CSS.highlights?.delete(HIGHLIGHT);
}
