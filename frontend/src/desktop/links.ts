/**
 * Addresses inside what people write. Only http and https become links; the text
 * around and inside them stays text, whatever it looks like.
 */

export type Piece =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "link"; readonly text: string; readonly href: string };

/** Longer runs without a space are no address that anybody opens. */
const LINK_LIMIT = 2_048;

/** A scheme or `www.`, then everything that cannot end a word of prose or markup. */
const CANDIDATE =
	/(?<![\p{L}\p{N}_@/])(?:https?:\/\/|www\.)[^\s<>"'`\p{Cc}\p{Cf}]+/giu;

/** Punctuation that ends a sentence and not an address. */
const TRAILING = /[.,:;!?…*_~'"’”»]+$/u;
const BRACKETS: Readonly<Record<string, string>> = {
	")": "(",
	"]": "[",
	"}": "{",
};

const count = (text: string, char: string): number =>
	text.split(char).length - 1;

/** The candidate without what belongs to the sentence around it. */
function trimmed(candidate: string): string {
	let text = candidate;
	for (;;) {
		const shorter = text.replace(TRAILING, "");
		const last = shorter.at(-1) ?? "";
		const open = BRACKETS[last];
		// `…/a_(b)` keeps its bracket, `(see …/a)` gives it back.
		const unpaired = open && count(shorter, last) > count(shorter, open);
		const next = unpaired ? shorter.slice(0, -1) : shorter;
		if (next === text) return text;
		text = next;
	}
}

/** The address to open; null when it is none or hides where it leads. */
export function link_href(text: string): string | null {
	if (text.length > LINK_LIMIT) return null;
	try {
		const url = new URL(/^www\./i.test(text) ? `https://${text}` : text);
		const web = url.protocol === "http:" || url.protocol === "https:";
		// `https://bank.example@evil.example` shows one host and opens another.
		if (!web || url.username || url.password) return null;
		return url.hostname.includes(".") || url.hostname === "localhost"
			? url.href
			: null;
	} catch {
		return null;
	}
}

/** The text in pieces; joined they are exactly the text. */
export function pieces_of(text: string): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	const say = (upto: number): void => {
		if (upto > from)
			pieces.push({ kind: "text", text: text.slice(from, upto) });
	};
	for (const match of text.matchAll(CANDIDATE)) {
		const shown = trimmed(match[0]);
		const href = link_href(shown);
		if (!href) continue;
		say(match.index);
		pieces.push({ kind: "link", text: shown, href });
		from = match.index + shown.length;
	}
	say(text.length);
	return pieces;
}
