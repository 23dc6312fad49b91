/** The mouse of whoever draws: over a surface it becomes annotations. */
import type { ScreenPoint } from "../ground";
import type { Board } from "./board";
import type { Shape } from "./model";
import { write_note } from "./note_field";
import type { PlaceAt } from "./pin";
import { type Ink, Stroke } from "./stroke";

export type DrawingTool = "none" | "note" | Shape;

export interface ToolOptions {
	/** Gets the mouse while a tool is chosen. */
	readonly surface: HTMLElement;
	readonly board: Board;
	tool(): DrawingTool;
	ink(): Ink;
	readonly place_at: PlaceAt;
	/** Placeholder of the note field. */
	readonly note_hint: string;
}

/** Returns the function that stops it. */
export function createDrawingTool(options: ToolOptions): () => void {
	const { surface, board, place_at } = options;
	const stop = new AbortController();
	const { signal } = stop;
	let stroke: Stroke | null = null;

	surface.addEventListener(
		"pointerdown",
		(event) => {
			const tool = options.tool();
			if (tool === "none" || event.button !== 0) return;
			if (event.target !== surface) return;
			event.preventDefault();
			const ink = options.ink();
			if (tool === "note") {
				const { colour } = ink;
				const hint = options.note_hint;
				write_note({ surface, board, place_at, colour, hint }, spot(event));
				return;
			}
			stroke = new Stroke({ board, place_at, shape: tool, ink }, spot(event));
			surface.setPointerCapture(event.pointerId);
		},
		{ signal },
	);
	surface.addEventListener(
		"pointermove",
		(event) => stroke?.move(spot(event)),
		{ signal },
	);
	surface.addEventListener("pointerup", () => end(true), { signal });
	surface.addEventListener("pointercancel", () => end(false), { signal });

	function end(keep: boolean): void {
		if (keep) stroke?.end();
		else stroke?.cancel();
		stroke = null;
	}

	return () => {
		stop.abort();
		end(false);
	};
}

const spot = ({ clientX, clientY }: PointerEvent): ScreenPoint => ({
	x: clientX,
	y: clientY,
});
