/** What the company attached to an interaction, as text to read. */

export interface Shown {
	readonly name: string;
	readonly text: string;
}

const SHOWN = 50;
const VALUE_LIMIT = 500;

function text_of(value: string | number): string {
	const text = String(value);
	return text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text;
}

export const shown_data = (
	data: Readonly<Record<string, string | number>>,
): Shown[] =>
	Object.entries(data)
		.filter(([, value]) => value !== "")
		.slice(0, SHOWN)
		.map(([name, value]) => ({ name, text: text_of(value) }));
