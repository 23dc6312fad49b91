import { de } from "./de";
import { en, type StringName, type Strings } from "./en";

export type { StringName, Strings } from "./en";

const LANGUAGES: Readonly<Record<string, Strings>> = { en, de };

/** Texts in one language, some of them replaced by the site. */
export class Phrases {
	#base: Strings;
	#own: Partial<Strings> = {};

	/** `lang` is a language tag; the first one that we speak is taken, else English. */
	constructor(langs: readonly string[]) {
		this.language = pick(langs);
		this.#base = LANGUAGES[this.language] ?? en;
	}

	language: string;

	/** Another language and replaced texts; unknown names and non-texts are ignored. */
	configure(lang: string | undefined, own: unknown): void {
		if (lang) {
			this.language = pick([lang]);
			this.#base = LANGUAGES[this.language] ?? en;
		}
		if (!own || typeof own !== "object") return;
		const texts = Object.entries(own).filter(
			([name, text]) => Object.hasOwn(en, name) && typeof text === "string",
		);
		this.#own = { ...this.#own, ...Object.fromEntries(texts) };
	}

	say(
		name: StringName,
		values: Readonly<Record<string, string | number>> = {},
	): string {
		const text = this.#own[name] ?? this.#base[name];
		return text.replace(/\{(\w+)\}/g, (whole, key: string) =>
			Object.hasOwn(values, key) ? String(values[key]) : whole,
		);
	}
}

function pick(langs: readonly string[]): string {
	for (const lang of langs) {
		const primary = lang.toLowerCase().split("-")[0] ?? "";
		if (Object.hasOwn(LANGUAGES, primary)) return primary;
	}
	return "en";
}
