import type { Anchor } from "../control/annotate/placing";
import { point_by_element } from "../control/sight";
import type { Recorder } from "../mirror";

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

	point(fx: number, fy: number): ReturnType<Anchor["point"]> {
		const node = this.node();
		return node ? point_by_element(node, document, fx, fy) : null;
	}
}
