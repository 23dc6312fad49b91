import { type CssPolicy, rewriteCss } from "../css";
import { ATTRIBUTES } from "../names";
import { supports } from "../natives";
import type { AssetTable } from "./assets";
import { fullUrl } from "./urls";
import { MIXED, OPAQUE } from "./words";

/** Under a mask, icons and separators are all that may stay of a string. */
const READABLE = /[\p{L}\p{N}]/u;

/** Properties and descriptors whose words are carried along, and attributes in selectors. */
const CARRIES = /^(?:--|\[)/;
/** Those whose strings are names or shapes. */
const NAMES =
	/^(?:font|src$|grid|(?:-webkit-)?(?:animation|clip-path)|offset|shape|d$|syntax$)/;

/** A selector may say of an attribute what the agent's copy has anyway. */
const isTold = (property: string): boolean =>
	property[0] === "[" && ATTRIBUTES.has(property.slice(1));

/** `own`: the declarations of a masked element. */
function policy(
	assets: AssetTable,
	base: string,
	masked: boolean,
	own = false,
): CssPolicy {
	return {
		url(url, property) {
			if (url[0] === "#") return own && MIXED.test(url) ? null : url;
			const wanted = !masked || property === "src";
			const entry = wanted ? assets.ref(url, base, false) : null;
			return entry && `asset:${entry.asset}`;
		},
		string(text, property) {
			if (own && MIXED.test(text)) return "";
			if (isTold(property) || NAMES.test(property)) return text;
			return OPAQUE.test(text) || (masked && READABLE.test(text)) ? "" : text;
		},
		word(word, property) {
			if (word.endsWith("(")) return true;
			if (own && MIXED.test(word)) return false;
			/* A custom property that is asked for: its name is told where it is set. */
			if (word.startsWith("--")) return true;
			if (!CARRIES.test(property) || word.length < 5) return true;
			return isTold(property) || !OPAQUE.test(word);
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

/** Text of a style sheet that says the same wherever it stands, without its imports; not to be sent. */
export const wholeAddresses = (text: string, base: string): string =>
	rewriteCss(text, {
		url: (url) => (url[0] === "#" ? url : fullUrl(url, base)),
	});

/** A style attribute, ready to be sent; under a mask without pictures and strings. */
export function inlineStyle(
	text: string,
	base: string,
	assets: AssetTable,
	masked: boolean,
): string {
	if (!/[\\@"'(]|--/.test(text) && !(masked && MIXED.test(text))) return text;
	return rewriteCss(text, policy(assets, base, masked, masked));
}
