/** One drawing while it is being made, by mouse or by keys. */
import type { ScreenPoint } from "../ground";
import type { Board } from "./board";
import {
	type Colour,
	type Drawing,
	type Fraction,
	POINTS_MAX,
	type Shape,
} from "./model";
import { outline } from "./outline";
import { new_id, type Pin, type PlaceAt, pin_at } from "./pin";

export interface Ink {
	readonly colour: Colour;
	/** False: what is drawn fades after a while. */
	readonly stays: boolean;
}

export interface StrokeOptions {
	readonly board: Board;
	readonly place_at: PlaceAt;
	readonly shape: Shape;
	readonly ink: Ink;
}

/** Points closer than this are left out, pixels. */
const STEP = 3;
/** What is smaller than this was no stroke, pixels. */
const SLIP = 6;
const SVG = "http://www.w3.org/2000/svg";
const WHOLE: readonly Fraction[] = [
	[0, 0],
	[1, 1],
];

export class Stroke {
	#points: ScreenPoint[];
	#preview: SVGElement;

	/** Points are in pixels of the window. */
	constructor(
		private readonly options: StrokeOptions,
		start: ScreenPoint,
	) {
		const { layer } = options.board.ground;
		this.#points = [start];
		this.#preview = layer.ownerDocument.createElementNS(SVG, "path");
		const { shape, ink } = options;
		Object.assign(this.#preview.dataset, { shape, colour: ink.colour });
		layer.querySelector("svg")?.append(this.#preview);
	}

	move(next: ScreenPoint): void {
		const { board, shape } = this.options;
		const points = this.#points;
		const last = points.at(-1);
		if (!last || Math.hypot(last.x - next.x, last.y - next.y) < STEP) return;
		if (shape !== "pen") points.length = 1;
		if (points.length < POINTS_MAX) points.push(next);
		else points[POINTS_MAX - 1] = next;
		const shown = points.map((point) => board.ground.local(point) ?? point);
		this.#preview.setAttribute("d", outline(shape, shown));
	}

	/** Keeps it. False: there was nothing to keep. */
	end(): boolean {
		this.cancel();
		const drawing = this.#drawing();
		return drawing !== null && this.options.board.add(drawing);
	}

	cancel(): void {
		this.#preview.remove();
	}

	#drawing(): Drawing | null {
		const { shape, ink } = this.options;
		const points = this.#points;
		const tip = points.at(-1) as ScreenPoint;
		const { x, y, width, height } = bounds(points);
		const slip = Math.hypot(width, height) < SLIP;
		// A mere press with these means the thing that is pressed on.
		const whole = slip && (shape === "box" || shape === "highlight");
		if (slip && !whole) return null;
		const centre = { x: x + width / 2, y: y + height / 2 };
		const pin = this.#pin(shape === "arrow" ? tip : centre) ?? this.#pin(tip);
		if (!pin) return null;
		return {
			op: "draw",
			id: new_id(),
			node: pin.node,
			...ink,
			shape,
			points: whole ? WHOLE : points.map((point) => pin.fraction(point)),
		};
	}

	#pin(point: ScreenPoint): Pin | null {
		const { board, place_at } = this.options;
		return pin_at(board.ground, place_at, point);
	}
}

function bounds(points: readonly ScreenPoint[]) {
	const xs = points.map(({ x }) => x);
	const ys = points.map(({ y }) => y);
	const x = Math.min(...xs);
	const y = Math.min(...ys);
	return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
