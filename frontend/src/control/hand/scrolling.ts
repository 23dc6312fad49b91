/** Scroll boxes of the page, and the page itself. */
import { document_of, realm_of } from "./natives";
import { is_page, lineage } from "./tree";

/** Part of a page that the Page keys leave in sight. */
const OVERLAP = 0.1;
/** Pixels of one arrow key, as browsers have it. */
const LINE = 40;

export const page_box = (document: Document): Element =>
	document.scrollingElement ?? document.documentElement;

/** The box that scrolls when the wheel turns over `element`. */
export function scroll_box_of(element: Element): Element {
	const found = lineage(element).find((at) => !is_page(at) && scrolls(at));
	return found ?? page_box(document_of(element));
}

function scrolls(element: Element): boolean {
	const style = realm_of(element)?.getComputedStyle(element);
	if (!style) return false;
	const open = /auto|scroll|overlay/;
	return (
		(open.test(style.overflowY) &&
			element.scrollHeight > element.clientHeight) ||
		(open.test(style.overflowX) && element.scrollWidth > element.clientWidth)
	);
}

/** `x`, `y`: fractions 0..1 of the box's scroll range. */
export function scroll_to(box: Element, x: number, y: number): void {
	box.scrollTo({
		left: x * Math.max(0, box.scrollWidth - box.clientWidth),
		top: y * Math.max(0, box.scrollHeight - box.clientHeight),
		behavior: "instant",
	});
}

export function scroll_by_key(target: Element, key: string): void {
	const box = scroll_box_of(target);
	const page = box.clientHeight * (1 - OVERLAP);
	const [left, top] = {
		ArrowUp: [0, -LINE],
		ArrowDown: [0, LINE],
		ArrowLeft: [-LINE, 0],
		ArrowRight: [LINE, 0],
		PageUp: [0, -page],
		PageDown: [0, page],
		Home: [0, -box.scrollHeight],
		End: [0, box.scrollHeight],
	}[key] ?? [0, 0];
	box.scrollBy({ left, top, behavior: "instant" });
}
