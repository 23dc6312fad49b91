/** Quick replies: finding one while typing, and filling it in. */
import type { QuickReply } from "./wire";

/** What is typed after a slash, and where in the text it stands. */
export interface Query {
	readonly from: number;
	readonly to: number;
	readonly word: string;
}

const WORD = /(?:^|\s)\/([\p{L}\p{N}_-]{0,32})$/u;
export const SHORTCUT = /^[a-z0-9_-]{1,32}$/;

/** The word after a slash that the caret stands behind; null anywhere else. */
export function query_at(text: string, caret: number): Query | null {
	const word = WORD.exec(text.slice(0, caret))?.[1];
	return word === undefined
		? null
		: { from: caret - word.length - 1, to: caret, word };
}

const folded = (text: string): string => text.toLocaleLowerCase();

/**
 * The replies that fit a word: the ones whose shortcut begins with it, then the
 * ones that have it inside. The customer's language
 * comes before others, own ones before everybody's.
 */
export function matching(
	replies: readonly QuickReply[],
	word: string,
	language: string,
): QuickReply[] {
	const sought = folded(word);
	const rank = (reply: QuickReply): number => {
		const shortcut = folded(reply.shortcut);
		if (shortcut === sought) return 0;
		if (shortcut.startsWith(sought)) return 1;
		if (shortcut.includes(sought)) return 2;
		return sought.length > 1 && folded(reply.text).includes(sought) ? 3 : 9;
	};
	return spoken(replies, language)
		.map((reply) => ({ reply, rank: rank(reply) }))
		.filter((entry) => entry.rank < 9)
		.sort(
			(a, b) =>
				a.rank - b.rank ||
				Number(is_foreign(a.reply, language)) -
					Number(is_foreign(b.reply, language)) ||
				Number(b.reply.own) - Number(a.reply.own) ||
				a.reply.shortcut.localeCompare(b.reply.shortcut),
		)
		.map((entry) => entry.reply);
}

const short = (language: string): string => language.slice(0, 2).toLowerCase();

const is_foreign = (reply: QuickReply, language: string): boolean =>
	reply.language !== "" && short(reply.language) !== short(language);

/** One reply for each shortcut: the customer's language, else any, else what is there. */
function spoken(
	replies: readonly QuickReply[],
	language: string,
): readonly QuickReply[] {
	const distance = (reply: QuickReply): number =>
		(reply.own ? 0 : 4) +
		(reply.language === "" ? 1 : is_foreign(reply, language) ? 2 : 0);
	const best = new Map<string, QuickReply>();
	for (const reply of replies) {
		const known = best.get(reply.shortcut);
		if (!known || distance(reply) < distance(known))
			best.set(reply.shortcut, reply);
	}
	return [...best.values()];
}

/** `{customer}` and `{agent}` become the names; what we do not know stays to be seen. */
export const filled = (
	text: string,
	names: Readonly<Record<"customer" | "agent", string>>,
): string =>
	text.replace(/\{(customer|agent)\}/g, (whole, name: "customer" | "agent") =>
		names[name] ? names[name] : whole,
	);

/** The text with the query replaced, and where the caret goes. */
export function with_reply(
	text: string,
	query: Query,
	reply: string,
): { readonly text: string; readonly caret: number } {
	const before = text.slice(0, query.from);
	return {
		text: before + reply + text.slice(query.to),
		caret: before.length + reply.length,
	};
}
