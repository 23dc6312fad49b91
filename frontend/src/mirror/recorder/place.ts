import { composedParent, nextSibling, parentNode } from "../natives";
import { Op } from "../ops";
import { isMaskedBy } from "../privacy/reader";
import { type Core, now } from "./core";
import { type Rec, State } from "./model";

/** How many unknown ancestors may be listed early to keep a move a move. */
const MAX_WRAPPERS = 8;

/**
 * Puts every touched node where it is now. Children that no record touched keep
 * their order, so the next of them in the live list is a sound reference.
 */
export class Placement {
	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** Places touched nodes until there are none left or the time is up. */
	run(end: number): boolean {
		const { touched } = this.#core.marks;
		let count = 0;
		for (const node of touched) {
			this.#place(node, MAX_WRAPPERS);
			if (++count % 16 === 0 && now() > end) break;
		}
		return touched.size === 0;
	}

	#place(node: Node, wrappers: number): void {
		const { held, marks, model, reader } = this.#core;
		marks.touched.delete(node);
		const parent = parentNode(node);
		const home =
			parent && reader.isMirrorable(node)
				? this.#listedParent(parent, wrappers)
				: undefined;
		if (!home) {
			this.#drop(node);
			return;
		}
		/* Listing the parent just now may have placed the node already. */
		if (model.get(node)?.parent === home) return;
		const run = [node];
		let next = nextSibling(node);
		for (; next; next = nextSibling(next)) {
			if (held.hides(next)) continue;
			if (marks.touched.has(next)) run.push(next);
			else if (reader.isMirrorable(next)) break;
		}
		const reference = next ? model.get(next) : undefined;
		if (home.state === State.LISTING && reference?.parent !== home) {
			/* Beyond the listed part: the walk will come to it. */
			for (const one of run) this.#drop(one);
			return;
		}
		let before = reference?.parent === home ? reference.id : 0;
		for (const one of run.reverse()) {
			marks.touched.delete(one);
			const known = model.get(one);
			if (home.dead || (known && model.holds(known, home))) this.#drop(one);
			else if (reader.isMirrorable(one)) before = this.#put(one, home, before);
			else this.#drop(one);
		}
	}

	#put(node: Node, home: Rec, before: number): number {
		const { marks, model, walk, writer } = this.#core;
		const known = model.get(node);
		marks.changed.add(home);
		const uncovered =
			known && isMaskedBy(home.privacy) && !isMaskedBy(known.privacy);
		if (known && !uncovered) {
			writer.op(Op.MV, known.id, home.id, before);
			model.link(known, home);
			marks.moved.add(known);
			return known.id;
		}
		if (known) marks.kill(known);
		writer.at(home.id, before);
		const rec = walk.create(node, home);
		this.#core.fields.childrenChanged(home);
		return rec.id;
	}

	/** Not there any more, or where the walk will find it as a new node. */
	#drop(node: Node): void {
		this.#core.marks.touched.delete(node);
		const rec = this.#core.model.get(node);
		if (rec) this.#core.marks.kill(rec);
	}

	/** The record of a parent whose child list has been begun; wrappers made in this flush are listed now. */
	#listedParent(parent: Node, wrappers: number): Rec | undefined {
		const { held, marks, model, walk } = this.#core;
		if (!model.get(parent) && wrappers > 0 && !held.hides(parent)) {
			if (marks.touched.has(parent)) this.#place(parent, wrappers - 1);
			else {
				const above = composedParent(parent);
				if (above && above !== parentNode(parent)) return undefined;
				if (above) this.#listedParent(above, wrappers - 1);
			}
		}
		const rec = model.get(parent);
		if (!rec || rec.leaf) return undefined;
		if (!this.#anchor(rec)) return undefined;
		if (rec.state === State.KNOWN) walk.list(rec);
		return rec.state === State.KNOWN ? undefined : rec;
	}

	/**
	 * What floats is placed before anything goes below it: the player still has it
	 * where it was, perhaps within the very node that is to go there. False: it floats for
	 * ever, as what holds a frame does when it was moved into that frame's document.
	 */
	#anchor(rec: Rec): boolean {
		const { marks, page } = this.#core;
		let top = rec;
		while (top.parent) top = top.parent;
		if (!marks.touched.has(top.node)) return top.node === page;
		this.#place(top.node, MAX_WRAPPERS);
		return !rec.dead;
	}
}
