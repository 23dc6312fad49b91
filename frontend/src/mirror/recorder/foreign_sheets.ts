import { importsOf, inGroups } from "../css_imports";
import { wholeAddresses } from "../privacy/style";
import { fullUrl } from "../privacy/urls";

/** Imports in imports deeper than this are left out. */
const MAX_IMPORTS = 5;
/** So many texts of one page are asked for. */
const MOST_TEXTS = 100;

/**
 * Style sheets of other origins, whose rules no script may read. Their text is asked for,
 * once; what it says is then read from a sheet of our own.
 */
export class ForeignSheets {
	/** Null: it cannot be had. */
	#texts = new Map<string, string | null>();
	#copies = new Map<string, CSSStyleSheet>();
	#asked = new Set<string>();

	readonly #ask: ((url: string) => void) | undefined;

	constructor(ask: ((url: string) => void) | undefined) {
		this.#ask = ask;
	}

	/** A sheet with the same rules and those it imports; undefined: not all of it is here yet; null: it cannot be had. */
	copy(url: string | null): CSSStyleSheet | null | undefined {
		if (!url || !this.#ask) return null;
		const known = this.#copies.get(url);
		if (known) return known;
		const text = this.#flat(url, 0);
		if (typeof text !== "string") return text;
		const copy = new CSSStyleSheet();
		copy.replaceSync(text);
		this.#copies.set(url, copy);
		return copy;
	}

	/** What is at an address, as it is; undefined: it is not here yet; null: it cannot be had. */
	text(url: string): string | null | undefined {
		if (!this.#ask) return null;
		const text = this.#texts.get(url);
		return text === undefined ? this.#askFor(url) : text;
	}

	/** False: nobody asked for it. */
	answer(url: string, text: string | null): boolean {
		if (!this.#asked.has(url) || this.#texts.has(url)) return false;
		this.#texts.set(url, text);
		return true;
	}

	#flat(url: string, depth: number): string | null | undefined {
		const text = this.#texts.get(url);
		if (typeof text !== "string") {
			if (text === undefined) return this.#askFor(url);
			return text;
		}
		if (depth >= MAX_IMPORTS) return wholeAddresses(text, url);
		let whole = "";
		let complete = true;
		for (const one of importsOf(text)) {
			const imported = this.#flat(fullUrl(one.url, url), depth + 1);
			if (imported === undefined) complete = false;
			else whole += `${inGroups(imported ?? "", one)}\n`;
		}
		return complete ? whole + wholeAddresses(text, url) : undefined;
	}

	#askFor(url: string): null | undefined {
		if (this.#asked.has(url)) return undefined;
		if (this.#asked.size >= MOST_TEXTS) return null;
		this.#asked.add(url);
		this.#ask?.(url);
		return undefined;
	}
}
