/** Small lines of the last hour, drawn as SVG. */
import type { Series } from "./realtime_shapes";

const SVG = "http://www.w3.org/2000/svg";
export const WIDTH = 96;
export const HEIGHT = 24;
const EDGE = 2;

export interface Point {
	x: number;
	y: number;
}

/**
 * The stretches without a gap, as points of the picture. The scale starts at zero, so
 * that a small change looks small.
 */
export function stretches(values: (number | null)[]): Point[][] {
	const highest = Math.max(0, ...values.map((value) => value ?? 0));
	const step = WIDTH / Math.max(1, values.length - 1);
	const room = HEIGHT - 2 * EDGE;
	const found: Point[][] = [];
	let current: Point[] = [];
	values.forEach((value, index) => {
		if (value === null) {
			current = [];
			return;
		}
		if (current.length === 0) found.push(current);
		const share = highest > 0 ? value / highest : 0;
		current.push({
			x: round(index * step),
			y: round(HEIGHT - EDGE - share * room),
		});
	});
	return found;
}

/** Everything is known only for the whole: beside filtered figures a line would lie. */
export function show_trend(
	root: ParentNode,
	series: Series,
	filtered: boolean,
): void {
	for (const place of root.querySelectorAll<HTMLElement>("[data-trend-of]")) {
		const values = series[place.dataset.trendOf ?? ""] ?? [];
		const lines = filtered ? [] : stretches(values);
		if (lines.flat().length < 2) place.replaceChildren();
		else place.replaceChildren(picture(lines));
	}
}

function picture(lines: Point[][]): SVGSVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
	svg.setAttribute("preserveAspectRatio", "none");
	svg.setAttribute("aria-hidden", "true");
	for (const line of lines) {
		const first = line[0];
		const last = line[line.length - 1];
		if (first === undefined || last === undefined) continue;
		const along = line.map(({ x, y }) => `${x} ${y}`).join("L");
		svg.append(
			path(
				"rt-trend__area",
				`M${first.x} ${HEIGHT}L${along}L${last.x} ${HEIGHT}Z`,
			),
			path("rt-trend__line", `M${along}`),
		);
	}
	return svg;
}

function path(look: string, shape: string): SVGPathElement {
	const made = document.createElementNS(SVG, "path");
	made.setAttribute("class", look);
	made.setAttribute("d", shape);
	return made;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
