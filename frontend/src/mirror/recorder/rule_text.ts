import {
	importedSheet,
	importMedia,
	ruleText as ownText,
	sheetHref,
	sheetRules,
	textContent,
} from "../natives";
import { HASH_START, hashChild } from "../ops";
import type { SheetRec } from "./sheet_job";

/** Imports in imports deeper than this are left out. */
const MAX_IMPORTS = 5;
/** Text above this is sent rule by rule, so that no slice takes long. */
const MAX_WHOLE_TEXT = 96 * 1024;

/** What becomes of text from a style sheet whose addresses start from `base`. */
export type Rewrite = (text: string, base: string) => string;

/** A sheet of our own in the place of one that may not be read. */
export type Foreign = (url: string) => CSSStyleSheet | null | undefined;

/** The rules, unless the sheet is of another origin. */
export function readable(sheet: CSSStyleSheet): CSSRuleList | undefined {
	try {
		return sheetRules(sheet);
	} catch {
		return undefined;
	}
}

export const asItIs: Rewrite = (text) => text;

/**
 * Text of a rule. An import is replaced by what it imports, in groups that say
 * when it holds and in which layer.
 */
export function textOf(
	rule: CSSRule,
	base: string,
	rewrite: Rewrite,
	foreign?: Foreign,
	depth = 0,
): string {
	if (!("styleSheet" in rule)) return rewrite(ownText(rule), base);
	const one = rule as CSSImportRule;
	let text =
		depth < MAX_IMPORTS ? imported(one, base, rewrite, foreign, depth) : "";
	const { layerName, supportsText } = one;
	const group = (start: string) => {
		text = `${rewrite(start, base)} {\n${text}\n}`;
	};
	if (typeof layerName === "string") group(`@layer ${layerName}`);
	else if (!text) return "";
	group(`@media ${importMedia(one).mediaText || "all"}`);
	if (supportsText) group(`@supports (${supportsText})`);
	return text;
}

function imported(
	rule: CSSImportRule,
	base: string,
	rewrite: Rewrite,
	foreign: Foreign | undefined,
	depth: number,
): string {
	const sheet = importedSheet(rule);
	if (!sheet) return "";
	const home = sheetHref(sheet) ?? base;
	let text = "";
	for (const one of readable(sheet) ?? foreign?.(home)?.cssRules ?? [])
		text += `${textOf(one, home, rewrite, foreign, depth + 1)}\n`;
	return text;
}

/** Tells two texts of a rule apart. */
export function sumOf(text: string): number {
	let sum = HASH_START;
	for (let i = 0; i < text.length; i++)
		sum = hashChild(sum, text.charCodeAt(i));
	return sum;
}

/** The text of a style element, if its rules are still the ones it was written with; then with their sums. */
export function originalText({ sheet, owner, sums }: SheetRec): string | null {
	if (owner.tag !== "style") return null;
	const text = textContent(owner.node);
	if (!text || text.length > MAX_WHOLE_TEXT || /@import/i.test(text))
		return null;
	try {
		const copy = new CSSStyleSheet();
		copy.replaceSync(text);
		const written = sheetRules(copy);
		const rules = sheetRules(sheet);
		for (let i = 0; i < rules.length; i++) {
			const [one, other] = [written[i], rules[i]];
			const rule = other && ownText(other);
			if (!one || ownText(one) !== rule) break;
			sums.push(sumOf(rule));
		}
		if (written.length === rules.length && sums.length === rules.length)
			return text;
	} catch {
		/* Not readable. */
	}
	sums.length = 0;
	return null;
}
