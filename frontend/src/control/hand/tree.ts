/** The page as one tree: through shadow roots that are known, slots and same-origin frames. */
import {
	body_of,
	box_of,
	document_of,
	focused_in,
	matches,
	parent_node_of,
	realm_of,
	rects_of,
	root_of,
	shadow_of,
	slot_of,
} from "./natives";

export const is_element = (node: Node | null | undefined): node is Element =>
	node?.nodeType === 1;

export const tag_of = (element: Element): string =>
	element.localName.toLowerCase();

/** Parent in the flat tree, null at the top of a document. */
export function parent_of(element: Element): Element | null {
	const slot = slot_of(element);
	if (slot) return slot;
	const parent = parent_node_of(element);
	if (is_element(parent)) return parent;
	return (parent as ShadowRoot | null)?.host ?? null;
}

/** The element and its ancestors, innermost first. */
export function lineage(element: Element | null): Element[] {
	const line: Element[] = [];
	for (let at = element; at; at = parent_of(at)) line.push(at);
	return line;
}

export const closest = (
	element: Element,
	fits: (candidate: Element) => boolean,
): Element | null => lineage(element).find(fits) ?? null;

export const is_within = (element: Element, ancestor: Element): boolean =>
	lineage(element).includes(ancestor);

/** The document of a frame of the same origin; null for all else. */
export function frame_document(element: Element): Document | null {
	if (!matches(element, "iframe, frame")) return null;
	try {
		return (element as HTMLIFrameElement).contentDocument;
	} catch {
		return null;
	}
}

/** The element that has the focus, inside shadow roots and frames too; null for none but the body. */
export function focused_element(document: Document): Element | null {
	let active = focused_in(document);
	for (;;) {
		if (!active) return null;
		const framed = frame_document(active);
		const inside: Element | null =
			shadow_of(active)?.activeElement ?? (framed && focused_in(framed));
		if (!inside) break;
		active = inside;
	}
	return is_page(active) ? null : active;
}

/** Body or root element: where keys go when nothing has the focus. */
export function is_page(element: Element): boolean {
	const document = document_of(element);
	return element === body_of(document) || element === root_of(document);
}

/** Has a box that CSS does not hide. A transparent one counts: custom checkboxes lie under their picture. */
export function is_visible(element: Element): boolean {
	const style = realm_of(element)?.getComputedStyle(element);
	if (style?.visibility !== "visible") return false;
	if (style.display === "contents") {
		const range = document_of(element).createRange();
		range.selectNodeContents(element);
		return range.getClientRects().length > 0;
	}
	return rects_of(element).length > 0;
}

export interface Point {
	/** CSS pixels in the viewport of the element's own document. */
	readonly x: number;
	readonly y: number;
}

export function point_in(element: Element, fx: number, fy: number): Point {
	const box = box_of(element);
	// A pixel at the far edge belongs to the neighbour.
	const inside = (start: number, length: number, fraction: number) =>
		start + Math.min(length * fraction, Math.max(length - 0.5, length / 2));
	return {
		x: inside(box.left, box.width, fx),
		y: inside(box.top, box.height, fy),
	};
}

export function is_in_viewport(element: Element, point: Point): boolean {
	const view = realm_of(element);
	return (
		view !== null &&
		point.x >= 0 &&
		point.y >= 0 &&
		point.x < view.innerWidth &&
		point.y < view.innerHeight
	);
}

/** The innermost element at a point of a document's viewport, inside shadow roots too. */
export function element_under(
	document: Document,
	{ x, y }: Point,
): Element | null {
	let found = document.elementFromPoint(x, y);
	for (;;) {
		const inside = found && shadow_of(found)?.elementFromPoint(x, y);
		if (!inside || inside === found) return found;
		found = inside;
	}
}

/** A point of the page's viewport in that of the document of a frame within it. */
export function inner_point(document: Document, point: Point): Point {
	const frame = document.defaultView?.frameElement;
	if (!frame) return point;
	const { x, y } = inner_point(document_of(frame), point);
	const box = box_of(frame);
	return {
		x: x - box.left - frame.clientLeft,
		y: y - box.top - frame.clientTop,
	};
}
