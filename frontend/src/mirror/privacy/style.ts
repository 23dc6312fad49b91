import { type CssPolicy, rewriteCss } from "../css";
import { supports } from "../natives";
import type { AssetTable } from "./assets";

/**
 * Words that look like data rather than style: letters mixed with digits, or
 * four digits and more. CSS text is written by the site, but sites print account
 * names and tokens into `content` and custom properties.
 */
const OPAQUE = /[a-z]\w*\d|\d\w*[a-z]|\d{4}/i;

/** Under a mask, icons and separators are all that may stay of a string. */
const READABLE = /[\p{L}\p{N}]/u;

function mayCarryData(property: string): boolean {
	return property === "content" || property.startsWith("--");
}

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
			if (!property.startsWith("--") || word.length < 5) return true;
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
