import { describe, expect, it } from "vitest";
import { ar } from "./ar";
import { de } from "./de";
import { en, type StringName } from "./en";
import { fill } from "./fill";
import { fr } from "./fr";
import { Phrases } from "./index";

const names = Object.keys(en) as StringName[];

/** The values that a text asks for, each once: a language may say one of them twice. */
const blanks = (text: string) =>
	[...new Set([...text.matchAll(/\{(\w+)(?:\}|, plural,)/g)].map(([, b]) => b))]
		.filter((blank) => blank !== undefined)
		.sort();

const forms = (lang: string) =>
	new Intl.PluralRules(lang).resolvedOptions().pluralCategories;

describe.each(Object.entries({ de, fr, ar }))(
	"the language %s",
	(lang, texts) => {
		it("has the same names as English", () => {
			expect(Object.keys(texts).sort()).toEqual([...names].sort());
		});

		it("fills in the same blanks", () => {
			for (const name of names)
				expect(blanks(texts[name]), name).toEqual(blanks(en[name]));
		});

		it("says nothing in English by oversight", () => {
			const same = names.filter((name) => texts[name] === en[name]);
			const alike = [
				"chat_title",
				"chat_agent",
				"chat_emoji",
				"pause",
				"chat_log",
			];
			expect(same.filter((name) => !alike.includes(name))).toEqual([]);
		});

		it("has a form for each number that its grammar tells apart", () => {
			for (const name of names.filter((one) => texts[one].includes("plural")))
				for (const form of forms(lang).filter(
					(one) => one !== "many" || lang === "ar",
				))
					expect(texts[name], name).toContain(`${form} {`);
		});

		it("leaves no brace open", () => {
			for (const name of names) {
				const filled = fill(
					texts[name],
					Object.fromEntries(blanks(texts[name]).map((blank) => [blank, 3])),
					lang,
				);
				expect(filled, name).not.toMatch(/[{}#]/);
			}
		});
	},
);

describe("fill", () => {
	const text = "{count, plural, one {# day} other {# days}} of {name}";

	it("takes the form that the number wants", () => {
		expect(fill(text, { count: 1, name: "rain" }, "en")).toBe("1 day of rain");
		expect(fill(text, { count: 0, name: "rain" }, "en")).toBe("0 days of rain");
		const arabic = "{n, plural, two {يومان} few {# أيام} other {# يوم}}";
		expect(fill(arabic, { n: 2 }, "ar")).toBe("يومان");
		expect(fill(arabic, { n: 5 }, "ar")).toMatch(/أيام$/);
	});

	it("prefers an exact number, and falls back to the general form", () => {
		const own = "{n, plural, =0 {none} other {#}}";
		expect(fill(own, { n: 0 }, "en")).toBe("none");
		expect(fill(own, { n: 1 }, "en")).toBe("1");
	});

	it("leaves what it does not know as it stands", () => {
		expect(fill("{agent} {n, plural, other {#}}", {}, "en")).toBe(
			"{agent} {n, plural, other {#}}",
		);
	});

	it("keeps a name of another direction from turning the sentence", () => {
		expect(fill("{name} sees this", { name: "Ben" }, "en")).toBe(
			"Ben sees this",
		);
		expect(fill("{name} sees this", { name: "سارة" }, "en")).toBe(
			"\u2068سارة\u2069 sees this",
		);
		expect(fill("{name} هنا", { name: "Ben" }, "ar")).toContain(
			"\u2068Ben\u2069",
		);
	});

	it("survives a language tag that no browser knows", () => {
		expect(fill(text, { count: 1, name: "x" }, "not a tag")).toBe("1 day of x");
	});
});

describe("Phrases", () => {
	it("takes the first language it speaks, else English", () => {
		expect(new Phrases(["nl", "de-CH", "en"]).language).toBe("de");
		expect(new Phrases(["nl", "constructor"]).language).toBe("en");
	});

	it("knows which way the language is written", () => {
		expect(new Phrases(["ar-EG"]).direction).toBe("rtl");
		expect(new Phrases(["fr"]).direction).toBe("ltr");
	});

	it("speaks English until the language is here", async () => {
		const phrases = new Phrases(["de"]);
		expect(phrases.say("chat_send")).toBe(en.chat_send);
		expect(await phrases.load()).toBe(true);
		expect(phrases.say("chat_send")).toBe(de.chat_send);
		expect(await phrases.load()).toBe(false);
	});

	it("lets a site replace texts, and only texts; the page's own win", () => {
		const phrases = new Phrases(["en"]);
		phrases.use_site({ launcher: "Ask us", chat_send: "Off it goes" });
		phrases.replace({ launcher: "Here", chat_title: 7, toString: "x" });
		phrases.replace(null);
		phrases.use_site("nonsense");
		expect(phrases.say("launcher")).toBe("Here");
		expect(phrases.say("chat_title")).toBe(en.chat_title);
		expect(phrases.say("chat_send")).toBe(en.chat_send);
	});

	it("lets a site bring a language of its own", () => {
		const phrases = new Phrases(["nl"]);
		phrases.adopt("nl");
		phrases.use_site({ chat_send: "Versturen" });
		expect(phrases.language).toBe("nl");
		expect(phrases.say("chat_send")).toBe("Versturen");
		expect(phrases.say("chat_title")).toBe(en.chat_title);
	});
});
