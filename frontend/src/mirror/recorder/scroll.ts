import {
	firstElementChild,
	isDocument,
	isElement,
	scrollingElement,
	scrollLeft,
	scrollTop,
} from "../natives";
import { Op } from "../ops";
import { isField } from "../privacy/fields";
import { type Core, now } from "./core";
import type { Rec } from "./model";

/** Nodes that may wait for a look at their scroll position. */
const MOST_FRESH = 100_000;

/**
 * Scroll positions. They are read where layout is clean, never during the walk:
 * in the scroll event, and for new elements after the next frame was drawn.
 */
export class Scrolls {
	private fresh: Rec[] = [];
	private positions = new Map<Rec, [x: number, y: number]>();
	/** Boxes that were not at their start once. */
	private away = new Set<Rec>();

	constructor(private readonly core: Core) {}

	get any(): boolean {
		return this.positions.size > 0;
	}

	get waiting(): boolean {
		return this.fresh.length > 0;
	}

	clear(): void {
		this.fresh = [];
		this.positions.clear();
		this.away.clear();
	}

	/** A moved box is at its start again in the replica; in the page nearly always, and without an event. */
	afterMoves(): void {
		for (const rec of this.away) {
			if (rec.dead) this.away.delete(rec);
			else if (this.core.marks.wasMoved(rec)) {
				this.positions.delete(rec);
				this.fresh.push(rec);
			}
		}
	}

	/** A new node that may be scrolled already. */
	scan(rec: Rec): void {
		if (isElement(rec.node) && !firstElementChild(rec.node)) return;
		this.fresh.push(rec);
		/* A hidden page draws no frames, and nobody looks. */
		if (this.fresh.length > MOST_FRESH)
			this.fresh = this.fresh.filter((one) => !one.dead).slice(-MOST_FRESH / 2);
	}

	/** A scroll event. */
	scrolled(node: Node): void {
		const rec = this.core.model.get(node);
		if (!rec) return;
		this.read(rec, false);
		this.core.kick();
	}

	/** Right after a frame was drawn; false when the time was too short for all. */
	look(end: number): boolean {
		for (let i = 0; this.fresh.length > 0; i++) {
			if (i % 64 === 63 && now() > end) return false;
			const rec = this.fresh.pop();
			if (rec && !rec.dead) this.read(rec, true);
		}
		return true;
	}

	flush(): void {
		const { writer } = this.core;
		for (const [rec, [x, y]] of this.positions) {
			if (rec.dead) continue;
			writer.op(Op.SCROLL, rec.id);
			writer.int(x);
			writer.int(y);
		}
		this.positions.clear();
	}

	private read(rec: Rec, onlyMoved: boolean): void {
		const { node } = rec;
		const box = isDocument(node) ? scrollingElement(node) : node;
		if (!box || !isElement(box)) return;
		if (onlyMoved && !firstElementChild(box) && !isField(rec.tag)) return;
		const x = Math.round(scrollLeft(box));
		const y = Math.round(scrollTop(box));
		if (x !== 0 || y !== 0) this.away.add(rec);
		if (!onlyMoved || this.away.has(rec)) this.positions.set(rec, [x, y]);
	}
}
