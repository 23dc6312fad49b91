import { BOX_MARK } from "../names";
import { getAttribute } from "../natives";

/** Whether a picture of the replica stands for an element of this kind: `canvas`, `video`, `audio`. */
export function isPainted(element: Element, kind: string): boolean {
	return getAttribute(element, BOX_MARK) === kind;
}
