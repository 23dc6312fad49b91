import { withoutEscapes } from "../css_tokens";

/**
 * Words that look like data rather than style: letters mixed with digits, or
 * four digits and more. Sites write CSS text and class names, but they print account
 * names and tokens into them.
 */
export const OPAQUE = /[a-z]\w*\d|\d\w*[a-z]|\d{4}/i;

/** The same where `h2`, `col1` or `preserve-3d` must stay: digits among letters. */
export const MIXED = /[a-z]\d+[a-z]|\d[a-z]+\d|\d{4}/i;

const CLASS = /\.((?:[\w\u0080-\uffff-]|\\[0-9a-f]{1,6}\s?|\\[^\n])+)/gi;
/** Texts that wait to be looked through: most pages never ask. */
const MOST_WAITING = 500;

/**
 * Class names that style sheets speak of. Under a mask, a name that looks like data
 * and that no sheet knows is not sent: nothing hangs on it.
 */
export class ClassNames {
	#known = new Set<string>();
	#waiting: string[] = [];
	#missed = new Set<string>();
	/** A sheet now speaks of a name that was left out. */
	late = false;

	note(css: string): void {
		this.#waiting.push(css);
		if (this.#missed.size > 0 || this.#waiting.length > MOST_WAITING)
			this.#read();
	}

	/** What is left of a list of words under a mask. */
	harmless(words: string): string {
		if (!OPAQUE.test(words)) return words;
		this.#read();
		const left = words.split(/\s+/).filter((word) => {
			const stays = !OPAQUE.test(word) || this.#known.has(word);
			if (!stays && this.#missed.size < 1000) this.#missed.add(word);
			return stays;
		});
		return left.join(" ");
	}

	#read(): void {
		for (const css of this.#waiting)
			for (const [, escaped = ""] of css.matchAll(CLASS)) {
				const name = withoutEscapes(escaped);
				if (!OPAQUE.test(name)) continue;
				this.#known.add(name);
				if (this.#missed.delete(name)) this.late = true;
			}
		this.#waiting = [];
	}
}
