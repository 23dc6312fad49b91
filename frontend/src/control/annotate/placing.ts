/** Where drawings are on this screen now. */
import type { Ground, ScreenPoint } from "../ground";
import type { Annotation, Fraction } from "./model";

/** The element that something is pinned to. */
export interface Anchor {
	/** Its id now; 0: it has none at the moment; null: it has left the page. */
	id(): number | null;
	node(): Node | null;
	/** In pixels of the window; null: not laid out. */
	point(fx: number, fy: number): ScreenPoint | null;
}

/** In pixels of the layer; null while the element is not laid out. */
export function points_of(
	ground: Ground,
	annotation: Annotation,
	anchor: Anchor,
): ScreenPoint[] | null {
	const from = ground.local(anchor.point(0, 0));
	const to = ground.local(anchor.point(1, 1));
	if (!from || !to || (from.x === to.x && from.y === to.y)) return null;
	const fractions: readonly Fraction[] =
		annotation.op === "draw" ? annotation.points : [annotation.at];
	return fractions.map(([fx, fy]) => ({
		x: from.x + fx * (to.x - from.x),
		y: from.y + fy * (to.y - from.y),
	}));
}

/** A note at the edge moves in, so that all of it is read. */
export function place_note(
	layer: HTMLElement,
	note: HTMLElement,
	{ x, y }: ScreenPoint,
): void {
	const { offsetWidth: width, offsetHeight: height } = layer;
	const in_sight = x >= 0 && y >= 0 && x < width && y < height;
	const inside = (at: number, room: number): number =>
		in_sight ? Math.max(0, Math.min(at, room)) : at;
	const left = inside(x, width - note.offsetWidth);
	const top = inside(y, height - note.offsetHeight);
	note.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
}
