import { describe, expect, it } from "vitest";
import { all_emoji, found_emoji, moved } from "./emoji";

const english = all_emoji("en");

describe("emoji", () => {
	it("have one sign and a name in both languages", () => {
		for (const language of ["en", "de-AT"])
			for (const { sign, name } of all_emoji(language)) {
				expect(name).not.toBe("");
				expect([...new Intl.Segmenter().segment(sign)]).toHaveLength(1);
			}
		expect(new Set(english.map((one) => one.sign)).size).toBe(english.length);
	});

	it("are found by the start of a word in either language, without accents", () => {
		const signs = (sought: string): string[] =>
			found_emoji(english, sought).map((one) => one.sign);
		expect(signs("thumbs down")).toEqual(["👎"]);
		expect(signs("SCHLUSSEL")).toEqual(["🔑"]);
		expect(signs("humbs")).toEqual([]);
		expect(signs("")).toHaveLength(english.length);
	});

	it("are walked through by arrows, and the walk ends at the edges", () => {
		expect(moved(0, "ArrowLeft", 8, 20)).toBe(0);
		expect(moved(0, "ArrowDown", 8, 20)).toBe(8);
		expect(moved(18, "ArrowDown", 8, 20)).toBe(18);
		expect(moved(10, "Home", 8, 20)).toBe(8);
		expect(moved(17, "End", 8, 20)).toBe(19);
		expect(moved(3, "a", 8, 20)).toBeNull();
		expect(moved(0, "ArrowRight", 8, 0)).toBeNull();
	});
});
