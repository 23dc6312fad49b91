/** Looks ahead in CSS text; positions are offsets. */
import { TOKEN, URL_REST, withoutEscapes } from "./css_tokens";

function* tokens(text: string, from: number): Generator<RegExpExecArray> {
	TOKEN.lastIndex = from;
	for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text))
		yield match;
}

/** What stands between `url(` and its parenthesis, and where that ends. */
export function addressAt(
	text: string,
	from: number,
): [raw: string, end: number] {
	URL_REST.lastIndex = from;
	const rest = URL_REST.exec(text);
	if (!rest) return ["", from];
	return [rest[1] ?? rest[2] ?? rest[3] ?? "", URL_REST.lastIndex];
}

/** Where the question of a `@supports` ends. */
export function conditionEnd(text: string, from: number): number {
	for (const { 0: token, index } of tokens(text, from))
		if (/^[{};]/.test(token)) return index;
	return text.length;
}

/** Whether a block follows before the statement ends; `depth` parentheses are open. */
export function opensBlock(text: string, from: number, depth: number): boolean {
	let open = depth;
	for (const [token] of tokens(text, from)) {
		if (token === "{" || token === "}" || (token === ";" && open === 0))
			return token === "{";
		if (token === ")") open = Math.max(0, open - 1);
		else if (token.endsWith("(") && !token.endsWith("\\(")) open++;
	}
	return false;
}

/** Where the whole statement ends. */
export function statementEnd(text: string, from: number): number {
	for (const { 0: token } of tokens(text, from)) {
		if (token === ";" || token === "}") return TOKEN.lastIndex;
		if (/^url\($/i.test(withoutEscapes(token)))
			TOKEN.lastIndex = addressAt(text, TOKEN.lastIndex)[1];
	}
	return text.length;
}
