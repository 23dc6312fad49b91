import { hasAttribute, isElement, matches } from "../natives";
import { Op, TopLayer } from "../ops";
import type { Core } from "./core";
import type { Rec } from "./model";

/** Which dialogs are modal and which popovers are open: no attribute tells. */
export class TopLayers {
	private all = new Set<Rec>();
	private sent = new Map<Rec, number>();
	private dirty = false;

	constructor(private readonly core: Core) {}

	clear(): void {
		this.all.clear();
		this.sent.clear();
		this.dirty = false;
	}

	/** A node was created, or got the attribute. */
	known(rec: Rec): void {
		const { node } = rec;
		if (!isElement(node)) return;
		if (rec.tag !== "dialog" && !hasAttribute(node, "popover")) return;
		this.all.add(rec);
		this.dirty = true;
	}

	/** A toggle event. */
	toggled(node: Node): void {
		const rec = this.core.model.get(node);
		if (!rec) return;
		this.known(rec);
		this.core.kick();
	}

	/** True when the state of one differs from what was sent. */
	look(): boolean {
		for (const rec of this.all)
			if (!rec.dead && stateOf(rec) !== (this.sent.get(rec) ?? TopLayer.NONE))
				this.dirty = true;
		return this.dirty;
	}

	flush(): void {
		if (!this.dirty) return;
		this.dirty = false;
		for (const rec of this.all) {
			if (rec.dead) {
				this.all.delete(rec);
				this.sent.delete(rec);
				continue;
			}
			const state = stateOf(rec);
			if (state === (this.sent.get(rec) ?? TopLayer.NONE)) continue;
			this.sent.set(rec, state);
			this.core.writer.op(Op.TOP_LAYER, rec.id, state);
		}
	}
}

function stateOf({ node }: Rec): number {
	if (is(node, ":modal")) return TopLayer.MODAL;
	return is(node, ":popover-open") ? TopLayer.POPOVER : TopLayer.NONE;
}

/** A browser without the state has no element in it. */
function is(node: Node, state: string): boolean {
	try {
		return matches(node as Element, state);
	} catch {
		return false;
	}
}
