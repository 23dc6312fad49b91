import type { Place } from "../pointing";

/** The part of the mirror's player that capture needs. Nothing in it is ever written. */
export interface Replica {
	/** Shows the replica; the viewer may scale it by CSS. */
	readonly frame: HTMLIFrameElement;
	/** The place at a point of the replica's viewport, in its own CSS pixels. */
	id_at(x: number, y: number): Place | null;
	element_by_id(id: number): Element | null;
	id_of(element: Element): number | null;
}

/** A point of the viewer's window in the replica's own pixels, null outside the frame. */
export function replica_point(
	replica: Replica,
	client_x: number,
	client_y: number,
): { readonly x: number; readonly y: number } | null {
	const { frame } = replica;
	const box = frame.getBoundingClientRect();
	if (box.width === 0 || box.height === 0) return null;
	const x = ((client_x - box.left) * frame.offsetWidth) / box.width;
	const y = ((client_y - box.top) * frame.offsetHeight) / box.height;
	const inside =
		x >= 0 && y >= 0 && x < frame.offsetWidth && y < frame.offsetHeight;
	return inside ? { x: x - frame.clientLeft, y: y - frame.clientTop } : null;
}

/** Where an element of the replica is drawn, in pixels of the viewer's window. */
export function drawn_box(replica: Replica, element: Element): DOMRect {
	const { frame } = replica;
	const outer = frame.getBoundingClientRect();
	const scale = outer.width / (frame.offsetWidth || 1);
	let { left, top, width, height } = element.getBoundingClientRect();
	// Frames inside the replica add their own offset.
	for (
		let inner = element.ownerDocument.defaultView?.frameElement;
		inner && inner !== frame;
		inner = inner.ownerDocument.defaultView?.frameElement
	) {
		const box = inner.getBoundingClientRect();
		left += box.left + inner.clientLeft;
		top += box.top + inner.clientTop;
	}
	return new DOMRect(
		outer.left + (frame.clientLeft + left) * scale,
		outer.top + (frame.clientTop + top) * scale,
		width * scale,
		height * scale,
	);
}
