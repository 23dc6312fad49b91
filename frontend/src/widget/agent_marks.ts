import { Board } from "../control/annotate/board";
import { type Cursor, createCursor } from "../control/cursor";
import { pointOf, type Recorder } from "../mirror";
import { decode_pointer } from "../protocol/frames";

/** How often marks are put back in place when nothing announced a change of the page. */
const LOOK_MS = 400;

export interface AgentMarksOptions {
	readonly stage: HTMLElement;
	readonly recorder: Recorder;
	readonly epoch: number;
	readonly agent_name: string;
	send_frame(frame: Uint8Array): void;
	/** How many drawings there are now. */
	on_drawings(count: number): void;
}

/** What the agent shows on the customer's page: pointer, ripples, outlines, drawings. */
export class AgentMarks {
	readonly #cursor: Cursor;
	readonly #board: Board;
	readonly #epoch: number;

	constructor(options: AgentMarksOptions) {
		const { stage, recorder, epoch, agent_name } = options;
		this.#epoch = epoch;
		const ground = {
			container: stage,
			look_ms: LOOK_MS,
			point_of: (id: number, fx: number, fy: number) => {
				const node = recorder.node_by_id(id);
				return node ? pointOf(node, document, fx, fy) : null;
			},
		};
		this.#board = new Board({
			...ground,
			side: "customer",
			other_name: agent_name,
			epoch: () => epoch,
			send_frame: options.send_frame,
			is_gone: (id) => !recorder.node_by_id(id)?.isConnected,
			on_count: options.on_drawings,
		});
		this.#cursor = createCursor({ ...ground, side: "agent", name: agent_name });
	}

	point(bytes: Uint8Array): void {
		const frame = decode_pointer(bytes);
		if (frame?.epoch === this.#epoch) this.#cursor.show(frame);
	}

	draw(bytes: Uint8Array): void {
		this.#board.receive(bytes);
	}

	/** Shows which element the agent is using. */
	outline(element: Element): void {
		this.#cursor.outline(() => {
			const start = pointOf(element, document, 0, 0);
			const end = pointOf(element, document, 1, 1);
			if (!start || !end) return null;
			const { x, y } = start;
			return { left: x, top: y, width: end.x - x, height: end.y - y };
		});
	}

	/** The agent is away: the pointer goes, drawings stay. */
	hide_pointer(): void {
		this.#cursor.hide();
	}

	clear_drawings(): void {
		this.#board.clear();
	}

	close(): void {
		this.#cursor.close();
		this.#board.close();
	}
}
