import { en, type StringName, type Strings } from "./en";
import { fill, is_rtl, type Values } from "./fill";

export type { StringName, Strings } from "./en";

/** Languages besides English; each is a file of its own, loaded when it is wanted. */
const LANGUAGES: Readonly<Record<string, () => Promise<Strings>>> = {
	de: () => import("./de").then(({ de }) => de),
	fr: () => import("./fr").then(({ fr }) => fr),
	ar: () => import("./ar").then(({ ar }) => ar),
};

type Texts = Readonly<Record<string, string>>;

/** Texts in one language, some of them replaced by the site. */
export class Phrases {
	#base: Strings = en;
	/** From the site's settings, for the language of the moment. */
	#site: Texts = {};
	/** From `configure`: they win. */
	#own: Texts = {};

	/** `langs` are language tags; the first one that we speak is taken, else English. */
	constructor(langs: readonly string[]) {
		this.tag = pick(langs);
	}

	/** The tag as it was wanted, for dates and for the site's own texts. */
	tag: string;

	get language(): string {
		return primary(this.tag);
	}

	get direction(): "rtl" | "ltr" {
		return is_rtl(this.tag) ? "rtl" : "ltr";
	}

	/** Fetches the language; true when that changed any text. */
	async load(): Promise<boolean> {
		const { language } = this;
		const load = Object.hasOwn(LANGUAGES, language)
			? LANGUAGES[language]
			: undefined;
		// Without its file (no network, a newer version is out) English is spoken.
		const texts = load ? await load().catch(() => en) : en;
		if (language !== this.language || texts === this.#base) return false;
		this.#base = texts;
		return true;
	}

	/** Another language; a tag that we do not speak as well as any means English. */
	set_language(tag: string): void {
		this.tag = pick([tag]);
	}

	/** A language that the site has brought itself: its texts come by `use_site`. */
	adopt(tag: string): void {
		this.tag = tag;
	}

	use_site(texts: unknown): void {
		this.#site = known_texts(texts);
	}

	/** Replaces texts for good; unknown names and non-texts are ignored. */
	replace(texts: unknown): void {
		this.#own = { ...this.#own, ...known_texts(texts) };
	}

	say(name: StringName, values: Values = {}): string {
		const text = this.#own[name] ?? this.#site[name] ?? this.#base[name];
		return fill(text, values, this.tag);
	}
}

function known_texts(texts: unknown): Texts {
	if (!texts || typeof texts !== "object") return {};
	return Object.fromEntries(
		Object.entries(texts).filter(
			([name, text]) => Object.hasOwn(en, name) && typeof text === "string",
		),
	) as Texts;
}

function pick(langs: readonly string[]): string {
	for (const lang of langs) {
		const language = primary(lang);
		if (language === "en" || Object.hasOwn(LANGUAGES, language)) return lang;
	}
	return "en";
}

const primary = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";
