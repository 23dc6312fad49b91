/** Where drawings are on this screen now. */
import type { Ground, ScreenPoint } from "../ground";
import type { Sight } from "../sight";
import type { Annotation, Fraction } from "./model";

/** The element that something is pinned to. */
export interface Anchor {
	/** Its id now; 0: it has none at the moment; null: it has left the page. */
	id(): number | null;
	node(): Node | null;
	/** What of it is in sight; null: nothing. */
	sight(): Sight | null;
	/** In pixels of the window; null: not laid out. */
	point(fx: number, fy: number): ScreenPoint | null;
}

export interface Placed {
	readonly points: readonly ScreenPoint[];
	/** A `clip-path`; empty: all of it is in sight. */
	readonly clip: string;
}

/** What no screen reaches. */
const FAR = 1e5;

/** In pixels of the layer; null while the element is out of sight or not laid out. */
export function placed(
	ground: Ground,
	annotation: Annotation,
	anchor: Anchor,
): Placed | null {
	const sight = anchor.sight();
	const from = sight && ground.local(anchor.point(0, 0));
	const to = sight && ground.local(anchor.point(1, 1));
	if (!from || !to || (from.x === to.x && from.y === to.y)) return null;
	const at = ([fx, fy]: Fraction): ScreenPoint => ({
		x: from.x + fx * (to.x - from.x),
		y: from.y + fy * (to.y - from.y),
	});
	const { left, top, right, bottom } = sight;
	const is_whole = ![left, top, right, bottom].some(Number.isFinite);
	const corners: readonly Fraction[] = [
		[left, top],
		[right, top],
		[right, bottom],
		[left, bottom],
	];
	const fractions =
		annotation.op === "draw" ? annotation.points : [annotation.at];
	return {
		points: fractions.map(at),
		clip: is_whole ? "" : `polygon(${corners.map(at).map(pixels)}) view-box`,
	};
}

const pixels = ({ x, y }: ScreenPoint): string =>
	[x, y]
		.map((at) => `${Math.max(-FAR, Math.min(at, FAR)).toFixed(1)}px`)
		.join(" ");

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
