import { setAttribute } from "../natives";
import { isPainted } from "./box";

/** Draws what lies over a picture of this size, as SVG of our own making. */
export type Badge = (width: number, height: number) => string;

/** What stands in the replica for a canvas, a video, sound, or a picture that is not here. */
interface StandIn {
	/** In CSS pixels; 0: not known, or as large as its style says. */
	width: number;
	height: number;
	/** SVG of our own making. */
	content: string;
	badge: Badge;
}

const all = new WeakMap<Element, StandIn>();
const NOTHING: Badge = () => "";

/** Draws it anew; what lies over it stays. */
export function drawStandIn(
	element: Element,
	width: number,
	height: number,
	content: string,
): void {
	const badge = all.get(element)?.badge ?? NOTHING;
	all.set(element, { width, height, content, badge });
	write(element);
}

/** From now on this lies over it. Again and again is fine: it is drawn as it is then. */
export function layOver(element: Element, badge: Badge): void {
	const one = all.get(element);
	if (one) one.badge = badge;
	else all.set(element, { width: 0, height: 0, content: "", badge });
	write(element);
}

function write(element: Element): void {
	const one = all.get(element);
	if (!one) return;
	const { content, height, width } = one;
	if (!width && !isPainted(element, "audio")) return;
	const size = width ? ` width="${width}" height="${height}"` : "";
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"${size}>${content}${one.badge(width, height)}</svg>`;
	setAttribute(element, "src", `data:image/svg+xml,${encodeURIComponent(svg)}`);
}
