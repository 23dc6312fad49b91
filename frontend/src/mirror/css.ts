import { addressAt, conditionEnd, opensBlock, statementEnd } from "./css_scan";
import {
	DROPPED_AT,
	FORBIDDEN_WORDS,
	IMAGE_FUNCTIONS,
	NAMESPACE,
	NO_IMAGE,
	OLD_ELEMENTS,
	quote,
	STATE_ARGUMENT,
	TOKEN,
	TYPE_PLACE,
	UNIT_OR_COLOUR,
	withoutEscapes,
} from "./css_tokens";

/** What to do with the parts of CSS text that can carry data or reach the network. */
export interface CssPolicy {
	/** New URL for `url()` and its kin in a value of the property; null: nothing is loaded. */
	url(url: string, property: string): string | null;
	/** New text for a string of the property, or of `[name`: of an attribute in a selector; the default keeps it. */
	string?(text: string, property: string): string;
	/** Whether an identifier may stay as a value of the property or attribute, or as a name of its own (of nothing); the default keeps it. */
	word?(word: string, property: string): boolean;
	/** New selector for a pseudo-class (without its colon; `state` with its argument); the default keeps it. */
	pseudo?(name: string, argument?: string): string | null;
	/** The answer to a `@supports`, which is written in its place; the default leaves the question. */
	supports?(condition: string): boolean;
	/** New selector for an element's name; the default keeps it. */
	type?(name: string): string | null;
	/** New selector for a pseudo-element (without its colons); the default keeps it. */
	element?(name: string): string | null;
}

/**
 * Rewrites CSS text token by token, so that escapes, comments and odd spacing
 * hide nothing: every URL and string passes the policy, `@import` goes.
 */
export function rewriteCss(text: string, policy: CssPolicy): string {
	return new Rewriter(text, policy).run();
}

class Rewriter {
	#out = "";
	/** Up to here the text is in `out`. */
	#copied = 0;
	#property = "";
	#lastWord = "";
	#inValue = false;
	#depth = 0;
	/** An equals sign stands before, as in an attribute's selector. */
	#afterEquals = false;
	/** Blocks inside the value of a custom property. */
	#blocks = 0;
	/** Depths at which functions opened whose strings are addresses. */
	#imageDepths: number[] = [];
	/** Whether the statement is the selector of a rule; undefined: nobody asked yet. */
	#selector: boolean | undefined;
	/** Where a pseudo-element ends, with the pseudo-classes after it. */
	#elementEnd = -1;
	/** Depth of the arguments of a pseudo-element, or of a pseudo-class after one; 0: none. */
	#elementDepth = 0;
	/** The arguments belong to a pseudo-class after a pseudo-element. */
	#guarded = false;

	readonly #text: string;
	readonly #policy: CssPolicy;

	constructor(text: string, policy: CssPolicy) {
		this.#text = text;
		this.#policy = policy;
	}

