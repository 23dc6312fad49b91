/** Quiet outlines around what the other side does not see. */
import { pointOf, seenBox } from "../mirror";
import { Ground } from "./ground";

export interface HiddenMarksOptions {
	readonly container: HTMLElement;
	/** How often to look where things are, milliseconds. */
	readonly look_ms: number;
	/** Asked whenever things may have moved. */
	elements(): Iterable<Element>;
}

/** So many outlines at once; a page that is hidden as a whole needs one. */
const MOST = 200;
const GAP = 2;

/** Returns the function that takes them away. */
export function showHidden(options: HiddenMarksOptions): () => void {
	const ground = new Ground({ ...options, point_of: () => null });
	const page = options.container.ownerDocument;
	const marks: HTMLElement[] = [];

	function mark(at: number): HTMLElement {
		const known = marks[at];
		if (known) return known;
		const made = page.createElement("div");
		made.className = "cobrowse-hidden";
		made.dataset.testid = "hidden-mark";
		ground.layer.append(made);
		marks.push(made);
		return made;
	}

	ground.follow(() => {
		const { innerHeight, innerWidth } = window;
		let count = 0;
		for (const element of options.elements()) {
			if (count === MOST) break;
			const start = pointOf(element, page, 0, 0);
			const end = pointOf(element, page, 1, 1);
			const near =
				start &&
				end &&
				end.x > Math.max(0, start.x) &&
				end.y > Math.max(0, start.y) &&
				start.x < innerWidth &&
				start.y < innerHeight;
			// What cuts it off is asked of the few in the window alone.
			const box = near && seenBox(element, page);
			if (!box) continue;
			const { left, top, width, height } = box;
			const from = ground.local({ x: left, y: top });
			const to = ground.local({ x: left + width, y: top + height });
			if (!from || !to) continue;
			const { style } = mark(count++);
			style.transform = `translate(${from.x - GAP}px, ${from.y - GAP}px)`;
			style.width = `${to.x - from.x + 2 * GAP}px`;
			style.height = `${to.y - from.y + 2 * GAP}px`;
		}
		for (const [at, one] of marks.entries()) one.hidden = at >= count;
	});
	return () => ground.close();
}
