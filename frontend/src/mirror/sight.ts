import { contentOrigin, elementOf } from "./address";
import {
	assignedSlot,
	boundingRect,
	composedParent,
	computedStyle,
	documentView,
	innerHeight,
	innerWidth,
	isConnected,
	isDocument,
	isElement,
	localName,
} from "./natives";

/** In pixels of a viewport. */
export interface SeenBox {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

interface Edges {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** What contains boxes that are placed absolutely or fixed, and not only those that flow. */
const CONTAINS = /layout|paint|strict|content/;

/**
 * What is left of an element's border box when everything around it has cut off what
 * overflows, in the viewport of `page`, through shadow roots and frames. Null: nothing.
 * What lies beyond the window itself is not cut off, nor what something else covers.
 */
export function seenBox(node: Node, page: Document): SeenBox | null {
	const element = elementOf(node);
	if (!element || !isConnected(element)) return null;
	const own = boundingRect(element);
	const seen = edgesOf(own);
	let position = computedStyle(element)?.position;
	let at: Node = element;
	while (at !== page) {
		const above: Node | null =
			(isElement(at) ? assignedSlot(at) : null) ?? composedParent(at);
		if (!above) return null;
		if (isDocument(at) && isElement(above)) {
			leaveFrame(seen, at, above);
			position = computedStyle(above)?.position;
		} else if (isElement(above)) {
			const style = computedStyle(above);
			if (style && isHeldBy(style, position)) {
				cutBy(seen, above, style);
				position = style.position;
			}
		}
		at = above;
	}
	const { left, top } = seen;
	const width = seen.right - left;
	const height = seen.bottom - top;
	const gone =
		width < Math.min(1, own.width) || height < Math.min(1, own.height);
	return gone ? null : { left, top, width, height };
}

const edgesOf = ({ left, top, right, bottom }: DOMRect): Edges => ({
	left,
	top,
	right,
	bottom,
});

/** Whether a box with this position is inside another one as a box, not only as a node. */
function isHeldBy(
	style: CSSStyleDeclaration,
	position: string | undefined,
): boolean {
	if (position !== "absolute" && position !== "fixed") return true;
	if (position === "absolute" && style.position !== "static") return true;
	return (
		style.transform !== "none" ||
		style.filter !== "none" ||
		CONTAINS.test(style.contain)
	);
}

function cutBy(seen: Edges, box: Element, style: CSSStyleDeclaration): void {
	const { display, overflowX, overflowY } = style;
	if (/^(?:inline|contents)$/.test(display)) return;
	/* What these two cut off, the window does. */
	if (/^(?:html|body)$/.test(localName(box))) return;
	const edges = edgesOf(boundingRect(box));
	if (overflowX !== "visible") {
		seen.left = Math.max(seen.left, edges.left);
		seen.right = Math.min(seen.right, edges.right);
	}
	if (overflowY !== "visible") {
		seen.top = Math.max(seen.top, edges.top);
		seen.bottom = Math.min(seen.bottom, edges.bottom);
	}
}

/** A frame shows what is in its window, from where that begins. */
function leaveFrame(seen: Edges, page: Document, frame: Element): void {
	const view = documentView(page);
	if (!view) return;
	const [left, top] = contentOrigin(frame);
	seen.left = Math.max(seen.left, 0) + left;
	seen.top = Math.max(seen.top, 0) + top;
	seen.right = Math.min(seen.right, innerWidth(view)) + left;
	seen.bottom = Math.min(seen.bottom, innerHeight(view)) + top;
}