	run(): string {
		TOKEN.lastIndex = 0;
		for (
			let match = TOKEN.exec(this.#text);
			match;
			match = TOKEN.exec(this.#text)
		) {
			const end = this.#token(match[0], match.index, TOKEN.lastIndex);
			TOKEN.lastIndex = end;
		}
		if (this.#copied === 0) return this.#text;
		return this.#out + this.#text.slice(this.#copied);
	}

	/** Handles one token; returns where to go on. */
	#token(token: string, start: number, end: number): number {
		switch (token[0]) {
			case "/":
				this.#replace(start, end, " ");
				return end;
			case '"':
			case "'":
				this.#string(token, start, end);
				return end;
			case "=":
				this.#afterEquals = true;
				return end;
			case "(":
				this.#depth++;
				return end;
			case ")":
				this.#close(end);
				return end;
			case "{":
			case "}":
			case ";":
				if (!this.#isInBlock(token)) this.#endStatement(token);
				return end;
			case ":":
				if (!this.#inValue && this.#depth === 0 && this.#lastWord) {
					this.#property = this.#lastWord;
					this.#inValue = true;
				}
				return end;
			default:
				return this.#word(token, start, end);
		}
	}

	/** A custom property may hold declarations, or any list of things in braces. */
	#isInBlock(token: string): boolean {
		if (!this.#inValue || !this.#property.startsWith("--")) return false;
		if (token === "{") this.#blocks++;
		else if (this.#blocks === 0) return false;
		else if (token === "}") this.#blocks--;
		return true;
	}

	/** What a word or string is a value of; `[name` for an attribute in a selector. */
	#holder(lastWord: string): string {
		if (this.#depth > 0 && lastWord.startsWith("--")) return lastWord;
		return this.#afterEquals ? `[${lastWord}` : this.#property;
	}

	#replace(from: number, to: number, by: string): void {
		this.#out += this.#text.slice(this.#copied, from) + by;
		this.#copied = to;
	}

	#string(token: string, start: number, end: number): void {
		const closed = token.length > 1 && token.at(-1) === token[0];
		const plain = withoutEscapes(token.slice(1, closed ? -1 : undefined));
		if (this.#imageDepths.length > 0) {
			this.#replace(
				start,
				end,
				quote(this.#policy.url(plain, this.#property) ?? "data:,"),
			);
			return;
		}
		const holder = this.#holder(this.#lastWord);
		this.#afterEquals = false;
		const kept =
			this.#policy.string?.(plain, holder || `[${this.#lastWord}`) ?? plain;
		if (kept !== plain || /[\\<]/.test(token))
			this.#replace(start, end, quote(kept));
	}

	#close(end: number): void {
		this.#afterEquals = false;
		this.#depth = Math.max(0, this.#depth - 1);
		if (this.#elementDepth > this.#depth) {
			this.#elementDepth = 0;
			this.#guarded = false;
			this.#elementEnd = end;
		}
		if ((this.#imageDepths.at(-1) ?? -1) > this.#depth) this.#imageDepths.pop();
	}

	#endStatement(token: string): void {
		this.#inValue = false;
		this.#afterEquals = false;
		this.#property = "";
		this.#lastWord = "";
		if (token !== ";" || this.#depth === 0) this.#selector = undefined;
		if (token === ";") return;
		this.#depth = 0;
		this.#elementDepth = 0;
		this.#guarded = false;
		this.#imageDepths.length = 0;
	}

	#word(token: string, start: number, end: number): number {
		const word = withoutEscapes(token).toLowerCase();
		const before = this.#text[start - 1] ?? "";
		const lastWord = this.#lastWord;
		this.#lastWord = word;
		const holder = this.#holder(lastWord);
		this.#afterEquals = false;
		if (word === "url(" || word === "url-prefix(") return this.#url(start, end);
		if (DROPPED_AT.has(word)) {
			NAMESPACE.lastIndex = end;
			const known = word === "@namespace" && NAMESPACE.test(this.#text);
			return known ? NAMESPACE.lastIndex : this.#drop(start, end);
		}
		if (word === "@supports" && this.#policy.supports)
			return this.#condition(start, end);
		if (word.endsWith("(") && !token.endsWith("\\(")) this.#depth++;
		if (word[0] === "@" && !word.startsWith("@scope")) this.#selector = false;
		if (IMAGE_FUNCTIONS.has(word)) {
			this.#imageDepths.push(this.#depth);
			if (token.includes("\\")) this.#replace(start, end, word);
		} else if (FORBIDDEN_WORDS.has(word)) {
			this.#replace(
				start,
				end,
				word.endsWith("(") ? "x-dropped(" : "x-dropped",
			);
		} else if (before === ":" && this.#policy.pseudo) {
			return this.#pseudo(word, start, end);
		} else if (this.#policy.type && TYPE_PLACE.test(before)) {
			const mapped = holder.startsWith("[") ? null : this.#policy.type(word);
			if (mapped && this.#isSelector(end)) this.#replace(start, end, mapped);
		} else if (this.#policy.word) {
			const rest = /[\d#.]/.test(before);
			if (rest && UNIT_OR_COLOUR.test(word)) return end;
			if (!this.#policy.word(rest ? before + word : word, holder))
				this.#replace(start, end, "x-dropped");
		}
		return end;
	}

	/** A question to the browser, up to its block. */
	#condition(start: number, from: number): number {
		const at = conditionEnd(this.#text, from);
		const yes = this.#policy.supports?.(this.#text.slice(from, at).trim());
		this.#selector = false;
		this.#replace(start, at, yes ? "@media all " : "@media not all ");
		return at;
	}

	/**
	 * What follows a colon. An attribute may not stand after a pseudo-element, so
	 * the states of those stay as they are.
	 */
	#pseudo(word: string, start: number, end: number): number {
		const isElement = this.#text[start - 2] === ":" || OLD_ELEMENTS.has(word);
		const follows = start - 1 === this.#elementEnd;
		if (isElement || follows) {
			const mapped = follows ? null : this.#policy.element?.(word);
			if (mapped && this.#isSelector(end))
				this.#replace(start - 2, end, mapped);
			if (!word.endsWith("(")) this.#elementEnd = end;
			else if (!this.#guarded) {
				this.#elementDepth = this.#depth;
				this.#guarded = !isElement;
			}
			return end;
		}
		if (this.#guarded) return end;
		let to = end;
		let name = word;
		let argument: string | undefined;
		if (word === "state(") {
			STATE_ARGUMENT.lastIndex = end;
			const found = STATE_ARGUMENT.exec(this.#text)?.[1];
			if (found === undefined) return end;
			name = "state";
			argument = withoutEscapes(found);
			to = STATE_ARGUMENT.lastIndex;
		} else if (word.startsWith("--")) {
			name = "state";
			argument = withoutEscapes(this.#text.slice(start, end));
		}
		const mapped = this.#policy.pseudo?.(name, argument) ?? null;
		if (mapped === null || !this.#isSelector(end)) return end;
		if (to > end) this.#depth--;
		this.#replace(start - 1, to, mapped);
		return to;
	}

	/** Whether this is no value: a block follows before the statement ends. */
	#isSelector(from: number): boolean {
		this.#selector ??= opensBlock(this.#text, from, this.#depth);
		return this.#selector;
	}

	#url(start: number, end: number): number {
		const [raw, close] = addressAt(this.#text, end);
		const url = this.#policy.url(withoutEscapes(raw).trim(), this.#property);
		this.#replace(start, close, url === null ? NO_IMAGE : `url(${quote(url)})`);
		return close;
	}

	/** Leaves out a whole statement. */
	#drop(start: number, from: number): number {
		const end = statementEnd(this.#text, from);
		this.#replace(start, end, "");
		return end;
	}
}
