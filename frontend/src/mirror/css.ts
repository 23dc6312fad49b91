/** What to do with the parts of CSS text that can carry data or reach the network. */
export interface CssPolicy {
	/** New URL for `url()` and its kin; null: nothing is loaded. */
	url(url: string): string | null;
	/** New text for a string of the property; the default keeps it. */
	string?(text: string, property: string): string;
	/** Whether an identifier may stay as a value of the property; the default keeps it. */
	word?(word: string, property: string): boolean;
	/** New text for a pseudo-class (without its colon); the default keeps it. */
	pseudo?(name: string): string | null;
}

const TOKEN =
	/\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|@?(?:--|-)?(?:[A-Za-z_\u0080-\uffff]|\\[^\n])(?:[\w\u0080-\uffff-]|\\[^\n])*\(?|[{};:()]/g;
const URL_REST =
	/\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|((?:[^)\\\s]|\\[\s\S])*))[^)]*\)?/y;
const IMAGE_FUNCTIONS = new Set([
	"image-set(",
	"-webkit-image-set(",
	"src(",
	"image(",
	"cross-fade(",
	"-webkit-cross-fade(",
]);
const FORBIDDEN_WORDS = new Set([
	"expression(",
	"-moz-binding",
	"behavior",
	"behaviour",
]);
/** Dropped up to their semicolon: imports are flattened by the recorder. */
const DROPPED_AT = new Set(["@import", "@charset", "@namespace"]);
const NO_IMAGE = 'url("data:,")';

function withoutEscapes(text: string): string {
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

const quote = (text: string): string =>
	`"${text
		.replace(/["\\]/g, "\\$&")
		.replace(/[\n\r\f]/g, "\\a ")
		.replace(/</g, "\\3c ")}"`;

/**
 * Rewrites CSS text token by token, so that escapes, comments and odd spacing
 * hide nothing: every URL and string passes the policy, `@import` goes.
 */
export function rewriteCss(text: string, policy: CssPolicy): string {
	let out = "";
	let copied = 0;
	let property = "";
	let lastWord = "";
	let inValue = false;
	let dropFrom = -1;
	const imageDepths: number[] = [];
	let depth = 0;
	TOKEN.lastIndex = 0;
	const replace = (from: number, to: number, by: string): void => {
		out += text.slice(copied, from) + by;
		copied = to;
	};
	const inImage = (): boolean => imageDepths.length > 0;

	for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
		const token = match[0];
		const start = match.index;
		const end = TOKEN.lastIndex;
		const first = token.charCodeAt(0);
		if (first === 47) {
			replace(start, end, " ");
		} else if (first === 34 || first === 39) {
			const closed = token.length > 1 && token.at(-1) === token[0];
			const plain = withoutEscapes(token.slice(1, closed ? -1 : undefined));
			if (inImage()) {
				const url = policy.url(plain);
				replace(start, end, quote(url ?? "data:,"));
			} else {
				const kept = policy.string?.(plain, inValue ? property : "") ?? plain;
				if (kept !== plain || token.includes("\\") || token.includes("<"))
					replace(start, end, quote(kept));
			}
		} else if (token === "(") depth++;
		else if (token === ")") {
			depth = Math.max(0, depth - 1);
			if ((imageDepths.at(-1) ?? -1) > depth) imageDepths.pop();
		} else if (token === "{" || token === "}" || token === ";") {
			if (dropFrom >= 0 && token !== "{") {
				replace(dropFrom, end, "");
				dropFrom = -1;
			}
			inValue = false;
			property = "";
			lastWord = "";
			if (token !== ";") {
				depth = 0;
				imageDepths.length = 0;
			}
		} else if (token === ":") {
			if (!inValue && depth === 0 && lastWord) {
				property = lastWord;
				inValue = true;
			}
		} else {
			const word = withoutEscapes(token).toLowerCase();
			const before = text[start - 1] ?? "";
			if (word.endsWith("(")) depth++;
			if (word === "url(" || word === "url-prefix(") {
				URL_REST.lastIndex = end;
				const rest = URL_REST.exec(text);
				const raw = rest ? (rest[1] ?? rest[2] ?? rest[3] ?? "") : "";
				const url = policy.url(withoutEscapes(raw).trim());
				const close = rest ? URL_REST.lastIndex : end;
				replace(start, close, url === null ? NO_IMAGE : `url(${quote(url)})`);
				TOKEN.lastIndex = close;
				depth--;
			} else if (IMAGE_FUNCTIONS.has(word)) {
				imageDepths.push(depth);
				if (token.includes("\\")) replace(start, end, word);
			} else if (FORBIDDEN_WORDS.has(word)) {
				replace(start, end, word.endsWith("(") ? "x-dropped(" : "x-dropped");
			} else if (DROPPED_AT.has(word)) {
				if (dropFrom < 0) dropFrom = start;
			} else if (before === ":" && policy.pseudo) {
				const mapped = policy.pseudo(word);
				if (mapped !== null && text[start - 2] !== ":")
					replace(start - 1, end, mapped);
			} else if (inValue && !/[\d#.]/.test(before)) {
				if (policy.word && !policy.word(word, property))
					replace(start, end, "x-dropped");
			}
			lastWord = word;
		}
	}
	if (dropFrom >= 0) return out + text.slice(copied, dropFrom);
	return copied === 0 ? text : out + text.slice(copied);
}
