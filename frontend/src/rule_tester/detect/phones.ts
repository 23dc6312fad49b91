import type { Match } from "./find";

const CALLED = /\b(?:tel|phone|fon|mobil|handy|fax|cell|call|rufnummer)|☎|📞/i;

const EDGE = "(?<![\\w.,:/+#-])";
const END = "(?![\\d]|[.,:/-]\\d)";
/** Shapes that are telephone numbers by themselves. */
const SHAPES = [
	// +44 20 7946 0958, 0049 (0)30 901820
	`(?:\\+|\\b00)[1-9]\\d{0,2}(?:[ \\u00a0./-]{0,2}\\(?\\d{1,5}\\)?){2,6}`,
	// 030 901820, (0171) 123 45 67, 0171/1234567
	`\\(?0[1-9]\\d{0,4}\\)?[ \\u00a0/-]{1,3}\\d{2,8}(?:[ \\u00a0-]\\d{2,6}){0,4}`,
	// 01 23 45 67 89, 01.23.45.67.89
	`0[1-9](?:([ \\u00a0.])\\d\\d)(?:\\1\\d\\d){3}`,
	// (212) 555-0123, 212-555-0123
	`(?:\\([2-9]\\d\\d\\) ?|[2-9]\\d\\d[-. ])[2-9]\\d\\d[-.]\\d{4}`,
].map((shape) => new RegExp(EDGE + shape + END, "g"));
/** Digits alone, which only a word makes one. */
const BARE = new RegExp(`${EDGE}0[1-9]\\d{6,12}${END}`, "g");

const LEAST = 7;
const MOST = 15;

/** International numbers, national ones in their usual shapes, and digits beside a word such as "Tel". */
export function* phones(
	text: string,
	near: (at: number) => string,
): Generator<Match> {
	for (const shape of SHAPES)
		for (const match of text.matchAll(shape)) {
			const digits = match[0].replace(/\D/g, "").length;
			if (digits >= LEAST && digits <= MOST)
				yield { at: match.index, text: match[0] };
		}
	for (const match of text.matchAll(BARE))
		if (CALLED.test(near(match.index)))
			yield { at: match.index, text: match[0] };
}
