import { parentNode } from "../natives";
import { Op } from "../ops";
import { shownChecks, shownChoices, shownValue } from "../privacy/field_values";
import { isField } from "../privacy/fields";
import { isMaskedBy, Privacy } from "../privacy/reader";
import { MASKED, type Value } from "../writer";
import type { Core } from "./core";
import type { Rec } from "./model";
import { Rounds } from "./rounds";

/** Fields looked at per round when nothing announced a change. */
const POLL = 100;

/** State of form fields: what the player has, and what the page has now. */
export class Fields {
	#all = new Set<Rec>();
	#marked = new Set<Rec>();
	#selects = new Set<Rec>();
	readonly #polled = new Rounds(() => this.#all);

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get any(): boolean {
		return this.#marked.size > 0 || this.#selects.size > 0;
	}

	clear(): void {
		this.#all.clear();
		this.#marked.clear();
		this.#selects.clear();
		this.#polled.restart();
	}

	/** A node was created this moment, its privacy decided; fields are watched from here on. */
	known(rec: Rec): void {
		if (!isField(rec.tag)) return;
		this.#all.add(rec);
		if (rec.tag === "select") this.#selects.add(rec);
		else this.#send(rec, isMaskedBy(rec.privacy));
	}

	mark(rec: Rec): void {
		if (!isField(rec.tag)) return;
		this.#core.states.mark(rec);
		if (rec.tag === "select") this.#selects.add(rec);
		else this.#marked.add(rec);
	}

	/** The node may be a field; its state may have changed. */
	touched(node: Node): void {
		const rec = this.#core.model.get(node);
		if (!rec || !isField(rec.tag)) return;
		this.mark(rec);
		if (rec.tag === "input") this.#markGroup(rec);
		this.#core.kick();
	}

	/** Options came or went: the player's own choice of a default may differ. */
	markSelect(rec: Rec): void {
		const select =
			rec.tag === "select"
				? rec
				: this.#core.model.get(parentNode(rec.node) ?? rec.node);
		if (select?.tag !== "select") return;
		select.sent = undefined;
		this.#selects.add(select);
	}

	childrenChanged(home: Rec): void {
		if (home.tag === "select" || home.tag === "optgroup") this.markSelect(home);
	}

	/** Sends marked fields; selects only when all options are there. */
	flush(walked: boolean): void {
		for (const rec of this.#marked) {
			this.#marked.delete(rec);
			if (!rec.dead) this.#send(rec, this.#isMasked(rec));
		}
		if (!walked) return;
		for (const rec of this.#selects) {
			this.#selects.delete(rec);
			if (!rec.dead) this.#sendSelect(rec);
		}
	}

	/** Looks at some fields; marks those that differ from what was sent. */
	look(): void {
		for (const rec of this.#polled.take(POLL))
			if (rec.dead) this.#all.delete(rec);
			else if (this.#differs(rec)) this.mark(rec);
	}

	#differs(rec: Rec): boolean {
		return this.#now(rec) !== (rec.sent ?? "");
	}

	/** State as one comparable string; "" is what a new element has. */
	#now(rec: Rec): string {
		const field = rec.node as Element;
		const masked = isMaskedBy(rec.privacy);
		if (rec.tag === "select")
			return shownChoices(field, rec.tag, masked)?.join() ?? "";
		return key(
			shownValue(field, rec.tag, masked),
			shownChecks(field, rec.tag, masked),
		);
	}

	#send(rec: Rec, masked: boolean): void {
		const { writer } = this.#core;
		const field = rec.node as Element;
		const value = shownValue(field, rec.tag, masked);
		const checked = shownChecks(field, rec.tag, masked);
		const state = key(value, checked);
		if (state === (rec.sent ?? "")) return;
		rec.sent = state;
		if (value !== null) {
			writer.op(Op.VALUE, rec.id);
			writer.value(value);
		}
		if (checked !== null) writer.op(Op.CHECKED, rec.id, checked);
	}

	#sendSelect(rec: Rec): void {
		const { writer } = this.#core;
		const field = rec.node as Element;
		const indexes = shownChoices(field, rec.tag, this.#isMasked(rec));
		if (!indexes) return;
		const state = indexes.join();
		if (state === rec.sent) return;
		rec.sent = state;
		writer.op(Op.SELECTED, rec.id, indexes.length, ...indexes);
	}

	/** The floor is asked again for every value: a field may turn secret while it lives. */
	#isMasked(rec: Rec): boolean {
		const masked = this.#core.reader.isFieldMasked(
			rec.node as Element,
			rec.privacy,
		);
		if (masked) rec.privacy |= Privacy.SECRET;
		return masked;
	}

	/** Checking one radio button clears another without telling it. */
	#markGroup(rec: Rec): void {
		const input = rec.node as HTMLInputElement;
		if (input.type !== "radio") return;
		for (const other of this.#all)
			if (
				other.tag === "input" &&
				(other.node as HTMLInputElement).type === "radio"
			) {
				this.#marked.add(other);
				this.#core.states.mark(other);
			}
	}
}

function key(value: Value | null, checked: number | null): string {
	if (checked) return `checked ${checked}`;
	if (value === MASKED) return "masked";
	return typeof value === "string" && value !== "" ? `value ${value}` : "";
}
