/** The tokens of CSS text, and which of them are never let through. */

export const TOKEN =
	/\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|@?(?:--|-)?(?:[A-Za-z_\u0080-\uffff]|\\[^\n])(?:[\w\u0080-\uffff-]|\\[^\n])*\(?|[{};:()=]/g;
export const URL_REST =
	/\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|((?:[^)\\\s]|\\[\s\S])*))[^)]*\)?/y;
/** What may follow a digit or a number sign. */
export const UNIT_OR_COLOUR = /^(?:[a-z]{1,5}|[\da-f]{1,8})$/;
export const IMAGE_FUNCTIONS = new Set([
	"image-set(",
	"-webkit-image-set(",
	"src(",
	"image(",
	"cross-fade(",
	"-webkit-cross-fade(",
]);
export const FORBIDDEN_WORDS = new Set([
	"expression(",
	"-moz-binding",
	"behavior",
	"behaviour",
]);
/** Dropped up to their semicolon: imports are flattened by the recorder. */
export const DROPPED_AT = new Set(["@import", "@charset", "@namespace"]);
export const STATE_ARGUMENT = /\s*((?:[\w\u0080-\uffff-]|\\[^\n])+)\s*\)/y;
/** Pseudo-elements that may be written with one colon. */
/** What may stand before an element's name in a selector. */
export const TYPE_PLACE = /^[\s,>+~(|{};/]?$/;
export const OLD_ELEMENTS = new Set([
	"before",
	"after",
	"first-line",
	"first-letter",
]);
/** Namespaces that every browser knows; they name nothing of the site and load nothing. */
export const NAMESPACE =
	/\s*(?:[\w-]+\s*)?(?:url\(\s*)?(["']?)http:\/\/www\.w3\.org\/(?:1999\/x(?:html|link)|2000\/svg|1998\/Math\/MathML)\1\s*\)?\s*;/y;
export const NO_IMAGE = 'url("data:,")';

export function withoutEscapes(text: string): string {
	if (!text.includes("\\")) return text;
	return text.replace(
		/\\(?:([0-9a-f]{1,6})\s?|\n|([\s\S]))/gi,
		(_, hex: string | undefined, char: string | undefined) => {
			if (!hex) return char ?? "";
			const code = Number.parseInt(hex, 16);
			return code > 0 && code <= 0x10ffff
				? String.fromCodePoint(code)
				: "\ufffd";
		},
	);
}

export const quote = (text: string): string =>
	`"${text
		.replace(/["\\]/g, "\\$&")
		.replace(/[\n\r\f]/g, "\\a ")
		.replace(/</g, "\\3c ")}"`;
