import { isDocument, isElement } from "../natives";
import { MirrorStreamError } from "../ops";
import type { Place, PlayedAssets } from "./assets";
import { type Resolve, safeCss } from "./sanitise";
import type { NodeTable } from "./table";

/** Keeps the place of a rule that this browser does not understand. */
const EMPTY_RULE = "x-skip{}";
const MAX_SHEETS = 5000;
const MAX_SHEET_CHARS = 8 * 1024 * 1024;

/** Some text of a sheet; one rule, if the sheet came rule by rule. */
interface Part {
	safe: string;
	/** As it came, if it names assets that are not all here yet. */
	raw: string | null;
}

/** A rule that is not written again. */
const DONE: Part = { safe: "", raw: null };

interface PlayedSheet extends Place {
	owner: Node;
	rules: boolean;
	off: boolean;
	media: string;
	parts: Part[];
	size: number;
	constructed: CSSStyleSheet | null;
}

/** Style sheets of the replica; every byte of CSS passes `safeCss`. */
export class PlayedSheets {
	#sheets = new Map<number, PlayedSheet>();
	#dirty = new Set<PlayedSheet>();

	readonly #table: NodeTable;
	readonly #assets: PlayedAssets;
	readonly #resolve: Resolve;

	constructor(table: NodeTable, assets: PlayedAssets, resolve: Resolve) {
		this.#table = table;
		this.#assets = assets;
		this.#resolve = resolve;
	}

	clear(): void {
		this.#sheets.clear();
		this.#dirty.clear();
	}

	has(id: number): boolean {
		return this.#sheets.has(id);
	}

