import { sheetOf } from "../natives";
import { Op } from "../ops";
import { Privacy } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";
import {
	baseOf,
	Form,
	type RuleChange,
	SheetJob,
	type SheetRec,
} from "./sheet_job";

export { SheetJob } from "./sheet_job";

/** More rule changes than this between two flushes: the sheet is sent again. */
const MAX_CHANGES = 300;

/** Style sheets of elements, constructed sheets, and rules changed by script. */
export class Sheets {
	private bySheet = new Map<CSSStyleSheet, SheetRec>();
	private byOwner = new WeakMap<Rec, SheetRec>();
	private adopting = new Map<Rec, string>();
	private readopt = new Set<Rec>();
	private dirty = new Set<SheetRec>();
	private nextId = 1;

	constructor(private readonly core: Core) {}

	get any(): boolean {
		return this.dirty.size > 0 || this.readopt.size > 0;
	}

	clear(): void {
		this.bySheet.clear();
		this.adopting.clear();
		this.readopt.clear();
		this.dirty.clear();
	}

	/** The sheet of a style or link element, now or when it has loaded. */
	owned(rec: Rec, element: Element): void {
		if (rec.privacy & Privacy.HIDDEN) return;
		const sheet = sheetOf(element);
		if (sheet) this.send(this.register(sheet, rec));
	}

	/** The content of a style or link element changed, or it has loaded. */
	changed(rec: Rec): void {
		this.owned(rec, rec.node as Element);
		this.core.kick();
	}

	loaded(node: Node): void {
		const rec = this.core.model.get(node);
		if (rec?.tag === "link" || rec?.tag === "style") this.changed(rec);
	}

	/** The adopted sheets of a root, after the ones that are new were sent. */
	adopted(root: Document | ShadowRoot, rec: Rec): void {
		const sheets = root.adoptedStyleSheets ?? [];
		if (sheets.length === 0 && !this.adopting.has(rec)) return;
		if (rec.privacy & Privacy.HIDDEN) return;
		const owner = documentOf(rec);
		for (const sheet of sheets)
			if (this.bySheet.get(sheet)?.owner.dead !== false)
				this.send(this.register(sheet, owner));
		this.readopt.add(rec);
	}

	/** A script changed the rules of a sheet. */
	ruleChanged(sheet: CSSStyleSheet, change: RuleChange | null): void {
		const rec = this.bySheet.get(sheet);
		if (!rec || rec.owner.dead) return;
		rec.version++;
		if (!rec.job) {
			const tooMany = rec.changes.length >= MAX_CHANGES;
			if (!change || tooMany || rec.form !== Form.RULES) {
				if (change) rec.form = Form.RULES;
				this.send(rec);
			} else {
				rec.changes.push(change);
				this.dirty.add(rec);
			}
		}
		this.core.kick();
	}

	adoptedChanged(root: Document | ShadowRoot): void {
		const rec = this.core.model.get(root);
		if (rec) {
			this.adopting.set(rec, "changed");
			this.adopted(root, rec);
			this.core.kick();
		}
	}

	/** A style element that was moved has a new sheet, in the page and in the replica. */
	afterMoves(): void {
		for (const { owner } of [...this.bySheet.values()])
			if (owner.tag !== "#document" && this.core.marks.wasMoved(owner))
				this.owned(owner, owner.node as Element);
	}

	flush(): void {
		const { reader, writer } = this.core;
		for (const rec of this.dirty) {
			const changes = rec.job || rec.owner.dead ? [] : rec.changes;
			const base = baseOf(rec);
			for (const { index, text } of changes) {
				const safe =
					text === null ? "" : reader.sheet(text, base, rec.owner.privacy);
				writer.op(text === null ? Op.RMRULE : Op.RULE, rec.id, index);
				if (text !== null) writer.text(safe);
				rec.length += text === null ? -1 : 1;
			}
			rec.changes = [];
		}
		this.dirty.clear();
		for (const rec of this.readopt) this.sendAdopted(rec);
	}

	/** Finds what no hook told: rule counts, switches, lists changed in place. */
	look(): void {
		for (const rec of this.bySheet.values()) {
			if (rec.owner.dead) {
				this.bySheet.delete(rec.sheet);
				continue;
			}
			if (rec.job) continue;
			if (rec.sheet.disabled !== rec.off) {
				rec.off = rec.sheet.disabled;
				this.core.writer.op(Op.SHEETOFF, rec.id, rec.off ? 1 : 0);
				this.core.kick();
			}
			let length = rec.length - rec.changes.length;
			try {
				length = rec.sheet.cssRules.length;
			} catch {
				continue;
			}
			if (rec.changes.length === 0 && length !== rec.length)
				this.ruleChanged(rec.sheet, null);
		}
		for (const rec of this.adopting.keys())
			if (rec.dead) this.adopting.delete(rec);
		for (const root of this.core.roots.all()) {
			const rec = this.core.model.get(root);
			const sheets = (root as Document | ShadowRoot).adoptedStyleSheets ?? [];
			const before = rec && this.adopting.get(rec);
			if (rec && (before ?? "") !== this.listOf(sheets))
				this.adoptedChanged(root as Document | ShadowRoot);
		}
	}

	private register(sheet: CSSStyleSheet, owner: Rec): SheetRec {
		const known = this.bySheet.get(sheet);
		if (known && known.owner === owner) return known;
		if (known) this.forget(known);
		const earlier = this.byOwner.get(owner);
		if (earlier && owner.tag !== "#document") this.forget(earlier);
		const rec: SheetRec = {
			id: this.nextId++,
			sheet,
			owner,
			form: Form.TEXT,
			length: 0,
			off: false,
			version: 0,
			job: undefined,
			changes: [],
		};
		const empty = owner.tag === "style" && !owner.node.firstChild;
		if (empty) rec.form = Form.RULES;
		this.bySheet.set(sheet, rec);
		if (owner.tag !== "#document") this.byOwner.set(owner, rec);
		return rec;
	}

	/** The element has another sheet now: what was about to be sent is void. */
	private forget(rec: SheetRec): void {
		rec.job = undefined;
		rec.changes = [];
		this.dirty.delete(rec);
		this.bySheet.delete(rec.sheet);
	}

	private send(rec: SheetRec): void {
		rec.job = new SheetJob(this.core, rec);
		this.core.walk.push(rec.job);
	}

	/** Waits until every adopted sheet has been sent. */
	private sendAdopted(rec: Rec): void {
		if (rec.dead) {
			this.adopting.delete(rec);
			this.readopt.delete(rec);
			return;
		}
		const sheets = (rec.node as Document | ShadowRoot).adoptedStyleSheets ?? [];
		if (sheets.some((sheet) => this.bySheet.get(sheet)?.job)) return;
		this.readopt.delete(rec);
		this.adopting.set(rec, this.listOf(sheets));
		const ids: number[] = [];
		for (const sheet of sheets) {
			const known = this.bySheet.get(sheet);
			if (known && !known.owner.dead) ids.push(known.id);
		}
		this.core.writer.op(Op.ADOPT, rec.id, ids.length, ...ids);
	}

	private listOf(sheets: readonly CSSStyleSheet[]): string {
		return sheets.map((sheet) => this.bySheet.get(sheet)?.id ?? 0).join();
	}
}

function documentOf(rec: Rec): Rec {
	let above = rec;
	while (above.tag !== "#document" && above.parent) above = above.parent;
	return above;
}
