import { adoptedSheets } from "../natives";
import { Op } from "../ops";
import { Privacy } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";
import type { Sheets } from "./sheets";

type Root = Document | ShadowRoot;

/** Which constructed sheets documents and shadow roots have adopted. */
export class Adopted {
	/** What the player has, as a list of ids. */
	#sent = new Map<Rec, string>();
	#dirty = new Set<Rec>();
	/** Lists that the page has in its hands. */
	#read = new Set<Root>();

	readonly #core: Core;
	readonly #sheets: Sheets;

	constructor(core: Core, sheets: Sheets) {
		this.#core = core;
		this.#sheets = sheets;
	}

	get any(): boolean {
		return this.#dirty.size > 0;
	}

	clear(): void {
		this.#sent.clear();
		this.#dirty.clear();
		this.#read.clear();
	}

	/** Sends the list of a root, after those of its sheets that are new. */
	list(root: Root, rec: Rec): void {
		const sheets = adoptedSheets(root);
		if (sheets.length === 0 && !this.#sent.has(rec)) return;
		if (rec.privacy & Privacy.HIDDEN) return;
		for (const sheet of sheets)
			this.#sheets.constructed(sheet, documentOf(rec));
		this.#dirty.add(rec);
	}

	/** The page took the list, perhaps to change it. */
	taken(root: Root): void {
		this.#read.add(root);
		this.#core.kick();
	}

	flush(): void {
		for (const root of this.#read) this.#compare(root);
		this.#read.clear();
		for (const rec of this.#dirty) this.#send(rec);
	}

	look(): void {
		for (const rec of this.#sent.keys()) if (rec.dead) this.#sent.delete(rec);
		for (const root of this.#core.roots.all()) this.#compare(root as Root);
	}

	#compare(root: Root): void {
		const rec = this.#core.model.get(root);
		if (!rec || this.#dirty.has(rec)) return;
		if ((this.#sent.get(rec) ?? "") === this.#idsOf(root).join()) return;
		this.list(root, rec);
		this.#core.kick();
	}

	/** Waits until every sheet of the list has been sent. */
	#send(rec: Rec): void {
		const root = rec.node as Root;
		if (rec.dead) {
			this.#dirty.delete(rec);
			return;
		}
		/* The list may have grown in place since. */
		this.list(root, rec);
		for (const sheet of adoptedSheets(root))
			if (this.#sheets.isUnderWay(sheet)) return;
		this.#dirty.delete(rec);
		const ids = this.#idsOf(root);
		this.#sent.set(rec, ids.join());
		const known = ids.filter((id) => id > 0);
		this.#core.writer.op(Op.ADOPT, rec.id, known.length, ...known);
	}

	#idsOf(root: Root): number[] {
		const ids: number[] = [];
		for (const sheet of adoptedSheets(root)) ids.push(this.#sheets.idOf(sheet));
		return ids;
	}
}

function documentOf(rec: Rec): Rec {
	let above = rec;
	while (above.tag !== "#document" && above.parent) above = above.parent;
	return above;
}
