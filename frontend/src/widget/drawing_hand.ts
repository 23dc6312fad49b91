/** The customer draws on the page: loaded when a tool is taken up for the first time. */
import type { Board } from "../control/annotate/board";
import { createCrosshair } from "../control/annotate/crosshair";
import type { Ink } from "../control/annotate/stroke";
import { createDrawingTool, type DrawingTool } from "../control/annotate/tool";
import { name_of } from "../control/annotate/words";
import type { ScreenPoint } from "../control/ground";
import { tab_stop } from "../control/hand/tab_order";
import { locate, pointOf, type Recorder } from "../mirror";
import { listen, unlisten } from "../mirror/natives";
import type { SharingOptions } from "./sharing_contract";

export interface DrawingHandOptions
	extends Pick<SharingOptions, "stage" | "say" | "speak"> {
	readonly board: Board;
	readonly recorder: Recorder;
	/** The customer is done with the tool. */
	on_leave(): void;
}

/** Another than the agent's first one. */
const INK: Ink = { colour: "pink", stays: true };
const FIRST = { capture: true };
const OURS = ".bar, .panel, .launcher, dialog";
/** The page must not take strokes for presses of its own. */
const KEPT_FROM_PAGE = [
	"pointerdown",
	"pointerup",
	"pointermove",
	"mousedown",
	"mouseup",
	"mousemove",
	"click",
	"dblclick",
	"contextmenu",
	"touchstart",
	"touchmove",
	"touchend",
];

export class DrawingHand {
	readonly #surface = document.createElement("div");
	readonly #crosshair: ReturnType<typeof createCrosshair>;
	readonly #stop_mouse: () => void;
	#tool: DrawingTool = "none";
	#last_stop: Element | null = null;
	#spoken = "";

	constructor(private readonly options: DrawingHandOptions) {
		const { board, recorder, say } = options;
		const surface = this.#surface;
		surface.className = "cobrowse-surface";
		surface.dataset.testid = "draw-surface";
		surface.tabIndex = -1;
		surface.setAttribute("role", "application");
		surface.addEventListener("pointerdown", (event) => {
			if (!this.#is_over_ours(event)) return;
			event.stopImmediatePropagation();
			options.on_leave();
		});
		for (const type of KEPT_FROM_PAGE)
			surface.addEventListener(type, (event) => event.stopPropagation());
		const tool = {
			surface,
			board,
			tool: () => this.#tool,
			ink: () => INK,
			place_at: (x: number, y: number) => {
				const hit = locate(recorder, document, x, y);
				return hit && { node: hit.id, fx: hit.fx, fy: hit.fy };
			},
			note_hint: say("draw_note_hint"),
		};
		this.#stop_mouse = createDrawingTool(tool);
		this.#crosshair = createCrosshair({
			...tool,
			next_stop: (backward) => this.#next_stop(backward),
			on_step: (step, { x, y }) => {
				const place = step === "moved" ? tool.place_at(x, y) : null;
				if (step !== "moved") this.#speak(say(`draw_${step}`));
				else this.#speak(name_of(place && recorder.node_by_id(place.node)));
			},
			on_leave: options.on_leave,
		});
	}

	choose(tool: DrawingTool, by_keyboard: boolean): void {
		const { stage, say } = this.options;
		this.#crosshair.lay_down();
		this.#tool = tool;
		if (tool === "none") {
			this.#surface.remove();
			stage.setAttribute("aria-hidden", "true");
			unlisten(document, "keydown", this.#leave_by_key, FIRST);
			return;
		}
		const name = say(`draw_${tool}`);
		this.#surface.setAttribute("aria-label", say("draw_keys", { tool: name }));
		// What has the focus must not be hidden from those who hear the page.
		stage.removeAttribute("aria-hidden");
		if (!this.#surface.isConnected) stage.append(this.#surface);
		listen(document, "keydown", this.#leave_by_key, FIRST);
		if (!by_keyboard) return;
		const { innerWidth: width, innerHeight: height } = window;
		this.#crosshair.take_up({ x: width / 2, y: height / 2 });
	}

	close(): void {
		this.choose("none", false);
		this.#stop_mouse();
		this.#crosshair.close();
	}

	/** While the cross stays on one thing, its name is said once. */
	#speak(words: string): void {
		if (words && words !== this.#spoken) this.options.speak(words);
		this.#spoken = words;
	}

	/** Whoever draws by mouse has the focus elsewhere. */
	readonly #leave_by_key = (event: Event): void => {
		const within = event.composedPath().includes(this.#surface);
		const { key } = event as KeyboardEvent;
		if (key === "Escape" && event.isTrusted && !within) this.options.on_leave();
	};

	/** Above the page's own dialogs the surface covers our bar too: a press there means the bar. */
	#is_over_ours({ target, clientX, clientY }: PointerEvent): boolean {
		const root = this.#surface.getRootNode();
		if (target !== this.#surface || !(root instanceof ShadowRoot)) return false;
		return root
			.elementsFromPoint(clientX, clientY)
			.some((hit) => hit.getRootNode() === root && hit.closest(OURS));
	}

	/** The middle of the next control that is in sight. */
	#next_stop(backward: boolean): ScreenPoint | null {
		const middle = (element: Element) => pointOf(element, document, 0.5, 0.5);
		const next = tab_stop(document, this.#last_stop, backward, (element) => {
			const at = this.options.recorder.id_of(element) > 0 && middle(element);
			return !!at && is_in_window(at);
		});
		this.#last_stop = next;
		return next && middle(next);
	}
}

const is_in_window = ({ x, y }: ScreenPoint): boolean =>
	x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
