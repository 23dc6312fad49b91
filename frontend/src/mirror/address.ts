import {
	boundingRect,
	composedParent,
	computedStyle,
	documentElement,
	elementsAt,
	frameDocument,
	isConnected,
	isDocument,
	isElement,
	isShadow,
	localName,
	ownerDocument,
	parentNode,
	rootOf,
	shadowHost,
	shadowRoot,
} from "./natives";

/** Whoever knows the ids of nodes: a recorder or a player. */
export interface AddressBook {
	id_of(node: Node): number;
}

/** A place inside an element: fractions (0 to 1) of its border box. */
export interface Address {
	id: number;
	fx: number;
	fy: number;
}

const fraction = (offset: number, size: number): number =>
	size > 0 ? Math.min(1, Math.max(0, offset / size)) : 0;

/**
 * The mirrored element at a point of the page's viewport, through shadow roots
 * and same-origin frames; an element without an id stands back for the next one
 * below the point that has one.
 */
export function locate(
	book: AddressBook,
	page: Document,
	x: number,
	y: number,
): Address | null {
	for (const hit of elementsAt(page, x, y)) {
		const found = descend(book, hit, x, y);
		if (found) return found;
	}
	return null;
}

function descend(
	book: AddressBook,
	hit: Element,
	x: number,
	y: number,
): Address | null {
	if (book.id_of(hit) === 0) return null;
	const root = shadowRoot(hit);
	const inner =
		root &&
		elementsAt(root, x, y).find((one) => one !== hit && rootOf(one) === root);
	if (inner) {
		const found = descend(book, inner, x, y);
		if (found) return found;
	}
	if (localName(hit) === "iframe") {
		const page = frameDocument(hit);
		const [left, top] = contentOrigin(hit);
		const found = page && locate(book, page, x - left, y - top);
		if (found) return found;
	}
	const box = boundingRect(hit);
	return {
		id: book.id_of(hit),
		fx: fraction(x - box.left, box.width),
		fy: fraction(y - box.top, box.height),
	};
}

/** Where a place inside an element lies in the viewport of `page`; null: it is not laid out there. */
export function pointOf(
	node: Node,
	page: Document,
	fx: number,
	fy: number,
): { x: number; y: number } | null {
	const element = elementOf(node);
	if (!element || !isConnected(element)) return null;
	const box = boundingRect(element);
	let x = box.left + fx * box.width;
	let y = box.top + fy * box.height;
	let home = ownerDocument(element);
	for (let depth = 0; home !== page; depth++) {
		const frame: Node | null = home && composedParent(home);
		if (!frame || !isElement(frame) || depth > 16) return null;
		const [left, top] = contentOrigin(frame);
		x += left;
		y += top;
		home = ownerDocument(frame);
	}
	return { x, y };
}

/** An element for any node: text stands for its parent, a document for its root. */
export function elementOf(node: Node): Element | null {
	if (isElement(node)) return node;
	if (isDocument(node)) return documentElement(node);
	if (isShadow(node)) return shadowHost(node);
	const parent = parentNode(node);
	return parent && isElement(parent) ? parent : null;
}

/** Where the viewport of a frame begins: inside its border and padding. */
export function contentOrigin(frame: Element): [left: number, top: number] {
	const box = boundingRect(frame);
	const style = computedStyle(frame);
	const pixels = (value: string | undefined) =>
		Number.parseFloat(value ?? "") || 0;
	return [
		box.left + frame.clientLeft + pixels(style?.paddingLeft),
		box.top + frame.clientTop + pixels(style?.paddingTop),
	];
}
