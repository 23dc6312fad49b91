/** What is seen of places that scroll with the boxes around them. */
import { pointOf, seenBox } from "../mirror";
import type { ScreenPoint } from "./ground";

/** A pixel at the edge is rounded to either side. */
const SLACK = 1;

/** Null as well where the element is out of sight as a whole: drawings reach beyond it. */
export const point_by_element = (
	node: Node,
	page: Document,
	fx: number,
	fy: number,
): ScreenPoint | null => seenBox(node, page) && pointOf(node, page, fx, fy);

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
