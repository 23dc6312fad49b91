/** Pen, arrow and note in the hand of whoever draws: the mouse over a surface becomes annotations. */
import type { ScreenPoint } from "../ground";
import type { Place } from "../pointing";
import { type Board, outline } from "./board";
import { type Annotation, NOTE_MAX, POINTS_MAX, rounded } from "./model";

export type DrawingTool = "none" | "pen" | "arrow" | "note";

export interface ToolOptions {
	/** Gets the mouse while a tool is chosen. */
	readonly surface: HTMLElement;
	readonly board: Board;
	tool(): DrawingTool;
	/** The mirrored element at a point of the window. */
	place_at(x: number, y: number): Place | null;
	/** Placeholder of the note field. */
	readonly note_hint: string;
}

/** Points closer than this are left out, pixels. */
const STEP = 3;
/** A stroke shorter than this was a slip, pixels. */
const SLIP = 6;
const SVG = "http://www.w3.org/2000/svg";

/** Returns the function that stops it. */
export function createDrawingTool(options: ToolOptions): () => void {
	const { surface, board } = options;
	const { layer } = board.ground;
	const { ownerDocument } = surface;
	const stop = new AbortController();
	const { signal } = stop;
	let stroke: ScreenPoint[] | null = null;
	let shape: "pen" | "arrow" = "pen";
	const preview = ownerDocument.createElementNS(SVG, "path");

	surface.addEventListener(
		"pointerdown",
		(event) => {
			const tool = options.tool();
			if (tool === "none" || event.button !== 0) return;
			if (event.target !== surface) return;
			event.preventDefault();
			const start = { x: event.clientX, y: event.clientY };
			if (tool === "note") {
				write_note(start);
				return;
			}
			shape = tool;
			stroke = [start];
			surface.setPointerCapture(event.pointerId);
			layer.querySelector("svg")?.append(preview);
		},
		{ signal },
	);
	surface.addEventListener(
		"pointermove",
		(event) => {
			const last = stroke?.at(-1);
			const next = { x: event.clientX, y: event.clientY };
			if (!stroke || !last || distance(last, next) < STEP) return;
			if (shape === "arrow") stroke.length = 1;
			if (stroke.length < POINTS_MAX) stroke.push(next);
			else stroke[POINTS_MAX - 1] = next;
			const shown = stroke.map((point) => board.ground.local(point) ?? point);
			preview.setAttribute("d", outline(shape, shown));
		},
		{ signal },
	);
	surface.addEventListener("pointerup", () => end(true), { signal });
	surface.addEventListener("pointercancel", () => end(false), { signal });

	function end(keep: boolean): void {
		const drawn = stroke;
		stroke = null;
		preview.remove();
		preview.removeAttribute("d");
		if (!keep || !drawn) return;
		const box = bounds(drawn);
		if (Math.hypot(box.width, box.height) < SLIP) return;
		const tip = drawn.at(-1) as ScreenPoint;
		const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		const pinned = pin(shape === "arrow" ? tip : centre) ?? pin(tip);
		if (!pinned) return;
		const { node, fraction } = pinned;
		const points = drawn.map(fraction);
		board.add({ op: "draw", id: new_id(), shape, node, points });
	}

	/** The element under a point, and the way from the window's pixels to fractions of its box. */
	function pin(point: ScreenPoint) {
		const place = options.place_at(point.x, point.y);
		const from = place && board.ground.point(place.node, 0, 0);
		const to = place && board.ground.point(place.node, 1, 1);
		if (!place || !from || !to || from.x === to.x || from.y === to.y)
			return null;
		return {
			node: place.node,
			fraction: (screen: ScreenPoint): [number, number] => {
				const { x, y } = board.ground.local(screen) ?? screen;
				return [
					rounded((x - from.x) / (to.x - from.x)),
					rounded((y - from.y) / (to.y - from.y)),
				];
			},
		};
	}

	function write_note(point: ScreenPoint): void {
		const pinned = pin(point);
		const at = board.ground.local(point);
		if (!pinned || !at) return;
		const field = ownerDocument.createElement("textarea");
		field.className = "cobrowse-note cobrowse-note-input";
		field.dataset.testid = "annotation-input";
		field.maxLength = NOTE_MAX;
		field.placeholder = options.note_hint;
		field.setAttribute("aria-label", options.note_hint);
		field.style.transform = `translate(${at.x}px, ${at.y}px)`;
		let done = false;
		const finish = (keep: boolean): void => {
			// Taking the field away blurs it, and a blur finishes too.
			if (done) return;
			done = true;
			const text = field.value.trim();
			field.remove();
			if (!keep || text === "") return;
			const note: Annotation = {
				op: "note",
				id: new_id(),
				node: pinned.node,
				at: pinned.fraction(point),
				text,
			};
			board.add(note);
		};
		field.addEventListener("keydown", (event) => {
			event.stopPropagation();
			if (event.key === "Escape") finish(false);
			if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
			event.preventDefault();
			finish(true);
		});
		field.addEventListener("blur", () => finish(true));
		surface.append(field);
		// After the press that asked for it, which would take the focus back.
		setTimeout(() => field.focus());
	}

	return () => {
		stop.abort();
		end(false);
	};
}

const distance = (a: ScreenPoint, b: ScreenPoint): number =>
	Math.hypot(a.x - b.x, a.y - b.y);

function bounds(points: readonly ScreenPoint[]) {
	const xs = points.map(({ x }) => x);
	const ys = points.map(({ y }) => y);
	const x = Math.min(...xs);
	const y = Math.min(...ys);
	return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const new_id = (): string =>
	[...crypto.getRandomValues(new Uint8Array(8))]
		.map((byte) => byte.toString(16).padStart(2, "0"))
		.join("");
