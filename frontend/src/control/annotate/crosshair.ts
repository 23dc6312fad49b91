/**
 * Drawing by keyboard: arrows move a cross over the surface, Tab takes it to the next
 * control, Enter starts and ends, Escape gives up what is begun, then leaves.
 */
import type { ScreenPoint } from "../ground";
import { write_note } from "./note_field";
import { Stroke } from "./stroke";
import type { ToolOptions } from "./tool";

export interface CrosshairOptions extends ToolOptions {
	/** The next place worth a stop, in pixels of the window. */
	next_stop(backward: boolean): ScreenPoint | null;
	/** The cross was moved by hand, or something was begun or ended. */
	on_step(step: CrosshairStep, at: ScreenPoint): void;
	/** The person is done with the tool. */
	on_leave(): void;
}

export type CrosshairStep = "moved" | "begun" | "drawn" | "dropped";

export interface Crosshair {
	/** Shows the cross at this point of the window and takes the keys. */
	take_up(at: ScreenPoint): void;
	/** Another tool, or none. */
	lay_down(): void;
	close(): void;
}

const SVG = "http://www.w3.org/2000/svg";
/** How far an arrow leads, and with Shift, pixels. */
const STEP = 8;
const STRIDE = 40;
const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

export function createCrosshair(options: CrosshairOptions): Crosshair {
	const { surface, board, place_at } = options;
	const stop = new AbortController();
	const { signal } = stop;
	const cross = make_cross(surface.ownerDocument);
	board.ground.layer.append(cross);
	/** In parts of the surface, so that it stays in place when that is scaled. */
	let at: ScreenPoint = { x: 0.5, y: 0.5 };
	let stroke: Stroke | null = null;

	const point = (): ScreenPoint => {
		const box = surface.getBoundingClientRect();
		return { x: box.left + at.x * box.width, y: box.top + at.y * box.height };
	};

	function go_to(to: ScreenPoint): void {
		const box = surface.getBoundingClientRect();
		at = {
			x: inside((to.x - box.left) / (box.width || 1)),
			y: inside((to.y - box.top) / (box.height || 1)),
		};
		show();
		stroke?.move(point());
	}

	function show(): void {
		cross.style.left = `${at.x * 100}%`;
		cross.style.top = `${at.y * 100}%`;
		cross.dataset.colour = options.ink().colour;
		cross.toggleAttribute("data-down", stroke !== null);
		cross.removeAttribute("hidden");
	}

	function press(): void {
		const tool = options.tool();
		if (tool === "none") return;
		const ink = options.ink();
		if (tool === "note") {
			write_note(
				{
					surface,
					board,
					place_at,
					colour: ink.colour,
					hint: options.note_hint,
					on_done: () => {
						surface.focus({ preventScroll: true });
						show();
					},
				},
				point(),
			);
			return;
		}
		if (stroke) {
			const drawn = stroke.end();
			stroke = null;
			options.on_step(drawn ? "drawn" : "dropped", point());
		} else {
			stroke = new Stroke({ board, place_at, shape: tool, ink }, point());
			options.on_step("begun", point());
		}
		show();
	}

	function give_up(): boolean {
		const begun = stroke !== null;
		stroke?.cancel();
		stroke = null;
		return begun;
	}

	surface.addEventListener(
		"keydown",
		(event) => {
			if (event.target !== surface || options.tool() === "none") return;
			if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
				return;
			const way = WAYS[event.key];
			if (way) {
				const far = event.shiftKey ? STRIDE : STEP;
				const { x, y } = point();
				go_to({ x: x + way[0] * far, y: y + way[1] * far });
				options.on_step("moved", point());
			} else if (event.key === "Tab") {
				const next = options.next_stop(event.shiftKey);
				if (!next) return;
				go_to(next);
				options.on_step("moved", point());
			} else if (event.key === "Enter" || event.key === " ") {
				if (!event.repeat) press();
			} else if (event.key === "Escape") {
				if (give_up()) {
					options.on_step("dropped", point());
					show();
				} else options.on_leave();
			} else return;
			event.preventDefault();
			event.stopPropagation();
		},
		{ signal },
	);
	const hide = (): void => {
		give_up();
		cross.toggleAttribute("hidden", true);
	};
	surface.addEventListener("pointermove", hide, { signal });
	surface.addEventListener("blur", hide, { signal });

	return {
		take_up(to) {
			surface.focus({ preventScroll: true });
			go_to(to);
		},
		lay_down: hide,
		close() {
			stop.abort();
			hide();
			cross.remove();
		},
	};
}

const inside = (part: number): number => Math.max(0, Math.min(1, part));

function make_cross(document: Document): SVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", "cobrowse-crosshair");
	svg.setAttribute("viewBox", "0 0 32 32");
	svg.toggleAttribute("hidden", true);
	svg.dataset.testid = "annotation-crosshair";
	for (const name of ["edge", "line"]) {
		const path = document.createElementNS(SVG, "path");
		path.setAttribute("class", name);
		path.setAttribute("d", "M16 2V12M16 20V30M2 16H12M20 16H30");
		svg.append(path);
	}
	const dot = document.createElementNS(SVG, "circle");
	for (const [name, value] of [
		["cx", "16"],
		["cy", "16"],
		["r", "3"],
	] as const)
		dot.setAttribute(name, value);
	svg.append(dot);
	return svg;
}
