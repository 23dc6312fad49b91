/** The part of the mirror's player that capture and drawing need. Nothing in it is ever written. */
export interface Replica {
	/** Shows the replica; the viewer may scale it by CSS. The player may replace it. */
	readonly frame: HTMLIFrameElement;
	/** The element at a point of the replica's viewport, in its own CSS pixels. */
	id_at(
		x: number,
		y: number,
	): { readonly id: number; readonly fx: number; readonly fy: number } | null;
	point_of(
		id: number,
		fx: number,
		fy: number,
	): { readonly x: number; readonly y: number } | null;
	element_by_id(id: number): Node | undefined;
	/** 0: unknown. */
	id_of(node: Node): number;
}

export function element_of(replica: Replica, id: number): Element | null {
	const node = replica.element_by_id(id);
	return node?.nodeType === 1 ? (node as Element) : null;
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

/** The nearest place of the customer's window, as fractions of its width and height. */
export function view_fractions(
	replica: Replica,
	client_x: number,
	client_y: number,
): { readonly x: number; readonly y: number } | null {
	const box = replica.frame.getBoundingClientRect();
	if (box.width === 0 || box.height === 0) return null;
	const within = (part: number) => Math.min(1, Math.max(0, part));
	return {
		x: within((client_x - box.left) / box.width),
		y: within((client_y - box.top) / box.height),
	};
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

/** Where a place of the mirror is drawn, in pixels of the viewer's window. */
export function drawn_point(
	replica: Replica,
	id: number,
	fx: number,
	fy: number,
): { readonly x: number; readonly y: number } | null {
	const point = replica.point_of(id, fx, fy);
	if (!point) return null;
	const { frame } = replica;
	const outer = frame.getBoundingClientRect();
	const scale = outer.width / (frame.offsetWidth || 1);
	return {
		x: outer.left + (frame.clientLeft + point.x) * scale,
		y: outer.top + (frame.clientTop + point.y) * scale,
	};
}
