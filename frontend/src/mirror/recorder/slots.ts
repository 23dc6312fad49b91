import { assignedNodes, isShadow, rootOf, slotAssignment } from "../natives";
import { Op } from "../ops";
import type { Core } from "./core";
import type { Rec } from "./model";

/** What scripts assigned to the slots of roots that go by no names. */
export class Slots {
	/** With the ids that the player has. */
	#all = new Map<Rec, string>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#all.clear();
	}

	/** A node was created. */
	known(rec: Rec): void {
		if (rec.tag !== "slot") return;
		const root = rootOf(rec.node);
		if (isShadow(root) && slotAssignment(root) === "manual")
			this.#all.set(rec, "");
	}

	/** True when the page has something else in a slot than the player. */
	look(): boolean {
		for (const [rec, sent] of this.#all)
			if (!rec.dead && this.#idsIn(rec).join() !== sent) return true;
		return false;
	}

	/** All nodes are known. */
	flush(): void {
		for (const [rec, sent] of this.#all) {
			if (rec.dead) {
				this.#all.delete(rec);
				continue;
			}
			const ids = this.#idsIn(rec);
			if (ids.join() === sent) continue;
			this.#all.set(rec, ids.join());
			this.#core.writer.op(Op.SLOT, rec.id, ids.length, ...ids);
		}
	}

	#idsIn(rec: Rec): number[] {
		const ids: number[] = [];
		for (const node of assignedNodes(rec.node as HTMLSlotElement)) {
			const known = this.#core.model.get(node);
			if (known) ids.push(known.id);
		}
		return ids;
	}
}
