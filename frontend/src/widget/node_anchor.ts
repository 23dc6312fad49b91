import type { Anchor } from "../control/annotate/placing";
import { type Sight, sight_of } from "../control/sight";
import { pointOf, type Recorder } from "../mirror";

/** Holds on to a live element of this page, whatever id it has; keeps no removed one alive. */
export class NodeAnchor implements Anchor {
	#node: WeakRef<Node> | null;

	constructor(
		private readonly recorder: Recorder,
		/** What it was called when it was pinned. */
		private readonly first_id: number,
		node: Node | null = null,
	) {
		this.#node = node && new WeakRef(node);
		this.node();
	}

	id(): number | null {
		const node = this.node();
		return node?.isConnected ? this.recorder.id_of(node) : null;
	}

	node(): Node | null {
		// While the page is sent anew, ids are unknown for a moment.
		if (!this.#node) {
			const known = this.recorder.node_by_id(this.first_id);
			this.#node = known ? new WeakRef(known) : null;
		}
		return this.#node?.deref() ?? null;
	}

	sight(): Sight | null {
		const node = this.node();
		return node ? sight_of(node, document) : null;
	}

	point(fx: number, fy: number): ReturnType<Anchor["point"]> {
		const node = this.node();
		return node ? pointOf(node, document, fx, fy) : null;
	}
}
