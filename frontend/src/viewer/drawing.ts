import {
	Board,
	type Crosshair,
	type Cursor,
	createCrosshair,
	createCursor,
	createDrawingTool,
	drawn_point,
	type Ink,
	name_of,
	type PointOf,
	type Replica,
	type ScreenPoint,
} from "../control";
import { replica_point } from "../control/capture/replica";
import { Motion } from "../control/motion";
import { point_in_sight, sight_of } from "../control/sight";
import { by_id } from "../desktop/dom";
import { say } from "../desktop/strings";
import { decode_pointer } from "../protocol/frames";
import type { Tool, ToViewer, ViewerReport } from "./bridge";
import { DrawingStops } from "./drawing_stops";
import { DrawingWords } from "./drawing_words";

/** How often drawings and the pointer follow a replica that moves, milliseconds. */
const LOOK_MS = 80;

export interface DrawingOptions {
	readonly overlay: HTMLElement;
	readonly replica: Replica & { is_gone(id: number): boolean };
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	send_frame(frame: Uint8Array): unknown;
	on_change(): void;
	/** The agent has put the tool away by keyboard and goes back to the toolbar. */
	on_leave(): void;
}

type DrawingOrder = Extract<
	ToViewer,
	{
		readonly type:
			| "viewer.tool"
			| "viewer.ink"
			| "viewer.undo"
			| "viewer.clear_annotations";
	}
>;

/** What lies over the page: the customer's mouse, and the drawings of both sides. */
export class Drawing {
	readonly #cursor: Cursor;
	readonly #board: Board;
	readonly #crosshair: Crosshair;
	readonly #motion = new Motion();
	readonly #stops: DrawingStops;
	#tool: Tool = "none";
	#ink: Ink = { colour: "orange", stays: true };
	readonly #words = new DrawingWords();
	/** What the customer is called. */
	#name = say("context.title");

	constructor(private readonly options: DrawingOptions) {
		const { overlay, replica } = options;
		const ground = {
			container: overlay,
			point_of: places_in_sight(replica),
			look_ms: LOOK_MS,
			motion: this.#motion,
		};
		const customer = () => this.#name;
		this.#cursor = createCursor({
			...ground,
			side: "customer",
			name: customer(),
		});
		this.#board = new Board({
			...ground,
			side: "agent",
			get other_name() {
				return customer();
			},
			epoch: () => options.epoch(),
			send_frame: (frame) => options.send_frame(frame),
			anchor: (id) => ({
				id: () => (replica.is_gone(id) ? null : id),
				node: () => replica.element_by_id(id) ?? null,
				sight: () => in_replica(replica, id, sight_of),
				point: (fx, fy) => drawn_point(replica, id, fx, fy),
			}),
			on_change: () => {
				this.#words.list(this.#board.all);
				if (!this.#board.is_enabled && this.#tool !== "none")
					this.choose("none");
				else options.on_change();
			},
			on_heard: (entry) => this.#words.tell(entry),
		});
		const tool = {
			surface: overlay,
			board: this.#board,
			tool: () => this.#tool,
			ink: () => this.#ink,
			place_at: (x: number, y: number) => place_at(replica, x, y),
			note_hint: say("annotate.note_hint"),
		};
		createDrawingTool(tool);
		const stops = new DrawingStops(overlay, by_id("stage"), replica);
		this.#stops = stops;
		this.#crosshair = createCrosshair({
			...tool,
			next_stop: (backward) => stops.next(backward),
			on_step: (step, at) => {
				stops.reveal(at);
				if (step === "moved") this.#words.point_at(this.#name_at(at));
				else this.#words.say(say(`annotate.${step}`));
			},
			on_leave: () => {
				this.choose("none");
				options.on_leave();
			},
		});
		this.#name_surface();
		window.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && this.#tool !== "none") this.choose("none");
		});
	}

	/** By the customer's name; empty: nobody knows it. */
	call(name: string): void {
		this.#name = name || say("context.title");
		this.#cursor.rename(this.#name);
	}

	/** The replica has changed: what is on it may have moved. */
	moved(): void {
		this.#motion.tell();
	}

	get tool(): Tool {
		return this.#tool;
	}

	get report(): Pick<
		ViewerReport,
		"tool" | "ink" | "may_draw" | "drawings" | "own_drawings"
	> {
		return {
			tool: this.#tool,
			ink: this.#ink,
			may_draw: this.#board.is_enabled,
			drawings: this.#board.all.length,
			own_drawings: this.#board.own_count,
		};
	}

	choose(tool: Tool, by_keyboard = false): void {
		this.#crosshair.lay_down();
		this.#tool = tool;
		document.body.dataset.tool = tool;
		this.#name_surface();
		if (by_keyboard && tool !== "none")
			this.#crosshair.take_up(this.#stops.middle());
		this.options.on_change();
	}

	/** What the toolbar asks for. */
	obey(message: DrawingOrder): void {
		switch (message.type) {
			case "viewer.tool":
				this.choose(message.tool, message.by_keyboard);
				break;
			case "viewer.ink":
				this.#ink = message.ink;
				this.options.on_change();
				break;
			case "viewer.undo":
				this.#board.undo();
				break;
			case "viewer.clear_annotations":
				this.#board.clear();
				break;
		}
	}

	on_pointer(frame: Uint8Array): void {
		const pointer = decode_pointer(frame);
		if (pointer?.epoch === this.options.epoch()) this.#cursor.show(pointer);
	}

	on_annotation(frame: Uint8Array): void {
		this.#board.receive(frame);
	}

	/** The customer is away: their mouse is nowhere. */
	hide_pointer(): void {
		this.#cursor.hide();
	}

	/** Another page: what was pinned to the old one goes. */
	forget(): void {
		this.#cursor.hide();
		this.#board.forget();
	}

	#name_surface(): void {
		const label =
			this.#tool === "none"
				? say("cobrowse.page")
				: say("annotate.keys", { tool: say(`annotate.${this.#tool}`) });
		this.options.overlay.setAttribute("aria-label", label);
	}

	#name_at(at: ScreenPoint): string {
		const { replica } = this.options;
		const place = place_at(replica, at.x, at.y);
		return place ? name_of(replica.element_by_id(place.node)) : "";
	}
}

/** The mirrored element at a point of this window. */
function place_at(replica: Replica, client_x: number, client_y: number) {
	const point = replica_point(replica, client_x, client_y);
	const found = point && replica.id_at(point.x, point.y);
	return found && { node: found.id, fx: found.fx, fy: found.fy };
}

/** What is known of an element on the replica's own page; null: it is not there. */
function in_replica<T>(
	replica: Replica,
	id: number,
	look: (node: Node, page: Document) => T | null,
): T | null {
	const node = replica.element_by_id(id);
	const page = replica.frame.contentDocument;
	return node && page ? look(node, page) : null;
}

/** Where a place of the mirror is drawn, if it is seen in the replica. */
const places_in_sight =
	(replica: Replica): PointOf =>
	(id, fx, fy) =>
		in_replica(replica, id, (node, page) =>
			point_in_sight(node, page, fx, fy),
		) && drawn_point(replica, id, fx, fy);
