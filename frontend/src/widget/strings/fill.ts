/** Fills the blanks of a text: `{name}`, and `{count, plural, one {# day} other {# days}}`. */
export type Values = Readonly<Record<string, string | number>>;

const PLURAL = /\{(\w+),\s*plural,((?:\s*(?:=\d+|\w+)\s*\{[^{}]*\})+)\s*\}/g;
const FORM = /(=\d+|\w+)\s*\{([^{}]*)\}/g;
/** Keep a name in another writing direction from turning the sentence around it. */
const ISOLATE = "\u2068";
const POP = "\u2069";

export function fill(text: string, values: Values, lang: string): string {
	return text
		.replace(PLURAL, (whole, name: string, forms: string) => {
			const count = Number(values[name]);
			return Number.isFinite(count) ? plural(forms, count, lang) : whole;
		})
		.replace(/\{(\w+)\}/g, (whole, name: string) =>
			Object.hasOwn(values, name) ? isolated(values[name], lang) : whole,
		);
}

function plural(forms: string, count: number, lang: string): string {
	const texts = new Map<string, string>();
	for (const [, form = "", text = ""] of forms.matchAll(FORM))
		texts.set(form, text);
	const chosen =
		texts.get(`=${count}`) ??
		texts.get(category(count, lang)) ??
		texts.get("other") ??
		"";
	return chosen.replace(/#/g, number_text(count, lang));
}

function category(count: number, lang: string): string {
	try {
		return new Intl.PluralRules(lang).select(count);
	} catch {
		return count === 1 ? "one" : "other";
	}
}

function number_text(count: number, lang: string): string {
	try {
		return new Intl.NumberFormat(lang).format(count);
	} catch {
		return String(count);
	}
}

const RTL = ["ar", "fa", "he", "ur", "ps", "sd", "yi", "dv", "ckb"];

/** The language is written from right to left. */
export const is_rtl = (tag: string): boolean =>
	RTL.includes(tag.toLowerCase().split("-")[0] ?? "");

const HAS_RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Names and numbers are isolated where directions could meet, and only there. */
function isolated(value: string | number | undefined, lang: string): string {
	const text = String(value);
	return is_rtl(lang) || HAS_RTL.test(text) ? `${ISOLATE}${text}${POP}` : text;
}
