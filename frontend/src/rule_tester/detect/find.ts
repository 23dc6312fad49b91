/** What looks sensitive in a text. Pure: it knows nothing of pages. */
import { iban_length, passes_luhn, passes_mod97 } from "./checks";
import { birth_dates } from "./dates";
import { phones } from "./phones";

/** In the order in which they take a stretch of text for themselves. */
export const KINDS = ["iban", "card", "email", "birth", "phone"] as const;
export type Kind = (typeof KINDS)[number];

export interface Match {
	readonly at: number;
	readonly text: string;
}

export interface Sensitive extends Match {
	readonly kind: Kind;
}

export interface Surroundings {
	/** What stands before the text: a label, the cell to the left. */
	readonly before?: string;
	readonly this_year: number;
}

/** How far a word reaches that says what a number is. */
const NEAR = 40;

const EMAIL =
	/(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;
/** Starts with a digit that card networks give out. */
const CARD = /(?<![\d.,-])[2-6](?:[ \u00a0\u2009\u202f-]?\d){12,18}(?![\d-])/g;
const IBAN_START = /(?<![A-Z\d])[A-Z]{2}\d{2}(?=[ \u00a0-]?[A-Z\d])/gi;

/** Everything found, in the order of the text; what lies in another find is left out. */
export function find_sensitive(
	text: string,
	{ before = "", this_year }: Surroundings,
): Sensitive[] {
	const near = (at: number) => `${before} ${text.slice(0, at)}`.slice(-NEAR);
	const finders: Record<Kind, Iterable<Match>> = {
		iban: ibans(text),
		card: cards(text),
		email: emails(text),
		birth: birth_dates(text, near, this_year),
		phone: phones(text, near),
	};
	const found: Sensitive[] = [];
	for (const kind of KINDS)
		for (const { at, text: value } of finders[kind]) {
			const end = at + value.length;
			const is_taken = found.some(
				(one) => at < one.at + one.text.length && end > one.at,
			);
			if (!is_taken) found.push({ kind, at, text: value });
		}
	return found.sort((a, b) => a.at - b.at);
}

function* emails(text: string): Generator<Match> {
	if (!text.includes("@")) return;
	for (const match of text.matchAll(EMAIL))
		yield { at: match.index, text: match[0] };
}

function* cards(text: string): Generator<Match> {
	for (const match of text.matchAll(CARD)) {
		const digits = match[0].replace(/\D/g, "");
		const is_one_digit = /^(\d)\1+$/.test(digits);
		if (passes_luhn(digits) && !is_one_digit)
			yield { at: match.index, text: match[0] };
	}
}

function* ibans(text: string): Generator<Match> {
	for (const match of text.matchAll(IBAN_START)) {
		const length = iban_length(match[0].slice(0, 2).toUpperCase());
		const written = length > 0 && take(text, match.index, length);
		if (!written) continue;
		const plain = written.replace(/[^A-Za-z\d]/g, "").toUpperCase();
		if (passes_mod97(plain)) yield { at: match.index, text: written };
	}
}

/** So many letters and digits from here, single blanks or dashes between them; null: there are fewer or more. */
function take(text: string, from: number, count: number): string | null {
	let taken = 0;
	for (let at = from; at < text.length; at++) {
		if (/[A-Za-z\d]/.test(text[at] ?? "")) {
			if (++taken === count)
				return /[A-Za-z\d]/.test(text[at + 1] ?? "")
					? null
					: text.slice(from, at + 1);
		} else if (!/[ \u00a0\u2009\u202f-]/.test(text[at] ?? "")) return null;
	}
	return null;
}

/** Enough of a value to know it again, and not the value. */
export function shortened(kind: Kind, value: string): string {
	if (kind === "email") {
		const [name = "", host = ""] = value.split("@");
		return `${name.slice(0, 1)}…@${host}`;
	}
	if (kind === "birth") return `${value.slice(0, 2)}…${value.slice(-2)}`;
	const digits = value.replace(/[^A-Za-z\d+]/g, "");
	return `${digits.slice(0, 4)}…${digits.slice(-2)}`;
}
