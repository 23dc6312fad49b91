import {
	activeElement,
	areaDirection,
	areaEnd,
	areaStart,
	childNodes,
	frameDocument,
	inputDirection,
	inputEnd,
	inputStart,
	isEditable,
	isElement,
	isShadow,
	localName,
	matches,
	ownerDocument,
	parentNode,
	selectionOf,
	shadowRoot,
} from "../natives";

/** A place in the tree, as selections have it. */
export interface Boundary {
	readonly node: Node;
	readonly offset: number;
}

/** The element that has the focus, through shadow roots and same-origin frames. */
export function focusedIn(page: Document): Element | null {
	let root: Document | ShadowRoot = page;
	for (;;) {
		const active: Element | null = activeElement(root);
		if (!active) return null;
		const inner: Document | ShadowRoot | null =
			shadowRoot(active) ??
			(localName(active) === "iframe" ? frameDocument(active) : null);
		if (!inner || !activeElement(inner)) return active;
		root = inner;
	}
}

/** Selected part of a field's text; null: it is no text field, or the browser keeps that to itself. */
export function fieldSelection(
	field: Element,
): [start: number, end: number, direction: number] | null {
	const tag = localName(field);
	if ((tag !== "input" && tag !== "textarea") || !matches(field, ":focus"))
		return null;
	const isInput = tag === "input";
	const input = field as HTMLInputElement;
	const area = field as HTMLTextAreaElement;
	const start = isInput ? inputStart(input) : areaStart(area);
	const end = isInput ? inputEnd(input) : areaEnd(area);
	if (start === null || end === null) return null;
	const way = isInput ? inputDirection(input) : areaDirection(area);
	return [start, end, way === "backward" ? 1 : 0];
}

/** Both ends of what is selected in a page; a caret alone only where text can be written. */
export function pageSelection(
	page: Document,
	roots: Iterable<Node>,
): [start: Boundary, end: Boundary] | null {
	const selection = selectionOf(page);
	if (!selection?.anchorNode || !selection.focusNode) return null;
	let start: Boundary = {
		node: selection.anchorNode,
		offset: selection.anchorOffset,
	};
	let end: Boundary = {
		node: selection.focusNode,
		offset: selection.focusOffset,
	};
	if ("getComposedRanges" in selection) {
		const shadowRoots = [...roots].filter(isShadow);
		const [range] = selection.getComposedRanges({ shadowRoots });
		if (!range) return null;
		start = { node: range.startContainer, offset: range.startOffset };
		end = { node: range.endContainer, offset: range.endOffset };
	}
	if (isOneField(start, end)) return null;
	const found: [Boundary, Boundary] = [start, end];
	return isCaret(found) && !canWrite(start.node) ? null : found;
}

/** Whether nothing lies between both ends. */
export const isCaret = ([start, end]: readonly [Boundary, Boundary]): boolean =>
	start.node === end.node && start.offset === end.offset;

/** So the page sees what is selected inside a field; drawn it is only while the field has the focus. */
function isOneField(start: Boundary, end: Boundary): boolean {
	if (start.node !== end.node || end.offset - start.offset > 1) return false;
	const inner = childNodes(start.node)[start.offset];
	return (
		inner !== undefined &&
		isElement(inner) &&
		/^(?:input|textarea)$/.test(localName(inner))
	);
}

function canWrite(node: Node): boolean {
	const element = isElement(node) ? node : parentNode(node);
	if (!element || !isElement(element) || !isEditable(element)) return false;
	const isPage = ownerDocument(node)?.designMode === "on";
	return isPage || matches(element, ":focus,:focus *");
}
