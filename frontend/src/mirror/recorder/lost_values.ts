import { ruleText, sheetRules } from "../natives";
import type { ForeignSheets } from "./foreign_sheets";

/**
 * A declaration without its value. Chromium writes one where a shorthand took its value from
 * `var()` and a part of it was set again: no script can ask for what it was.
 */
const LOST = /[{;]\s*-?[a-z][\w-]*:\s*;/i;
/** What ends or hides a statement: strings, comments, escapes, braces. */
const MARK = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*.*?\*\/|\\.|[{};]/gs;

export const losesValues = (text: string): boolean => LOST.test(text);

/** Rules as they were written, for those that a browser does not write whole. */
export class LostValues {
	/** Statements of a sheet by what stands before their block. */
	#written = new Map<string, Map<string, string[]>>();

	readonly #sheets: ForeignSheets;

	constructor(sheets: ForeignSheets) {
		this.#sheets = sheets;
	}

	/** The rule as its sheet at `url` has it, once that has been read; else as it is. */
	restored(text: string, url: string | null): string {
		if (!url || !losesValues(text)) return text;
		const source = this.#sheets.text(url);
		if (typeof source !== "string") return text;
		let written = this.#written.get(url);
		if (!written) {
			written = statements(source);
			this.#written.set(url, written);
		}
		const found = written.get(preludeOf(text)) ?? [];
		return found.find((one) => writtenAnew(one) === text) ?? text;
	}
}

/** As the browser writes it. */
function writtenAnew(statement: string): string {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(statement);
	const rule = sheetRules(sheet)[0];
	return rule ? ruleText(rule) : "";
}

const preludeOf = (statement: string): string =>
	statement
		.slice(0, statement.indexOf("{"))
		.replace(/\/\*.*?\*\/|\s/gs, "")
		.toLowerCase();

/** The statements of a sheet that have a block, by their preludes. */
function statements(source: string): Map<string, string[]> {
	const found = new Map<string, string[]>();
	let depth = 0;
	let start = 0;
	for (const { 0: mark, index } of source.matchAll(MARK)) {
		if (mark === "{") depth++;
		else if (mark === "}") depth = Math.max(0, depth - 1);
		if (depth > 0) continue;
		/* A comment before a statement is none of it. */
		if (mark.startsWith("/*") && !source.slice(start, index).trim())
			start = index + mark.length;
		if (mark !== "}" && mark !== ";") continue;
		const statement = source.slice(start, index + 1);
		start = index + 1;
		if (mark === ";" || !statement.includes("var(")) continue;
		const prelude = preludeOf(statement);
		const same = found.get(prelude);
		if (same) same.push(statement);
		else found.set(prelude, [statement]);
	}
	return found;
}
