import { Board } from "../control/annotate/board";
import type { Anchor } from "../control/annotate/placing";
import type { DrawingTool } from "../control/annotate/tool";
import { name_of } from "../control/annotate/words";
import { type Cursor, createCursor } from "../control/cursor";
import type { PointOf } from "../control/ground";
import { Reach } from "../control/hand/reach";
import type { Motion } from "../control/motion";
import { point_in_sight } from "../control/sight";
import { usable_at } from "../control/usable";
import { type Recorder, seenBox } from "../mirror";
import { decode_pointer } from "../protocol/frames";
import type { DrawingHand } from "./drawing_hand";
import { NodeAnchor } from "./node_anchor";
import type { DrawingOrders, SharingOptions, Shown } from "./sharing_contract";

/** How often marks are put back in place when nothing announced a change of the page. */
const LOOK_MS = 400;

/** The agent clicks about where they talk; a place is named once in this time. */
const SAID_MS = 10_000;
/** Nobody shows more in the same time; what comes beyond is not read aloud. */
const SAID_MAX = 30;

export interface AgentMarksOptions
	extends Pick<
		SharingOptions,
		"kept" | "say" | "speak" | "allows_drawings" | "on_drawings" | "on_shown"
	> {
	readonly stage: HTMLElement;
	readonly recorder: Recorder;
	readonly motion: Motion;
	readonly epoch: number;
	readonly agent_name: string;
	/** Whether the agent may use the page now. */
	is_write(): boolean;
	send_frame(frame: Uint8Array): void;
}

/** What the agent shows on the customer's page: pointer, ripples, outlines, drawings; and what the customer draws. */
export class AgentMarks implements DrawingOrders {
	readonly #cursor: Cursor;
	readonly #board: Board;
	readonly #epoch: number;
	/** The one judge of what the agent may use. */
	readonly #reach: Reach;
	#hand: DrawingHand | null = null;
	#tool: DrawingTool = "none";
	/** As they were when something was pinned to them. */
	readonly #names = new WeakMap<Anchor, string>();
	/** What the agent's pointer is on. */
	#aim: Element | null = null;
	#spoke_at: number[] = [];
	#said = { name: "", at: Number.NEGATIVE_INFINITY };

	constructor(private readonly options: AgentMarksOptions) {
		const { stage, recorder, epoch, agent_name } = options;
		this.#epoch = epoch;
		this.#reach = new Reach(recorder);
		const ground = {
			container: stage,
			look_ms: LOOK_MS,
			motion: options.motion,
			point_of: places_in_sight(recorder),
		};
		this.#board = new Board({
			...ground,
			side: "customer",
			other_name: agent_name,
			epoch: () => epoch,
			send_frame: options.send_frame,
			anchor: (id) => new NodeAnchor(recorder, id),
			on_change: () => this.#tell_drawings(),
			on_heard: ({ annotation, anchor }) =>
				this.#say({
					by: annotation.op === "note" ? "note" : annotation.shape,
					name: this.#name(anchor),
					text: annotation.op === "note" ? annotation.text : "",
				}),
		});
		this.#board.set_enabled(options.allows_drawings());
		this.#board.take_over(
			options.kept.entries.map(({ annotation, side, anchor }) => ({
				annotation,
				side,
				anchor: new NodeAnchor(recorder, annotation.node, anchor.node()),
			})),
		);
		this.#cursor = createCursor({
			...ground,
			side: "agent",
			name: agent_name,
		});
	}

	point(bytes: Uint8Array): void {
		const frame = decode_pointer(bytes);
		if (frame?.epoch !== this.#epoch) return;
		this.#cursor.show(frame);
		this.#take_aim(frame.action === "leave" ? 0 : frame.node);
		if (frame.action === "click") this.#say_place(frame.node);
	}

	draw(bytes: Uint8Array): void {
		this.#board.receive(bytes);
	}

	/** The agent has the page anew. */
	restate(): void {
		this.#board.restate();
	}

	/** Shows which element the agent is using. */
	outline(element: Element): void {
		this.#cursor.outline(() => seenBox(element, document));
	}

	/** The agent is away: the pointer goes, drawings stay. */
	hide_pointer(): void {
		this.#aim = null;
		this.#cursor.hide();
	}

	use(tool: DrawingTool, by_keyboard: boolean): void {
		this.#tool = tool;
		this.options.on_drawings({ tool });
		if (this.#hand || tool === "none") this.#hand?.choose(tool, by_keyboard);
		else
			import("./drawing_hand").then(
				(module) => {
					if (this.#tool !== tool) return;
					this.#hand ??= new module.DrawingHand({
						...this.options,
						board: this.#board,
						on_leave: () => this.use("none", false),
					});
					this.#hand.choose(tool, by_keyboard);
				},
				// The network is away; the button is pressed again.
				() => this.use("none", false),
			);
	}

	undo(): void {
		this.#board.undo();
	}

	clear(): void {
		this.#board.clear();
	}

	allow(on: boolean): void {
		if (!on) this.use("none", false);
		this.#board.set_enabled(on);
	}

	/** Shows what the agent's next press would use, before it is pressed. */
	#take_aim(node: number): void {
		const { is_write, recorder } = this.options;
		const found = is_write() ? usable_at(recorder.node_by_id(node)) : null;
		if (found === this.#aim) return;
		this.#aim = found;
		const box = () => (found && is_write() ? seenBox(found, document) : null);
		const is_open =
			found && this.#reach.is_allowed(() => this.#reach.check_press(found));
		this.#cursor.aim(is_open ? box : null);
	}

	#say_place(node: number): void {
		const name = name_of(this.options.recorder.node_by_id(node));
		const now = performance.now();
		const again = name === this.#said.name && now - this.#said.at < SAID_MS;
		if (!name || again) return;
		this.#said = { name, at: now };
		this.#say({ by: "pointer", name, text: "" });
	}

	#say(shown: Shown): void {
		const now = performance.now();
		this.#spoke_at = this.#spoke_at.filter((at) => now - at < SAID_MS);
		if (this.#spoke_at.length >= SAID_MAX) return;
		this.#spoke_at.push(now);
		this.options.on_shown(shown);
	}

	#name(anchor: Anchor): string {
		const name = this.#names.get(anchor) ?? name_of(anchor.node());
		this.#names.set(anchor, name);
		return name;
	}

	#tell_drawings(): void {
		const { all } = this.#board;
		const notes = all.flatMap(({ annotation, side, anchor }) =>
			annotation.op === "note"
				? { side, name: this.#name(anchor), text: annotation.text }
				: [],
		);
		const { own_count: own } = this.#board;
		this.options.on_drawings({ count: all.length, own, notes });
	}

	close(): void {
		this.options.kept.entries = this.#board.all;
		this.use("none", false);
		this.#hand?.close();
		this.#cursor.close();
		this.#board.close();
	}
}

const places_in_sight =
	(recorder: Recorder): PointOf =>
	(id, fx, fy) => {
		const node = recorder.node_by_id(id);
		return node ? point_in_sight(node, document, fx, fy) : null;
	};
