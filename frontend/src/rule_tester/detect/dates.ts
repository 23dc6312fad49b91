import type { Match } from "./find";

/** Words that stand before a date of birth, in the languages of our widgets and their neighbours. */
const BIRTH =
	/birth|\bborn\b|\bd\.?o\.?b\b|geburt|geboren|\bgeb\b|naissance|\bnée?\b|nacimiento|nascita|födel|fødsel/i;
/** Somebody who owns an account is hardly younger; other dates of the last years are orders. */
const YOUNGEST = 10;

const MONTHS = [
	/^jan|^jän/i,
	/^feb|^fév/i,
	/^mar|^mär/i,
	/^apr|^avr/i,
	/^ma[iy]/i,
	/^jun|^juin/i,
	/^jul|^juil/i,
	/^aug|^aoû/i,
	/^sep/i,
	/^o[ck]t/i,
	/^nov/i,
	/^de[cz]|^déc/i,
];
const NAME = "[A-Za-zäéûü]{3,9}\\.?";
const YEAR = "(?:19|20)\\d\\d";

/** Each with the places of day, month and year among its groups. */
const SHAPES: readonly [RegExp, readonly [number, number, number]][] = [
	[
		new RegExp(
			`(?<![\\d.])(\\d{1,2})\\. ?(\\d{1,2})\\. ?(${YEAR})(?!\\d)`,
			"g",
		),
		[1, 2, 3],
	],
	[
		new RegExp(
			`(?<![\\d/-])(\\d{1,2})([/-])(\\d{1,2})\\2(${YEAR})(?![\\d/-])`,
			"g",
		),
		[1, 3, 4],
	],
	[
		new RegExp(
			`(?<![\\d/-])(${YEAR})([-/])(\\d{1,2})\\2(\\d{1,2})(?![\\d/-])`,
			"g",
		),
		[4, 3, 1],
	],
	[
		new RegExp(
			`(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th|er)? (${NAME}),? (${YEAR})(?!\\d)`,
			"g",
		),
		[1, 2, 3],
	],
	[
		new RegExp(
			`(?<![A-Za-z])(${NAME}) (\\d{1,2})(?:st|nd|rd|th)?,? (${YEAR})(?!\\d)`,
			"g",
		),
		[2, 1, 3],
	],
];

const month_of = (text: string): number =>
	/^\d/.test(text)
		? Number(text)
		: MONTHS.findIndex((month) => month.test(text)) + 1;

/** Dates long ago, and dates that a word says to be somebody's birth. */
export function* birth_dates(
	text: string,
	near: (at: number) => string,
	this_year: number,
): Generator<Match> {
	for (const [shape, [day_at, month_at, year_at]] of SHAPES)
		for (const match of text.matchAll(shape)) {
			const day = Number(match[day_at]);
			const month = month_of(match[month_at] ?? "");
			const year = Number(match[year_at]);
			if (!is_date(day, month) && !is_date(month, day)) continue;
			if (year > this_year) continue;
			const is_old = year <= this_year - YOUNGEST;
			if (!is_old && !BIRTH.test(near(match.index))) continue;
			yield { at: match.index, text: match[0] };
		}
}

const is_date = (day: number, month: number): boolean =>
	day >= 1 && day <= 31 && month >= 1 && month <= 12;
