import { firstChild, importingRule, sheetHref, sheetOf } from "../natives";
import { Op } from "../ops";
import { Privacy } from "../privacy/reader";
import { Adopted } from "./adopted";
import type { Core } from "./core";
import { ForeignSheets } from "./foreign_sheets";
import { LostValues, losesValues } from "./lost_values";
import type { Rec } from "./model";
import { readable, sumOf } from "./rule_text";
import { RuleWatch, topRule } from "./rule_watch";
import {
	Form,
	type RuleChange,
	rawText,
	SheetJob,
	type SheetRec,
	safeText,
} from "./sheet_job";
import { Switches } from "./switches";

export { SheetJob } from "./sheet_job";

/** More rule changes than this between two flushes: the sheet is sent again. */
const MAX_CHANGES = 300;

/** Style sheets of elements, constructed sheets, and rules changed by script. */
export class Sheets {
	readonly adopted: Adopted;
	readonly switches: Switches;
	readonly foreign: ForeignSheets;
	readonly lost: LostValues;
	#bySheet = new Map<CSSStyleSheet, SheetRec>();
	#byOwner = new WeakMap<Rec, SheetRec>();
	#dirty = new Set<SheetRec>();
	#switched = false;
	#nextId = 1;
	readonly #watch: RuleWatch;

	readonly #core: Core;

