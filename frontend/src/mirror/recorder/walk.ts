import {
	firstChild,
	isElement,
	isText,
	lastChild,
	nextSibling,
	parentNode,
	previousSibling,
	textData,
} from "../natives";
import { LIMITS, Op } from "../ops";
import type { Sendable } from "../privacy/attributes";
import { isField } from "../privacy/fields";
import { isMaskedBy, Privacy } from "../privacy/reader";
import { type Core, now } from "./core";
import { type Rec, State } from "./model";
import { SheetJob } from "./sheets";

interface ReadElement {
	attributes: Sendable[];
	leaf: boolean;
	namespace: number;
	privacy: number;
	tag: string;
}

/** Children of one node that are listed in a row, before what is below them. */
const RUN = 16;
/** Runs between two looks at the clock. */
const STRIDE = 4;

/**
 * Lists child lists, one node at a time, from a stack in document order: the
 * first snapshot and every inserted subtree alike.
 */
export class Walk {
	#stack: (Rec | SheetJob)[] = [];
	#tooLarge = false;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get done(): boolean {
		return this.#stack.length === 0;
	}

	clear(): void {
		this.#stack.length = 0;
		this.#tooLarge = false;
	}

	push(item: Rec | SheetJob): void {
		this.#stack.push(item);
	}

	/** Works until the stack is empty or the time is up, and always a little. */
	run(end: number): void {
		for (let turn = 1; ; turn++) {
			const item = this.#stack.pop();
			if (!item) return;
			if (item instanceof SheetJob) {
				if (!item.step(end)) this.#stack.push(item);
			} else this.list(item);
			if (this.#core.reader.met_pause) return;
			if (turn % STRIDE === 0 && now() >= end) return;
		}
	}

	/** Sends the child list of a node: of a long one the next run, and the rest after what is below that. */
	list(rec: Rec): void {
		if (rec.dead || rec.leaf || rec.state === State.LISTED) return;
		if (rec.depth >= LIMITS.depth - 12 || this.#isFull()) {
			rec.leaf = true;
			return;
		}
		let child =
			rec.state === State.KNOWN ? this.#open(rec) : this.#resumeAt(rec);
		rec.state = State.LISTING;
		const { held, reader } = this.#core;
		const mark = this.#stack.length;
		for (let count = 1; child; child = nextSibling(child), count++) {
			if (!reader.isMirrorable(child) || held.hides(child)) continue;
			this.#append(child, rec);
			if (rec.dead) return;
			rec.cursor = child;
			if (count >= RUN && nextSibling(child)) {
				this.#reverse(mark);
				this.#stack.splice(mark, 0, rec);
				return;
			}
		}
		this.#reverse(mark);
		rec.state = State.LISTED;
		rec.cursor = null;
		this.#core.scrolls.scan(rec);
	}

	/** Writes a node that the player does not have, at the insertion point. */
	create(node: Node, parent: Rec): Rec {
		const { model, reader, writer } = this.#core;
		if (isText(node)) {
			const privacy =
				parent.privacy | (reader.kept.isHidden(node) ? Privacy.HIDDEN : 0);
			const rec = model.create(node, parent, "", privacy);
			rec.leaf = true;
			rec.size = textData(node).length;
			writer.uint(Op.TX);
			writer.newId(rec.id);
			writer.value(reader.text(node, privacy));
			reader.keepHidden(node, privacy);
			return rec;
		}
		const element = node as Element;
		const { attributes, leaf, namespace, privacy, tag } = this.#readOut(
			element,
			parent,
		);
		const rec = model.create(node, parent, tag, privacy);
		rec.leaf = leaf || (privacy & Privacy.BLOCKED) !== 0;
		writer.uint(Op.EL);
		writer.newId(rec.id);
		writer.uint(namespace);
		writer.string(tag === "link" ? "style" : tag);
		writer.uint(attributes.length);
		for (const { name, value } of attributes) {
			writer.string(name);
			writer.value(value);
		}
		reader.keepHidden(node, privacy);
		this.#follow(rec, element);
		return rec;
	}

	/** An element that cannot be read is sent as nothing at all. */
	#readOut(element: Element, parent: Rec): ReadElement {
		const { reader } = this.#core;
		try {
			const privacy = reader.decide(element, parent.privacy);
			const { tag, namespace, leaf } = reader.tag(element);
			const attributes = reader.attributes(element, tag, privacy);
			return { attributes, leaf, namespace, privacy, tag };
		} catch (error) {
			this.#core.problem("node_error", undefined, error);
			return {
				attributes: [],
				leaf: true,
				namespace: 0,
				privacy: Privacy.HIDDEN,
				tag: "x-skip",
			};
		}
	}

	/** What comes with an element besides its children. */
	#follow(rec: Rec, element: Element): void {
		const { boxes, fields, sheets, topLayers } = this.#core;
		topLayers.known(rec);
		this.#core.slots.known(rec);
		if (rec.privacy & Privacy.BLOCKED) {
			boxes.watch(rec, element);
			return;
		}
		if (rec.tag === "style" || rec.tag === "link") {
			sheets.owned(rec, element);
		} else if (!rec.leaf) this.#stack.push(rec);
		else if (rec.tag === "iframe") this.#core.roots.openFrame(rec);
		else {
			boxes.watch(rec, element);
			this.#core.painted.known(rec, element);
			this.#core.media.known(rec);
		}
		fields.known(rec);
		if (isField(rec.tag)) this.#core.scrolls.scan(rec);
		this.#core.states.known(rec);
	}

	#append(child: Node, rec: Rec): void {
		const { marks, model, writer } = this.#core;
		const known = model.get(child);
		const moved =
			known &&
			(known.parent === rec || marks.touched.has(child)) &&
			!(isMaskedBy(rec.privacy) && !isMaskedBy(known.privacy));
		marks.touched.delete(child);
		if (known && model.holds(known, rec)) {
			marks.kill(known);
			return;
		}
		if (moved) {
			writer.op(Op.MV, known.id, rec.id, 0);
			model.link(known, rec);
			marks.moved.add(known);
			return;
		}
		if (known) marks.kill(known);
		writer.at(rec.id, 0);
		this.create(child, rec);
	}

	#open(rec: Rec): Node | null {
		if (isElement(rec.node)) this.#core.roots.openShadow(rec);
		return firstChild(rec.node);
	}

	/** The child after the last listed one. */
	#resumeAt(rec: Rec): Node | null {
		const { model } = this.#core;
		const isListed = (node: Node): boolean => model.get(node)?.parent === rec;
		let last: Node | null = rec.cursor;
		if (!last || parentNode(last) !== rec.node || !isListed(last)) {
			last = lastChild(rec.node);
			while (last && !isListed(last)) last = previousSibling(last);
		}
		return last ? nextSibling(last) : firstChild(rec.node);
	}

	/** Items pushed in document order come out in document order. */
	#reverse(from: number): void {
		if (this.#stack.length - from < 2) return;
		const part = this.#stack.splice(from).reverse();
		for (const item of part) this.#stack.push(item);
	}

	#isFull(): boolean {
		if (this.#core.model.size < LIMITS.nodes - 5000) return false;
		if (!this.#tooLarge) this.#core.problem("page_too_large");
		this.#tooLarge = true;
		return true;
	}
}
