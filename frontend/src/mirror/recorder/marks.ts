import { TELLING_ATTRIBUTES } from "../names";
import { parentNode, rootOf } from "../natives";
import { Privacy } from "../privacy/reader";
import type { Core } from "./core";
import { type Rec, State } from "./model";

/**
 * What may have changed since the last flush. Mutation records only mark; every
 * mark is resolved from the live page when it is flushed, so the last state wins
 * and a removal followed by an insertion is a move.
 */
export class Marks {
	/** Nodes that were inserted or removed, in order of their first record. */
	readonly touched = new Set<Node>();
	readonly attributes = new Map<Rec, Set<string>>();
	readonly texts = new Set<Rec>();
	/** Ids whose nodes left the page; sent last. */
	readonly removals: Rec[] = [];
	/** Parents whose child lists changed; checked by the player. */
	readonly changed = new Set<Rec>();
	/** Known nodes that were moved in this flush: frames and style elements in them begin anew. */
	readonly moved = new Set<Rec>();
	/** Something happened that may change which rules match. */
	rulesMayChange = false;
	/** What is decided about already, in these records. */
	readonly #foreseen = new Set<Node>();
	/** What is known not to be in anything hidden, in these records. */
	readonly #open = new Set<Node>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get any(): boolean {
		return (
			this.touched.size > 0 ||
			this.attributes.size > 0 ||
			this.texts.size > 0 ||
			this.removals.length > 0 ||
			this.#core.held.any
		);
	}

	clear(): void {
		this.touched.clear();
		this.attributes.clear();
		this.texts.clear();
		this.removals.length = 0;
		this.changed.clear();
		this.moved.clear();
		this.rulesMayChange = false;
	}

	/** All records up to now; afterwards a node is either watched or dead. */
	note(records: readonly MutationRecord[]): void {
		if (records.length === 0) return;
		this.#core.held.begin();
		for (const record of records) {
			if (record.type === "childList") this.#childList(record);
			else if (record.type === "attributes") this.#attribute(record);
			else this.#characterData(record.target);
		}
		this.rulesMayChange = true;
		this.#floatOrKill();
		this.#core.held.end();
		this.#foreseen.clear();
		this.#open.clear();
	}

	attribute(rec: Rec, name: string): void {
		let names = this.attributes.get(rec);
		if (!names) {
			names = new Set();
			this.attributes.set(rec, names);
		}
		names.add(name);
	}

	/** Sends the node and all below it anew, as if it had just been inserted. */
	renew(rec: Rec): void {
		const { node } = rec;
		this.kill(rec);
		this.touched.add(node);
	}

	kill(rec: Rec): void {
		if (rec.dead) return;
		if (rec.parent) this.changed.add(rec.parent);
		this.#core.model.kill(rec);
		this.removals.push(rec);
	}

	/** Whether a node was moved in this flush, by itself or with what it is in. */
	wasMoved(rec: Rec): boolean {
		if (this.moved.size === 0) return false;
		for (let above: Rec | null = rec; above; above = above.parent)
			if (this.moved.has(above)) return true;
		return false;
	}

	#childList(record: MutationRecord): void {
		const { held, model, reader, roots } = this.#core;
		const parent = model.get(record.target);
		const listed =
			parent !== undefined && parent.state !== State.KNOWN && !parent.leaf;
		const hidden = parent
			? parent.privacy & (Privacy.HIDDEN | Privacy.BLOCKED)
			: reader.kept.holds(record.target, this.#open);
		if (hidden) {
			this.#open.clear();
			for (const node of record.addedNodes) reader.kept.hide(node);
			for (const node of record.removedNodes) reader.kept.hideAll(node);
		}
		for (const node of record.addedNodes)
			if (model.get(node)) this.touched.add(node);
			else if (held.cameIn(node)) continue;
			else if (held.addNew(node)) this.#foresee(node);
			else if (listed) this.touched.add(node);
		for (const node of record.removedNodes)
			if (model.get(node)) this.touched.add(node);
		if (parent) {
			if (parent.tag === "#document") roots.rewritten(record.target);
			this.changed.add(parent);
			this.#contentChanged(parent);
		} else this.#insideLeaf(record.target);
	}

	/** What has just been looked through, alone or with what it is in, was seen as it is now. */
	#foresee(node: Node): void {
		if (this.#foreseen.has(node) || this.#core.held.cameIn(node)) return;
		const above = parentNode(node);
		if (!above || !this.#foreseen.has(above)) {
			this.#core.reader.foresee(node);
			this.#open.clear();
		}
		this.#foreseen.add(node);
	}

	#attribute(record: MutationRecord): void {
		const rec = this.#core.model.get(record.target);
		const name = record.attributeName;
		if (!rec || !name) {
			this.#insideLeaf(record.target);
			/* It may be kept back, and hidden for a moment only. */
			if (this.#core.held.any) this.#foresee(record.target);
			/* Markup that hid it may have gone. */
			if (name?.startsWith("data-cobrowse")) this.#maybeShown(record.target);
			return;
		}
		this.attribute(rec, name);
		if (TELLING_ATTRIBUTES.has(name)) this.#core.held.add(record.target);
	}

	#maybeShown(node: Node): void {
		const parent = parentNode(node);
		const rec = parent ? this.#core.model.get(parent) : undefined;
		if (rec && rec.state !== State.KNOWN && !rec.leaf) this.touched.add(node);
	}

	#characterData(target: Node): void {
		const { held, model } = this.#core;
		const rec = model.get(target);
		const isHeld = held.add(target);
		if (!rec) this.#insideLeaf(target);
		else if (!isHeld) this.texts.add(rec);
	}

	/** A change below an element whose content is sent as a value or sheet. */
	#insideLeaf(target: Node): void {
		const parent = parentNode(target);
		const rec = parent ? this.#core.model.get(parent) : undefined;
		if (rec?.leaf) this.#contentChanged(rec);
	}

	#contentChanged(rec: Rec): void {
		if (rec.tag === "style") this.#core.sheets.changed(rec);
		else if (rec.tag === "textarea") this.#core.fields.mark(rec);
		else if (rec.tag === "select" || rec.tag === "optgroup")
			this.#core.fields.markSelect(rec);
	}

	/**
	 * A moved node that still is under a root we watch floats until it is placed.
	 * One that left is unwatched from the end of this task on, so it dies now.
	 */
	#floatOrKill(): void {
		const { model, roots } = this.#core;
		const gone: Rec[] = [];
		for (const node of this.touched) {
			const rec = model.get(node);
			if (rec && roots.isWatched(rootOf(node))) {
				if (rec.parent) {
					this.changed.add(rec.parent);
					model.unlink(rec);
				}
			} else if (rec) gone.push(rec);
		}
		for (const rec of gone) {
			this.touched.delete(rec.node);
			this.kill(rec);
		}
	}
}
