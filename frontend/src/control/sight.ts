/** What is seen of places that scroll with the boxes around them. */
import { pointOf, seenBox } from "../mirror";
import type { ScreenPoint } from "./ground";

/** A pixel at the edge is rounded to either side. */
const SLACK = 1;

/** What of an element is in sight, in fractions of it. An edge that nothing cuts off is infinitely far. */
export interface Sight {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Null where the element is out of sight as a whole. */
export function sight_of(node: Node, page: Document): Sight | null {
	const seen = seenBox(node, page);
	const from = seen && pointOf(node, page, 0, 0);
	const to = seen && pointOf(node, page, 1, 1);
	if (!from || !to) return null;
	const width = to.x - from.x || 1;
	const height = to.y - from.y || 1;
	const cut = (off: number, size: number): number =>
		off > SLACK ? off / size : Number.NEGATIVE_INFINITY;
	return {
		left: cut(seen.left - from.x, width),
		top: cut(seen.top - from.y, height),
		right: 1 - cut(to.x - seen.left - seen.width, width),
		bottom: 1 - cut(to.y - seen.top - seen.height, height),
	};
}

/** Null as well where this very point is out of sight. */
export function point_in_sight(
	node: Node,
	page: Document,
	fx: number,
	fy: number,
): ScreenPoint | null {
	const box = seenBox(node, page);
	const point = box && pointOf(node, page, fx, fy);
	if (!point) return null;
	const across = point.x - box.left;
	const down = point.y - box.top;
	const inside =
		across >= -SLACK &&
		down >= -SLACK &&
		across <= box.width + SLACK &&
		down <= box.height + SLACK;
	return inside ? point : null;
}
