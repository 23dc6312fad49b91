import {
	Board,
	type Cursor,
	createCursor,
	createDrawingTool,
	drawn_point,
	type PointOf,
	type Replica,
} from "../control";
import { replica_point } from "../control/capture/replica";
import { say } from "../desktop/strings";
import { decode_pointer } from "../protocol/frames";
import type { Tool } from "./bridge";

/** How often drawings and the pointer follow a replica that moves, milliseconds. */
const LOOK_MS = 80;

export interface DrawingOptions {
	readonly overlay: HTMLElement;
	readonly replica: Replica & { is_gone(id: number): boolean };
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	send_frame(frame: Uint8Array): unknown;
	on_change(): void;
}

/** What lies over the page: the customer's mouse, and the drawings of both sides. */
export class Drawing {
	readonly #cursor: Cursor;
	readonly #board: Board;
	#tool: Tool = "none";
	count = 0;

	constructor(private readonly options: DrawingOptions) {
		const { overlay, replica } = options;
		const point_of: PointOf = (node, fx, fy) =>
			drawn_point(replica, node, fx, fy);
		const ground = { container: overlay, point_of, look_ms: LOOK_MS };
		const customer = say("context.title");
		this.#cursor = createCursor({
			...ground,
			side: "customer",
			name: customer,
		});
		this.#board = new Board({
			...ground,
			side: "agent",
			other_name: customer,
			epoch: () => options.epoch(),
			send_frame: (frame) => options.send_frame(frame),
			is_gone: (node) => replica.is_gone(node),
			on_count: (count) => {
				this.count = count;
				options.on_change();
			},
		});
		createDrawingTool({
			surface: overlay,
			board: this.#board,
			tool: () => this.#tool,
			ink: () => ({ colour: "orange", stays: true }),
			place_at: (x, y) => place_at(replica, x, y),
			note_hint: say("annotate.note_hint"),
		});
		window.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && this.#tool !== "none") this.choose("none");
		});
	}

	get tool(): Tool {
		return this.#tool;
	}

	choose(tool: Tool): void {
		this.#tool = tool;
		document.body.dataset.tool = tool;
		this.options.on_change();
	}

	on_pointer(frame: Uint8Array): void {
		const pointer = decode_pointer(frame);
		if (pointer?.epoch === this.options.epoch()) this.#cursor.show(pointer);
	}

	on_annotation(frame: Uint8Array): void {
		this.#board.receive(frame);
	}

	clear(): void {
		this.#board.clear();
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
}

/** The mirrored element at a point of this window. */
function place_at(replica: Replica, client_x: number, client_y: number) {
	const point = replica_point(replica, client_x, client_y);
	const found = point && replica.id_at(point.x, point.y);
	return found && { node: found.id, fx: found.fx, fy: found.fy };
}
