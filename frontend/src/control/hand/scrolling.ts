/** Scroll boxes of the page, and the page itself. */
import { document_of, realm_of } from "./natives";
import { is_page, lineage } from "./tree";

/** Part of a page that the Page keys leave in sight. */
const OVERLAP = 0.125;
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

/** By CSS pixels: the innermost box under the mouse that can go there, outwards through frames. */
export function scroll_by_wheel(
	element: Element,
	dx: number,
	dy: number,
	may_scroll: (box: Element) => boolean,
): void {
	for (const box of boxes_around(element)) {
		if (can_go(box, dx, dy)) {
			if (may_scroll(box))
				box.scrollBy({ left: dx, top: dy, behavior: "instant" });
			return;
		}
		const style = realm_of(box)?.getComputedStyle(box);
		if (scrolls(box) && style?.overscrollBehaviorY !== "auto") return;
	}
}

function* boxes_around(element: Element): Generator<Element> {
	for (let at: Element | null = element; at; at = frame_of(at)) {
		yield* lineage(at).filter((one) => !is_page(one) && scrolls(one));
		yield page_box(document_of(at));
	}
}

const frame_of = (element: Element): Element | null =>
	realm_of(element)?.frameElement ?? null;

function can_go(box: Element, dx: number, dy: number): boolean {
	const style = realm_of(box)?.getComputedStyle(box);
	if (!style) return false;
	const has_room = (by: number, at: number, range: number, hidden: boolean) =>
		!hidden && (by > 0 ? at < range - 1 : by < 0 && at > 0);
	const { scrollHeight, scrollLeft, scrollTop, scrollWidth } = box;
	return (
		has_room(
			dy,
			scrollTop,
			scrollHeight - box.clientHeight,
			is_closed(style.overflowY),
		) ||
		has_room(
			dx,
			scrollLeft,
			scrollWidth - box.clientWidth,
			is_closed(style.overflowX),
		)
	);
}

const is_closed = (overflow: string): boolean => /hidden|clip/.test(overflow);

export const page_of = (height: number): number =>
	Math.floor(height * (1 - OVERLAP));

export function scroll_by_key(target: Element, key: string): void {
	const box = scroll_box_of(target);
	const page = page_of(box.clientHeight);
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
