import { TELLING_ATTRIBUTES } from "../names";
import { composedParent, hasAttribute, isElement, textData } from "../natives";
import { Op } from "../ops";
import { hides, isMaskedBy, Privacy } from "../privacy/reader";
import { Effect } from "../privacy/rules";
import { type Core, now } from "./core";
import type { Rec } from "./model";

/** Attributes that change what an element is; it is sent anew. */
const REMAKES: Readonly<Record<string, RegExp>> = {
	link: /^(?:rel|href|type|disabled|title)$/,
	style: /^(?:type|title)$/,
};

/** Resolves changed attributes: decisions about masking first, before anything else of the flush is sent. */
export class Settle {
	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** Masked, blocked and ignored elements as they are now; what changed is sent anew. */
	decisions(): void {
		const { marks, reader, roots } = this.#core;
		for (const [rec, names] of marks.attributes) {
			if (rec.dead || !isElement(rec.node)) marks.attributes.delete(rec);
			else if (!reader.isMirrorable(rec.node)) marks.touched.add(rec.node);
			else if (this.#isRemade(rec, names) || this.#decidesAnew(rec))
				marks.renew(rec);
		}
		if (reader.wordsAreLate) this.#wordsAnew();
		if (!marks.rulesMayChange) return;
		marks.rulesMayChange = false;
		this.#core.slots.hide();
		const effects = Effect.mask | Effect.block | Effect.reveal;
		for (const element of reader.rules.structural(roots.all(), effects)) {
			const rec = this.#core.model.get(element);
			if (rec && this.#decidesAnew(rec)) marks.renew(rec);
		}
	}

	/** Class names and attributes that were left out may stay, now that a sheet speaks of them. */
	#wordsAnew(): void {
		const { marks, model, reader } = this.#core;
		const { attributes, classes } = reader.words;
		for (const rec of model.all()) {
			if (!isElement(rec.node)) continue;
			if (!hides(rec.privacy)) {
				for (const name of attributes.late)
					if (hasAttribute(rec.node, name)) marks.attribute(rec, name);
			} else if (classes.late) marks.attribute(rec, "class");
		}
		classes.late = false;
		attributes.late.clear();
	}

	/** Sends marked attributes; false when the time was too short. */
	attributes(end: number): boolean {
		const { marks, fields, boxes, held } = this.#core;
		let count = 0;
		for (const [rec, names] of marks.attributes) {
			const isHeld = !rec.dead && held.has(rec.node);
			if (!isHeld) marks.attributes.delete(rec);
			if (rec.dead) continue;
			for (const name of names) {
				if (isHeld && TELLING_ATTRIBUTES.has(name)) continue;
				names.delete(name);
				this.#attribute(rec, name);
			}
			fields.mark(rec);
			this.#core.topLayers.known(rec);
			if (rec.tag === "canvas" || rec.tag === "img") boxes.loaded(rec.node);
			if (++count % 16 === 0 && now() > end) return false;
		}
		return true;
	}

	texts(end: number): boolean {
		const { marks, reader, writer } = this.#core;
		let count = 0;
		for (const rec of marks.texts) {
			marks.texts.delete(rec);
			if (rec.dead) continue;
			const node = rec.node as Text;
			rec.size = textData(node).length;
			const text = reader.text(node, rec.privacy);
			writer.op(Op.TEXT, rec.id);
			writer.value(text);
			if (++count % 16 === 0 && now() > end) return false;
		}
		return true;
	}

	#attribute(rec: Rec, name: string): void {
		const { reader, sheets, writer } = this.#core;
		if (rec.tag === "style" || rec.tag === "link") {
			sheets.someSwitched();
			return;
		}
		const one = reader.attribute(
			rec.node as Element,
			rec.tag,
			name,
			rec.privacy,
		);
		if (one) {
			writer.op(Op.ATTR, rec.id);
			writer.string(one.name);
			writer.value(one.value);
		} else if (reader.isGone(rec.node as Element, rec.tag, name)) {
			writer.op(Op.RMATTR, rec.id);
			writer.string(reader.sentName(rec.tag, name));
		}
	}

	#isRemade(rec: Rec, names: ReadonlySet<string>): boolean {
		if (rec.tag === "link" && names.has("disabled"))
			this.#core.sheets.switches.toggled(rec.node);
		const pattern = REMAKES[rec.tag];
		if (!pattern) return false;
		for (const name of names) if (pattern.test(name)) return true;
		return false;
	}

	#decidesAnew(rec: Rec): boolean {
		const { model, reader } = this.#core;
		const above = rec.parent ?? model.get(composedParent(rec.node) ?? rec.node);
		const before = rec.privacy;
		const kept = before & Privacy.HIDDEN;
		const after =
			reader.decide(rec.node as Element, above?.privacy ?? 0) | kept;
		if (((before ^ after) & Privacy.BLOCKED) !== 0) return true;
		if (isMaskedBy(before) !== isMaskedBy(after)) return true;
		rec.privacy = after;
		return false;
	}
}
