import { statementEnd } from "./css_scan";
import { withoutEscapes } from "./css_tokens";

/** What an `@import` names, and when it holds. */
export interface CssImport {
	url: string;
	/** Null: in no layer; empty: in one without a name. */
	layer: string | null;
	supports: string;
	media: string;
}

/** What may stand before an import, besides others. */
const BEFORE =
	/(?:\s|\/\*[\s\S]*?\*\/|<!--|-->|@charset\s+"[^"]*"\s*;|@layer\s[^{};]*;)*/y;
const IMPORT =
	/@import\s*(?:url\(\s*)?(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([^\s"')]*))\s*\)?/iy;
const CONDITIONS =
	/^\s*(layer(?:\(\s*([^)]*?)\s*\))?(?![\w-]))?\s*(?:supports\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?\s*([\s\S]*)$/i;

/** The imports at the start of a style sheet; later ones do not count. */
export function importsOf(text: string): CssImport[] {
	const found: CssImport[] = [];
	for (let at = 0; ; ) {
		BEFORE.lastIndex = at;
		BEFORE.exec(text);
		IMPORT.lastIndex = BEFORE.lastIndex;
		const named = IMPORT.exec(text);
		if (!named) return found;
		const from = IMPORT.lastIndex;
		at = statementEnd(text, from);
		const rest = text.slice(from, at).replace(/\s*;?$/, "");
		const [, layer, name, supports = "", media = ""] =
			CONDITIONS.exec(rest) ?? [];
		found.push({
			url: withoutEscapes(named[1] ?? named[2] ?? named[3] ?? ""),
			layer: layer === undefined ? null : (name ?? ""),
			supports,
			media,
		});
	}
}

/** Rules that hold when an import does. */
export function inGroups(
	text: string,
	{ layer, supports, media }: Omit<CssImport, "url">,
): string {
	let grouped = text;
	if (layer !== null) grouped = `@layer ${layer} {\n${grouped}\n}`;
	else if (!grouped) return "";
	grouped = `@media ${media || "all"} {\n${grouped}\n}`;
	return supports ? `@supports (${supports}) {\n${grouped}\n}` : grouped;
}
