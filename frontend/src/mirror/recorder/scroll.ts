import {
	firstChild,
	ownerDocument,
	scrollingElement,
	scrollLeft,
	scrollTop,
} from "../natives";
import { Op } from "../ops";
import { isField } from "../privacy/fields";
import { Privacy } from "../privacy/reader";
import { type Core, now } from "./core";
import type { Rec } from "./model";

type Position = readonly [x: number, y: number];
const HOME: Position = [0, 0];

/** Nodes that may wait for a look at their scroll position. */
const MOST_FRESH = 100_000;

/**
 * Scroll positions. They are read where layout is clean, never during the walk:
 * in the scroll event, and for new elements after the next frame was drawn.
 */
export class Scrolls {
	#fresh: Rec[] = [];
	#positions = new Map<Rec, Position>();
	/** What the player has: boxes that are scrolled. */
	#sent = new Map<Rec, Position>();
	#unsure = false;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get any(): boolean {
		return this.#positions.size > 0;
	}

	get waiting(): boolean {
		return this.#fresh.length > 0 || this.#unsure;
	}

	clear(): void {
		this.#fresh = [];
		this.#positions.clear();
		this.#sent.clear();
		this.#unsure = false;
	}

	/** Something else changed: a box may have lost its position without an event. */
	doubt(): void {
		this.#unsure = this.#sent.size + this.#positions.size > 0;
	}

	/** A new node that may be scrolled already. */
	scan(rec: Rec): void {
		if (rec.tag === "#shadow") return;
		if (rec.tag !== "#document")
			if (!firstChild(rec.node) && !isField(rec.tag)) return;
		this.#fresh.push(rec);
		/* A hidden page draws no frames, and nobody looks. */
		if (this.#fresh.length > MOST_FRESH)
			this.#fresh = this.#fresh
				.filter((one) => !one.dead)
				.slice(-MOST_FRESH / 2);
	}

	/** A long text moves on in its field while it is typed. */
	typed(node: Node): void {
		const rec = this.#core.model.get(node);
		if (rec && isField(rec.tag)) this.scan(rec);
	}

	/** A scroll event. */
	scrolled(node: Node): void {
		const rec = this.#core.model.get(node);
		if (!rec) return;
		this.#read(rec);
		this.#core.kick();
	}

	/** Right after a frame was drawn; false when the time was too short for all. */
	look(end: number): boolean {
		this.#unsure = false;
		for (const rec of this.#sent.keys())
			if (rec.dead) this.#sent.delete(rec);
			else this.#read(rec);
		for (let i = 0; this.#fresh.length > 0; i++) {
			if (i % 64 === 63 && now() > end) return false;
			const rec = this.#fresh.pop();
			if (rec && !rec.dead) this.#read(rec);
		}
		return true;
	}

	flush(): void {
		const { writer } = this.#core;
		for (const [rec, [x, y]] of this.#positions) {
			if (rec.dead) continue;
			writer.op(Op.SCROLL, rec.id);
			writer.int(x);
			writer.int(y);
			if (x === 0 && y === 0) this.#sent.delete(rec);
			else this.#sent.set(rec, [x, y]);
		}
		this.#positions.clear();
	}

	#read(rec: Rec): void {
		const { node, privacy, tag } = rec;
		const box = tag === "#document" ? scrollingElement(node as Document) : node;
		if (!box || tag === "#shadow" || privacy & Privacy.BLOCKED) return;
		const x = Math.round(scrollLeft(box as Element));
		const y = Math.round(scrollTop(box as Element));
		const [left, top] = this.#sent.get(rec) ?? HOME;
		if (x === left && y === top && !this.#positions.has(rec)) return;
		const page = ownerDocument(node);
		const root = page && scrollingElement(page) === node;
		/* The place is the document's: it outlives a root element. */
		const own = root && this.#core.model.get(page);
		if (own) this.#read(own);
		if (own) return;
		/* How far a masked text reaches is not told. */
		if (isField(tag))
			if (this.#core.reader.isFieldMasked(box as Element, privacy)) return;
		this.#positions.set(rec, [x, y]);
	}
}
