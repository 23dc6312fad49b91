import { describe, expect, it } from "vitest";
import { de } from "./de";
import { en, type StringName } from "./en";
import { Phrases } from "./index";

const names = Object.keys(en) as StringName[];
const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String);

describe("Phrases", () => {
	it("fills in the same blanks in every language", () => {
		for (const name of names)
			expect(blanks(de[name]).sort(), name).toEqual(blanks(en[name]).sort());
	});

	it("takes the first language it speaks, else English", () => {
		expect(new Phrases(["fr-CH", "de-CH", "en"]).language).toBe("de");
		expect(new Phrases(["fr", "constructor"]).language).toBe("en");
	});

	it("lets a site replace texts, and only texts", () => {
		const phrases = new Phrases(["en"]);
		phrases.configure("de", {
			launcher: "Frag uns",
			chat_title: 7,
			toString: "x",
		});
		expect(phrases.say("launcher")).toBe("Frag uns");
		expect(phrases.say("chat_title")).toBe(de.chat_title);
		phrases.configure(undefined, null);
		expect(phrases.language).toBe("de");
	});

	it("leaves unknown blanks alone", () => {
		expect(new Phrases(["en"]).say("bar_viewing", { other: 1 })).toContain(
			"{agent}",
		);
	});
});