	constructor(core: Core, ask?: (url: string) => void) {
		this.#core = core;
		this.foreign = new ForeignSheets(ask);
		this.lost = new LostValues(this.foreign);
		this.adopted = new Adopted(core, this);
		this.switches = new Switches(core);
		this.#watch = new RuleWatch(
			() => this.#bySheet.values(),
			(rule) => this.ruleTouched(rule),
		);
	}

	clear(): void {
		this.#bySheet.clear();
		this.#dirty.clear();
		this.adopted.clear();
		this.#watch.clear();
	}

	/** The sheet of a style or link element, now or when it has loaded. */
	owned(rec: Rec, element: Element): void {
		if (rec.privacy & Privacy.HIDDEN) return;
		const sheet = sheetOf(element);
		if (sheet) this.#send(this.#register(sheet, rec));
	}

	/** A constructed sheet, once for each document. */
	constructed(sheet: CSSStyleSheet, owner: Rec): void {
		if (this.#bySheet.get(sheet)?.owner.dead !== false)
			this.#send(this.#register(sheet, owner));
	}

	/** The content of a style or link element changed, or it has loaded. */
	changed(rec: Rec): void {
		this.owned(rec, rec.node as Element);
		this.#core.kick();
	}

	loaded(node: Node): void {
		const rec = this.#core.model.get(node);
		if (rec?.tag === "link" || rec?.tag === "style") this.changed(rec);
	}

	/** 0: the player does not have it. */
	idOf(sheet: CSSStyleSheet): number {
		const rec = this.#bySheet.get(sheet);
		return rec && !rec.owner.dead ? rec.id : 0;
	}

	isUnderWay(sheet: CSSStyleSheet): boolean {
		return this.#bySheet.get(sheet)?.job !== undefined;
	}

	/** A script put a rule into a sheet or took one out; null: any number of them. */
	rulesChanged(sheet: CSSStyleSheet, change: RuleChange | null): void {
		const importing = importingRule(sheet);
		if (importing) {
			this.ruleTouched(importing);
			return;
		}
		const rec = this.#bySheet.get(sheet);
		if (!rec || rec.owner.dead) return;
		if (rec.job) rec.version++;
		else if (!change) this.#send(rec);
		else if (this.#inRules(rec)) rec.changes.push(change);
		this.#core.kick();
	}

	/** A rule, or one inside it, reads differently now. */
	ruleTouched(rule: CSSRule): void {
		const top = topRule(rule);
		const rec = top && this.#bySheet.get(top.sheet);
		if (!rec || rec.owner.dead) return;
		if (rec.job) rec.version++;
		else if (this.#inRules(rec)) rec.touched.add(top.rule);
		this.#core.kick();
	}

	/** The text of a sheet has come, of another origin or with values that no rule tells; null: it cannot be had. */
	foreignRead(url: string, text: string | null): void {
		if (!this.foreign.answer(url, text)) return;
		for (const rec of this.#bySheet.values()) {
			if (rec.owner.dead || rec.job) continue;
			if (rec.unreadable) {
				if (!rec.copy) this.#send(rec);
				continue;
			}
			const lost = text !== null && sheetHref(rec.sheet) === url;
			for (const rule of readable(rec.sheet) ?? [])
				if ("styleSheet" in rule || (lost && losesValues(rawText(rule))))
					this.ruleTouched(rule);
		}
		this.#core.kick();
	}

	/** The page has taken what can change a rule behind our back. */
	ruleTaken(rule: CSSRule): void {
		this.#watch.hold(rule);
		this.#core.kick();
	}

	/** A sheet was switched, or its media changed; which one is not known. */
	someSwitched(): void {
		this.#switched = true;
		this.#core.kick();
	}

	/** A style element that was moved has a new sheet, in the page and in the replica. */
	afterMoves(): void {
		for (const { owner } of [...this.#bySheet.values()])
			if (owner.tag !== "#document" && this.#core.marks.wasMoved(owner))
				this.owned(owner, owner.node as Element);
	}

	flush(): void {
		this.#watch.compare();
		if (this.#switched) this.#compareSwitches();
		for (const rec of this.#dirty) {
			if (!rec.job && !rec.owner.dead) this.#sendChanges(rec);
			rec.changes = [];
			rec.touched.clear();
		}
		this.#dirty.clear();
		this.adopted.flush();
	}

	/** Finds what no hook told: rules, switches, lists changed in place. */
	look(): void {
		for (const rec of this.#bySheet.values()) {
			if (rec.owner.dead) this.#forget(rec);
			else if (rec.job || rec.changes.length > 0 || rec.unreadable) continue;
			else if (!this.#isCurrent(rec))
				this.owned(rec.owner, rec.owner.node as Element);
			else if (readable(rec.sheet)?.length !== rec.sums.length)
				this.rulesChanged(rec.sheet, null);
		}
		this.#compareSwitches();
		this.#watch.look();
		this.adopted.look();
	}

	/** Some changes make a browser parse an element's sheet anew. */
	#isCurrent({ owner, sheet }: SheetRec): boolean {
		const { node, tag } = owner;
		return tag === "#document" || (sheetOf(node as Element) ?? sheet) === sheet;
	}

	#compareSwitches(): void {
		this.#switched = false;
		for (const rec of this.#bySheet.values()) {
			if (rec.job || rec.owner.dead || !this.switches.read(rec)) continue;
			this.switches.write(rec);
			this.#core.kick();
		}
	}

	/** Whether the player has the sheet rule by rule; if not, it will. */
	#inRules(rec: SheetRec): boolean {
		const few = rec.changes.length + rec.touched.size < MAX_CHANGES;
		if (rec.form === Form.RULES && few) {
			this.#dirty.add(rec);
			return true;
		}
		rec.form = Form.RULES;
		this.#send(rec);
		return false;
	}

	#sendChanges(rec: SheetRec): void {
		for (const { index, rule } of rec.changes) {
			if (rule) {
				this.#insert(rec, index, rule);
				rec.touched.delete(rule);
			} else {
				this.#core.writer.op(Op.RMRULE, rec.id, index);
				rec.sums.splice(index, 1);
			}
		}
		if (rec.touched.size === 0) return;
		const rules = readable(rec.sheet);
		for (let i = 0; rules && i < rules.length; i++) {
			const rule = rules[i];
			if (!rule || !rec.touched.has(rule)) continue;
			this.#core.writer.op(Op.RMRULE, rec.id, i);
			rec.sums.splice(i, 1);
			this.#insert(rec, i, rule);
		}
	}

	#insert(rec: SheetRec, index: number, rule: CSSRule): void {
		const { writer } = this.#core;
		const text = safeText(this.#core, rec, rule);
		writer.op(Op.RULE, rec.id, index);
		writer.text(text);
		rec.sums.splice(index, 0, sumOf(rawText(rule)));
	}

	#register(sheet: CSSStyleSheet, owner: Rec): SheetRec {
		const known = this.#bySheet.get(sheet);
		if (known && known.owner === owner) return known;
		if (known) this.#forget(known);
		const earlier = this.#byOwner.get(owner);
		if (earlier && owner.tag !== "#document") this.#forget(earlier);
		const empty = owner.tag === "style" && !firstChild(owner.node);
		const rec: SheetRec = {
			id: this.#nextId++,
			sheet,
			owner,
			form: empty ? Form.RULES : Form.TEXT,
			sums: [],
			off: false,
			media: "",
			version: 0,
			job: undefined,
			changes: [],
			touched: new Set(),
			unreadable: false,
			copy: null,
		};
		this.#bySheet.set(sheet, rec);
		if (owner.tag !== "#document") this.#byOwner.set(owner, rec);
		return rec;
	}

	/** The element has another sheet now: what was about to be sent is void. */
	#forget(rec: SheetRec): void {
		rec.job = undefined;
		this.#dirty.delete(rec);
		this.#bySheet.delete(rec.sheet);
	}

	#send(rec: SheetRec): void {
		rec.job = new SheetJob(this.#core, rec);
		this.#core.walk.push(rec.job);
	}
}
