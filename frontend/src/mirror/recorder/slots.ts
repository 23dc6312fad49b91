import { assignedNodes, isShadow, rootOf, slotAssignment } from "../natives";
import { Op } from "../ops";
import { Privacy } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";

/** Through slots that are put into slots. */
const FLAT = { flatten: true };

/** What scripts assigned to the slots of roots that go by no names. */
export class Slots {
	/** With the ids that the player has. */
	#all = new Map<Rec, string>();
	/** Those that are hidden: what is put into them is, too. */
	#hidden = new Set<Rec>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#all.clear();
		this.#hidden.clear();
	}

	/** A node was created. */
	known(rec: Rec): void {
		if (rec.tag !== "slot") return;
		if (rec.privacy & (Privacy.HIDDEN | Privacy.BLOCKED)) {
			this.#hidden.add(rec);
			this.#hide(rec);
		}
		const root = rootOf(rec.node);
		if (isShadow(root) && slotAssignment(root) === "manual")
			this.#all.set(rec, "");
	}

	/** Decides about what was put into hidden slots, before anything of a flush is sent. */
	hide(): void {
		for (const rec of this.#hidden)
			if (rec.dead) this.#hidden.delete(rec);
			else this.#hide(rec);
	}

	#hide({ node }: Rec): void {
		const { marks, model, reader } = this.#core;
		for (const one of assignedNodes(node as HTMLSlotElement, FLAT)) {
			if (reader.kept.isHidden(one)) continue;
			reader.kept.hide(one);
			const rec = model.get(one);
			if (rec) marks.renew(rec);
		}
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
