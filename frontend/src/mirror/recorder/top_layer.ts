import { locate } from "../address";
import {
	boundingRect,
	composedParent,
	fullscreenElement,
	hasAttribute,
	isElement,
	matches,
	ownerDocument,
	query,
} from "../natives";
import { Op, TopLayer } from "../ops";
import type { Core } from "./core";
import type { Rec } from "./model";

type Shown = readonly [rec: Rec, state: number];

/** To be sent again: no state of an element. */
const LOST = -1;

/**
 * Modal dialogs, open popovers and fullscreen elements, in the order they lie
 * upon each other: no attribute tells. Events tell the order of what opens while
 * we watch; of what was open before, what is drawn at their middles tells.
 */
export class TopLayers {
	#all = new Set<Rec>();
	/** What the player has there, from the bottom up. */
	#sent: Shown[] = [];
	/** What is open, from the bottom up; it outlives snapshots. */
	#order: Node[] = [];
	#dirty = false;
	/** The order is a guess until a frame was drawn. */
	waiting = false;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#all.clear();
		this.#sent = [];
		this.#dirty = true;
		this.waiting = false;
	}

	/** A node was created, or got the attribute. */
	known(rec: Rec): void {
		const { node } = rec;
		if (!isElement(node)) return;
		if (rec.tag !== "dialog" && !hasAttribute(node, "popover")) return;
		this.#all.add(rec);
		this.#dirty = true;
	}

	/** It is about to open: it will be on top. */
	opening(node: Node): void {
		this.#order = this.#order.filter((one) => one !== node);
		this.#order.push(node);
	}

	/** It opened or closed, or another element is fullscreen. */
	toggled(node: Node): void {
		const rec = this.#core.model.get(node);
		if (!rec) return;
		this.known(rec);
		this.#dirty = true;
		this.#core.kick();
	}

	/** What was moved has left the player's top layer. */
	afterMoves(): void {
		this.#sent = this.#sent.map(([rec, state]): Shown => {
			const moved = this.#core.marks.wasMoved(rec);
			this.#dirty ||= moved;
			return [rec, moved ? LOST : state];
		});
	}

	/** True when the state of one differs from what was sent. */
	look(): boolean {
		const open = this.#open();
		this.#dirty ||=
			open.length !== this.#sent.length ||
			open.some((one, at) => !isSame(one, this.#sent[at]));
		return this.#dirty;
	}

	flush(): void {
		if (!this.#dirty) return;
		this.#dirty = false;
		for (const rec of this.#all) if (rec.dead) this.#all.delete(rec);
		const { writer } = this.#core;
		const open = this.#open();
		let same = 0;
		while (same < open.length && isSame(open[same], this.#sent[same])) same++;
		for (const [rec] of this.#sent.slice(same))
			if (!rec.dead && stateOf(rec) === TopLayer.NONE)
				writer.op(Op.TOP_LAYER, rec.id, TopLayer.NONE);
		for (const [rec, state] of open.slice(same))
			writer.op(Op.TOP_LAYER, rec.id, state);
		this.#sent = open;
		this.#core.topped(open.length);
	}

	/** Right after a frame was drawn: puts right what was guessed. */
	rank(): void {
		if (!this.waiting) return;
		this.waiting = false;
		for (const node of [...this.#order]) {
			const above = this.#atMiddleOf(node);
			const from = this.#order.indexOf(node);
			const to = above ? this.#order.indexOf(above) : -1;
			if (to < 0 || to >= from) continue;
			this.#order.splice(from, 1);
			this.#order.splice(to, 0, node);
			this.#dirty = true;
		}
		if (this.#dirty) this.#core.kick();
	}

	/** From the bottom up. */
	#open(): Shown[] {
		this.#findFullscreen();
		const open = new Map<Node, Shown>();
		for (const rec of this.#all) {
			const state = rec.dead ? TopLayer.NONE : stateOf(rec);
			if (state !== TopLayer.NONE) open.set(rec.node, [rec, state]);
		}
		this.#order = this.#order.filter((node) => open.has(node));
		const seen = this.#order.length;
		for (const node of open.keys())
			if (!this.#order.includes(node)) this.#order.push(node);
		if (this.#order.length > Math.max(1, seen)) this.waiting = true;
		return this.#order.map((node) => open.get(node) as Shown);
	}

	#findFullscreen(): void {
		const { model, page, roots } = this.#core;
		if (!fullscreenElement(page)) return;
		for (const root of roots.all())
			for (const element of query(root, ":fullscreen")) {
				const rec = model.get(element);
				if (rec) this.#all.add(rec);
			}
	}

	/** What lies on top of everything at the middle of an open element. */
	#atMiddleOf(node: Node): Node | null {
		const { model } = this.#core;
		const page = ownerDocument(node);
		if (!page) return null;
		const { height, left, top, width } = boundingRect(node as Element);
		const found = locate(
			{ id_of: (one) => model.get(one)?.id ?? 0 },
			page,
			left + width / 2,
			top + height / 2,
		);
		let at: Node | null = (found && model.withId(found.id)?.node) ?? null;
		while (at && !this.#order.includes(at)) at = composedParent(at);
		return at;
	}
}

const isSame = (one: Shown | undefined, other: Shown | undefined): boolean =>
	one?.[0] === other?.[0] && one?.[1] === other?.[1];

function stateOf({ node }: Rec): number {
	if (is(node, ":modal") && !is(node, ":fullscreen")) return TopLayer.MODAL;
	if (is(node, ":popover-open")) return TopLayer.POPOVER;
	return is(node, ":fullscreen") ? TopLayer.FULLSCREEN : TopLayer.NONE;
}

/** A browser without the state has no element in it. */
function is(node: Node, state: string): boolean {
	try {
		return matches(node as Element, state);
	} catch {
		return false;
	}
}
