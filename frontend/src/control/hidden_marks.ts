/** Quiet outlines around what the other side does not see. */
import { Ground, type GroundOptions } from "./ground";

export interface HiddenMarksOptions extends GroundOptions {
	/** Asked whenever things may have moved. */
	elements(): Iterable<Element>;
}

/** So many outlines at once; a page that is hidden as a whole needs one. */
const MOST = 200;
const GAP = 2;

/** Returns the function that takes them away. */
export function showHidden(options: HiddenMarksOptions): () => void {
	const ground = new Ground(options);
	const marks: HTMLElement[] = [];

	function mark(at: number): HTMLElement {
		const known = marks[at];
		if (known) return known;
		const made = ground.layer.ownerDocument.createElement("div");
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
			const { bottom, left, right, top } = element.getBoundingClientRect();
			const seen =
				right > Math.max(0, left) &&
				bottom > Math.max(0, top) &&
				left < innerWidth &&
				top < innerHeight;
			const from = seen && ground.local({ x: left, y: top });
			const to = seen && ground.local({ x: right, y: bottom });
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
