import { firstChild, isElement, nextSibling, textData } from "../natives";
import { HASH_START, hashChild, Op } from "../ops";
import { type Core, now } from "./core";
import { type Rec, State } from "./model";
import { Rounds } from "./rounds";

/** Child lists told per flush, and the longest one that is. */
const CHECKS = 8;
const CHECKED_CHILDREN = 400;
/** Longer lists are not audited: one alone would take a slice. */
const AUDITED_CHILDREN = 4000;

/** What a child list is in the live page, as far as the player may know it. */
interface LiveList {
	count: number;
	hash: number;
	/** The model has the same children. */
	sound: boolean;
}

/**
 * Compares the model with the live page: the lists that changed in every flush,
 * all others in turn while nothing happens. This finds the recorder's own
 * mistakes; what is told of changed lists finds the player's.
 */
export class Checks {
	readonly #audited = new Rounds(() => this.#core.model.all());

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#audited.restart();
	}

	/** Tells the player what some of the changed lists must be; returns the unsound ones. */
	write(): Rec[] {
		const { marks, writer } = this.#core;
		const unsound: Rec[] = [];
		let told = 0;
		for (const rec of marks.changed) {
			if (!isListed(rec)) continue;
			const found = this.#live(rec, CHECKED_CHILDREN);
			if (!found) continue;
			if (!found.sound) unsound.push(rec);
			else if (told++ < CHECKS)
				writer.op(Op.CHECK, rec.id, found.count, found.hash);
		}
		marks.changed.clear();
		return unsound;
	}

	/** Goes on with the audit; returns what is not as it was sent. */
	audit(end: number): Rec[] {
		const unsound: Rec[] = [];
		let count = 0;
		for (const rec of this.#audited.take(Number.POSITIVE_INFINITY)) {
			if (!this.#isSound(rec)) unsound.push(rec);
			if (++count % 16 === 0 && now() > end) break;
		}
		return unsound;
	}

	#isSound(rec: Rec): boolean {
		if (rec.dead) return true;
		if (rec.tag === "") return textData(rec.node as Text).length === rec.size;
		if (!isListed(rec)) return true;
		return this.#live(rec, AUDITED_CHILDREN)?.sound ?? true;
	}

	/** Null: longer than `most`. */
	#live(rec: Rec, most: number): LiveList | null {
		const { held, model, reader } = this.#core;
		let count = 0;
		let hash = HASH_START;
		let sound = true;
		for (let child = firstChild(rec.node); child; child = nextSibling(child)) {
			const known = model.get(child);
			if (known?.parent === rec) hash = hashChild(hash, known.id);
			else if (reader.isMirrorable(child) && !held.hides(child)) sound = false;
			else continue;
			if (++count > most) return null;
		}
		let linked = 0;
		/* Roots of its own are linked below an element as well. */
		for (let one = rec.first; one; one = one.next)
			if (one.tag === "" || isElement(one.node)) linked++;
		return { count, hash, sound: sound && linked === count };
	}
}

const isListed = (rec: Rec): boolean =>
	!rec.dead && !rec.leaf && rec.state === State.LISTED;
