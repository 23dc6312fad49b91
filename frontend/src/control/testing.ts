/** What browser tests (tests/control) drive: the parts, and a stand-in for the mirror's addresses. */
import type { HandMirror, TargetPolicy } from "./hand/reach";

export { createPlayer, createRecorder, watchShadowRoots } from "../mirror";
export * from "../protocol/frames";
export {
	Board,
	createCrosshair,
	createDrawingTool,
	name_of,
} from "./annotate";
export { createCapture } from "./capture";
export { createCursor } from "./cursor";
export { createHand } from "./hand";

/** Ids as the recorder would give them, policy from the markup alone. */
export class TestMirror implements HandMirror {
	#ids = new Map<Node, number>();
	#nodes = new Map<number, Node>();

	id_of(node: Node): number {
		const known = this.#ids.get(node);
		if (known !== undefined) return known;
		const id = this.#ids.size + 1;
		this.#ids.set(node, id);
		this.#nodes.set(id, node);
		return id;
	}

	node_by_id(id: number): Node | null {
		return this.#nodes.get(id) ?? null;
	}

	target_policy(element: Element): TargetPolicy {
		const within = (selector: string) => element.closest(selector) !== null;
		const marked = (effect: string) => within(`[data-cobrowse=${effect}]`);
		const type = (element as HTMLInputElement).type;
		const owned = (element as HTMLInputElement).form != null;
		return {
			masked: marked("mask") || type === "password",
			restricted: marked("restrict"),
			allowed: marked("allow"),
			submit: owned && (type === "submit" || type === "image"),
			file: type === "file",
			password: type === "password",
			own_ui: within("[data-cobrowse-root]"),
		};
	}
}