	begin(id: number, ownerId: number, rules: boolean, off: boolean): void {
		const owner = this.#table.need(ownerId);
		if (this.#sheets.size >= MAX_SHEETS) this.#sweep();
		if (this.#sheets.size >= MAX_SHEETS)
			throw new MirrorStreamError("too_large", "sheets");
		let constructed: CSSStyleSheet | null = null;
		if (isDocument(owner)) {
			const known = this.#sheets.get(id)?.constructed;
			const view = owner.defaultView;
			constructed = known ?? (view ? new view.CSSStyleSheet() : null);
			if (constructed) empty(constructed);
		} else if (!isElement(owner) || owner.localName !== "style")
			throw new MirrorStreamError("bad_reference", "owner of a sheet", ownerId);
		else {
			owner.textContent = "";
			const live = (owner as HTMLStyleElement).sheet;
			if (live) empty(live);
		}
		const sheets = this.#sheets;
		const sheet: PlayedSheet = {
			owner,
			rules,
			off,
			media: "",
			parts: [],
			size: 0,
			constructed,
			fill: () => this.#fill(sheet),
			get gone() {
				return sheets.get(id) !== sheet;
			},
		};
		/* What came of it before in the same unit must not win at the end. */
		for (const one of this.#dirty)
			if (constructed ? one.constructed === constructed : one.owner === owner)
				this.#dirty.delete(one);
		this.#sheets.set(id, sheet);
		this.#switch(sheet);
	}

	/** Forgets the sheets of elements that are gone. */
	#sweep(): void {
		for (const [id, { owner }] of this.#sheets)
			if (this.#table.idOf(owner) === 0) this.#sheets.delete(id);
	}

	add(id: number, text: string): void {
		const sheet = this.#need(id);
		if (sheet.rules) {
			const live = this.#live(sheet);
			if (live) this.#insert(sheet, live, live.cssRules.length, text);
			return;
		}
		const part = this.#part(sheet, text);
		sheet.parts.push(part);
		sheet.size += part.safe.length;
		if (sheet.size > MAX_SHEET_CHARS)
			throw new MirrorStreamError("too_large", "sheet");
		this.#dirty.add(sheet);
	}

	insertRule(id: number, index: number, text: string): void {
		const sheet = this.#need(id);
		const live = this.#live(sheet);
		const at = Math.min(index, live?.cssRules.length ?? 0);
		if (live) this.#insert(sheet, live, at, text);
	}

	deleteRule(id: number, index: number): void {
		const sheet = this.#need(id);
		const live = this.#live(sheet);
		if (!live || index >= live.cssRules.length) return;
		live.deleteRule(index);
		sheet.parts.splice(index, 1);
	}

	turn(id: number, off: boolean): void {
		const sheet = this.#need(id);
		sheet.off = off;
		this.#switch(sheet);
	}

	media(id: number, media: string): void {
		const sheet = this.#need(id);
		sheet.media = media;
		this.#switch(sheet);
	}

	/** Constructed sheets by id, for adoption. */
	constructed(ids: readonly number[]): CSSStyleSheet[] {
		const found: CSSStyleSheet[] = [];
		for (const id of ids) {
			const sheet = this.#sheets.get(id)?.constructed;
			if (sheet && !found.includes(sheet)) found.push(sheet);
		}
		return found;
	}

	/** Parses text that arrived in parts once, at the end of a unit. */
	settle(): void {
		for (const sheet of this.#dirty) {
			if (sheet.constructed) {
				empty(sheet.constructed);
				sheet.constructed.replaceSync(textOf(sheet));
			} else sheet.owner.textContent = textOf(sheet);
			this.#switch(sheet);
		}
		this.#dirty.clear();
	}

	#part(sheet: PlayedSheet, text: string): Part {
		if (!text.includes("asset:"))
			return { safe: safeCss(text, this.#resolve), raw: null };
		let waits = false;
		const safe = this.#assets.ask(sheet, () =>
			safeCss(text, (asset) => {
				waits ||= this.#assets.get(asset) === undefined;
				return this.#resolve(asset);
			}),
		);
		return { safe, raw: waits ? text : null };
	}

	#insert(
		sheet: PlayedSheet,
		live: CSSStyleSheet,
		at: number,
		text: string,
	): void {
		const part = this.#part(sheet, text);
		insert(live, part.safe, at);
		sheet.parts.splice(at, 0, part.raw === null ? DONE : part);
	}

	/** Writes again what names assets, now that some have come. */
	#fill(sheet: PlayedSheet): void {
		const live = this.#live(sheet);
		sheet.parts.forEach(({ raw, safe }, at) => {
			if (raw === null) return;
			const part = this.#part(sheet, raw);
			sheet.parts[at] = part;
			if (part.safe === safe) return;
			if (!sheet.rules) this.#dirty.add(sheet);
			else if (live && at < live.cssRules.length) {
				live.deleteRule(at);
				insert(live, part.safe, at);
			}
		});
		this.settle();
	}

	#need(id: number): PlayedSheet {
		const sheet = this.#sheets.get(id);
		if (!sheet) throw new MirrorStreamError("bad_reference", `sheet ${id}`);
		return sheet;
	}

	#live(sheet: PlayedSheet): CSSStyleSheet | null {
		return sheet.constructed ?? (sheet.owner as HTMLStyleElement).sheet;
	}

	#switch(sheet: PlayedSheet): void {
		const live = this.#live(sheet);
		if (!live) return;
		live.disabled = sheet.off;
		if (live.media.mediaText !== sheet.media)
			live.media.mediaText = sheet.media;
	}
}

const textOf = ({ parts }: PlayedSheet): string =>
	parts.map(({ safe }) => safe).join("\n");

/** Rule by rule: in WebKit `replaceSync` adds to rules that are there, even to those of other sheets that began with the same text. */
function empty(sheet: CSSStyleSheet): void {
	for (let last = sheet.cssRules.length - 1; last >= 0; last--)
		sheet.deleteRule(last);
}

function insert(sheet: CSSStyleSheet, rule: string, index: number): void {
	try {
		sheet.insertRule(rule || EMPTY_RULE, index);
	} catch {
		sheet.insertRule(EMPTY_RULE, index);
	}
}
