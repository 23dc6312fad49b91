import type { Options } from "./api";
import type { TagConfig } from "./config";
import {
	as_position,
	as_scheme,
	fetch_settings,
	type Settings,
} from "./settings";
import type { Phrases } from "./strings";
import type { Root } from "./ui/root";

/** The first words wait this long for language and settings; later ones replace them. */
const PATIENCE_MS = 300;

export interface AppearanceOptions {
	readonly config: TagConfig;
	/** Language tags as the customer or the page wants them, best first. */
	readonly wanted: readonly string[];
	readonly phrases: Phrases;
	readonly root: Root;
	/** Builds what is seen, in the words of the moment. */
	build(): void;
}

/** Which words and which look: the built-in ones, the site's settings, the page's own. */
export class Appearance {
	readonly #options: AppearanceOptions;
	#settings: Settings | null = null;
	/** What the page said by `configure`: it wins. */
	#own: Pick<Options, "theme" | "position"> = {};

	constructor(options: AppearanceOptions) {
		this.#options = options;
	}

	/** The first screen, as soon as its words are known. */
	start(): void {
		const { build, root } = this.#options;
		const words = this.#fetch(this.#options.wanted);
		const patience = new Promise<"late">((resolve) => {
			window.setTimeout(() => resolve("late"), PATIENCE_MS);
		});
		void Promise.race([words, patience]).then((first) => {
			// In the page first: its style sheets have a say in the colours.
			root.mount();
			build();
			if (first !== "late") return;
			void words.then((changed) => {
				if (changed) build();
			});
		});
	}

	/** Later, by the page's own call. */
	configure(options: Options): void {
		const { phrases, build } = this.#options;
		const theme = as_scheme(options.theme);
		const position = as_position(options.position);
		if (theme) this.#own = { ...this.#own, theme };
		if (position) this.#own = { ...this.#own, position };
		phrases.replace(options.strings);
		this.#dress();
		if (typeof options.lang !== "string" || options.lang === phrases.tag)
			return;
		phrases.set_language(options.lang);
		void this.#fetch([options.lang]).then((changed) => {
			if (changed) build();
		});
	}

	/** Fetches language and settings; true when the first screen is out of date. */
	async #fetch(wanted: readonly string[]): Promise<boolean> {
		const { phrases, config } = this.#options;
		const { tag } = phrases;
		const [, settings] = await Promise.all([
			phrases.load(),
			fetch_settings(config, tag),
		]);
		if (tag !== phrases.tag) return false; // somebody changed it meanwhile
		this.#settings = settings;
		const better = settings && this.#spoken_by_site(wanted, settings.languages);
		if (better) {
			phrases.adopt(better);
			await phrases.load();
			this.#settings = (await fetch_settings(config, better)) ?? settings;
		}
		phrases.use_site(this.#settings?.strings);
		this.#dress();
		return true;
	}

	/** A language that the customer likes better than ours, and the site has texts in. */
	#spoken_by_site(
		wanted: readonly string[],
		languages: readonly string[],
	): string | undefined {
		const { tag } = this.#options.phrases;
		const chosen = wanted.indexOf(tag);
		const better = chosen < 0 ? wanted : wanted.slice(0, chosen);
		return better.find((lang) =>
			languages.some((known) => primary(known) === primary(lang)),
		);
	}

	#dress(): void {
		const look = this.#settings?.look;
		this.#options.root.dress({
			accent: look?.accent ?? null,
			radius: look?.radius ?? null,
			position: this.#own.position ?? look?.position ?? null,
			scheme: this.#own.theme ?? look?.scheme ?? null,
		});
	}
}

const primary = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";
