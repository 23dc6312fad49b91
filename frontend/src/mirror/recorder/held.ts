import { isElement, isText, later, parentNode } from "../natives";
import { type Core, now } from "./core";
import { State } from "./model";

/**
 * How long new content is kept back, in milliseconds. Frameworks put content in first and
 * say what is private in a later task or frame; security/README 2.2, class 17, asks for 50 to 100.
 */
export const HOLD_MS = 100;
/** What goes on changing is kept back for so many times as long at most. */
const MOST_HOLDS = 3;
/** Longest time between two looks at the clock, in milliseconds. */
const TURN_MS = 50;
/** A timer that comes so much later than asked for shows that the page was busy. */
const LATE_MS = 16;

/**
 * Content that is too new to be sent, where rules may yet hide it: documents and nodes that
 * came, text and attributes that changed. What leaves, moves or is only looks goes at once.
 *
 * Time counts only as far as the page could use it: while a long task or a busy machine keeps
 * our timers waiting, it keeps those of the page waiting too, which will say what is private.
 */
export class Held {
	/** The oldest first. */
	#since = new Map<Node, number>();
	/** Of what has changed again since. */
	#first = new Map<Node, number>();
	#timer: number | undefined;
	/** The page's own time, in milliseconds: up to when, and how much of it. */
	#lookedAt = 0;
	#clock = 0;
	#wasLate = false;
	/** When the records came that are being noted, by the page's own time. */
	#at = 0;
	/** New nodes that came with these records. */
	readonly #came = new Set<Node>();
	/** Documents that were once kept back as a whole. */
	readonly #met = new WeakSet<Document>();

	readonly #core: Core;
	readonly #hold_ms: number;

	/** 0: nothing is kept back. */
	constructor(core: Core, hold_ms: number) {
		this.#core = core;
		this.#hold_ms = hold_ms;
	}

	get any(): boolean {
		return this.#since.size > 0;
	}

	/** For how long the oldest is kept back, in milliseconds of the page's own time; null: nothing is. */
	get age(): number | null {
		const [oldest] = this.#since;
		if (!oldest) return null;
		const [node, since] = oldest;
		const time = this.#clock + Math.min(now() - this.#lookedAt, TURN_MS);
		return time - (this.#first.get(node) ?? since);
	}

	/** Records have come: what they tell of is new from now on. */
	begin(): void {
		this.#came.clear();
		if (!this.any) this.#lookedAt = now();
		this.#at = this.#clock + Math.min(now() - this.#lookedAt, TURN_MS);
	}

	/** What the node says is new; false when nothing is kept back. */
	add(node: Node): boolean {
		if (this.#hold_ms === 0) return false;
		const since = this.#since.get(node);
		if (since === undefined) this.#since.set(node, this.#at);
		else if (since < this.#at) this.#again(node, since);
		this.#wake();
		return true;
	}

	/** The same for a node that the player does not have, with all that comes in it. */
	addNew(node: Node): boolean {
		if (!this.add(node)) return false;
		this.#came.add(node);
		return true;
	}

	/** Whether what the node is in came with the same records, and keeps it back. */
	cameIn(node: Node): boolean {
		const parent = parentNode(node);
		if (!parent || !this.#came.has(parent)) return false;
		this.#came.add(node);
		return true;
	}

	/** These records are noted. */
	end(): void {
		this.#came.clear();
	}

	/** What it says now is newer than what it said before. */
	#again(node: Node, since: number): void {
		const first = this.#first.get(node) ?? since;
		if (this.#at - first >= (MOST_HOLDS - 1) * this.#hold_ms) return;
		this.#first.set(node, first);
		this.#since.delete(node);
		this.#since.set(node, this.#at);
	}

	/**
	 * A document is seen for the first time: keeps back `node`, which is it or all that is in it.
	 * What is hidden in it now stays so.
	 */
	meet(page: Document, node: Node | null): boolean {
		if (!node || this.#met.has(page)) return false;
		this.#met.add(page);
		this.begin();
		if (!this.add(node)) return false;
		this.#core.roots.foresee(page);
		return true;
	}

	has(node: Node): boolean {
		return this.#since.has(node);
	}

	/** It is new and the player does not have it: for now, as if it were not there. */
	hides(node: Node): boolean {
		return this.#since.has(node) && !this.#core.model.get(node);
	}

	/** Marks what is old enough; first thing in a flush. */
	release(): void {
		const { marks, model } = this.#core;
		for (const [node, since] of this.#since) {
			if (since + this.#hold_ms > this.#clock) {
				this.#wake();
				return;
			}
			this.#since.delete(node);
			this.#first.delete(node);
			const rec = model.get(node);
			const above = rec ? undefined : model.get(parentNode(node) ?? node);
			if (rec && isText(node)) marks.texts.add(rec);
			else if (above && !above.leaf && above.state !== State.KNOWN)
				if (isText(node) || isElement(node)) marks.touched.add(node);
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#since.clear();
		this.#first.clear();
	}

	/** Looks at the clock again when the oldest may be old enough, or in between. */
	#wake(): void {
		if (this.#timer !== undefined) return;
		this.#count();
		const wait = Math.min(Math.max(this.#rest(), 1), TURN_MS);
		this.#timer = later(() => {
			this.#timer = undefined;
			const isLate = now() - this.#lookedAt > wait + LATE_MS;
			/* One in two counts, lest nothing of a page that is always busy is ever sent. */
			this.#wasLate = isLate && !this.#wasLate;
			if (this.#wasLate) this.#lookedAt = now();
			else this.#count();
			if (!this.any) return;
			if (this.#rest() <= 0) this.#core.kick();
			else this.#wake();
		}, wait);
	}

	#count(): void {
		const time = now();
		this.#clock += Math.min(time - this.#lookedAt, TURN_MS);
		this.#lookedAt = time;
	}

	#rest(): number {
		const [oldest = 0] = this.#since.values();
		return oldest + this.#hold_ms - this.#clock;
	}
}
