/** The words of desktop and viewer, in the language of the page. */
import { de } from "./de";
import { en, type StringKey } from "./en";

export type { StringKey };
export type Values = Readonly<Record<string, string | number>>;

const TABLES: Readonly<Record<string, Record<StringKey, string>>> = { en, de };

function table(): Record<StringKey, string> {
	const language =
		typeof document === "undefined" ? "en" : document.documentElement.lang;
	return TABLES[language.slice(0, 2)] ?? en;
}

/** The text of a key with `{name}` filled in. */
export function say(key: StringKey, values: Values = {}): string {
	return table()[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? String(values[name]) : whole,
	);
}

/** Whether there are words for a key that was put together. */
export const has_words = (key: string): key is StringKey =>
	Object.hasOwn(en, key);

/**
 * The text of a key that was put together from a code of the server; `otherwise`
 * if there are no words for that code.
 */
export function say_code(
	key: string,
	otherwise: StringKey,
	values: Values = {},
): string {
	return say(has_words(key) ? key : otherwise, values);
}
