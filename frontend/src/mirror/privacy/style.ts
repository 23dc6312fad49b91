import { type CssPolicy, rewriteCss } from "../css";
import { ATTRIBUTES } from "../names";
import { supports } from "../natives";
import type { AssetTable } from "./assets";
import { OPAQUE } from "./words";

/** Under a mask, icons and separators are all that may stay of a string. */
const READABLE = /[\p{L}\p{N}]/u;

/** Properties and descriptors whose strings are drawn or carried along, and attributes in selectors. */
const CARRIES =
	/^(?:--|\[|content$|quotes$|list-style|text-overflow$|text-emphasis|hyphenate-character$|(?:additive-)?symbols$|(?:pre|suf)fix$|pad$|negative$|initial-value$)/;

/** A selector may say of an attribute what the agent's copy has anyway. */
const mayCarryData = (property: string): boolean =>
	CARRIES.test(property) && !ATTRIBUTES.has(property.slice(1));

function policy(assets: AssetTable, base: string, masked: boolean): CssPolicy {
	return {
		url(url, property) {
			if (url.startsWith("#")) return url;
			const wanted = !masked || property === "src";
			const entry = wanted ? assets.ref(url, base) : null;
			return entry && `asset:${entry.asset}`;
		},
		string(text, property) {
			if (!mayCarryData(property)) return text;
			return OPAQUE.test(text) || (masked && READABLE.test(text)) ? "" : text;
		},
		word(word, property) {
			if (!/^(?:--|\[)/.test(property) || word.length < 5) return true;
			if (!mayCarryData(property)) return true;
			return word.endsWith("(") || !OPAQUE.test(word);
		},
		supports,
	};
}

/** Text of a style sheet or rule, ready to be sent; on a masked page without pictures and words. */
export function sheetText(
	text: string,
	base: string,
	assets: AssetTable,
	masked: boolean,
): string {
	return rewriteCss(text, policy(assets, base, masked));
}

/** A style attribute, ready to be sent; under a mask without pictures and strings. */
export function inlineStyle(
	text: string,
	base: string,
	assets: AssetTable,
	masked: boolean,
): string {
	if (!/[\\@"'(]|--/.test(text)) return text;
	return rewriteCss(text, policy(assets, base, masked));
}
