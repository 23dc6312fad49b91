import { describe, expect, it } from "vitest";
import { SpokenAttributes } from "./spoken";

function told(css: string, name: string, value: string, tag = "div") {
	const spoken = new SpokenAttributes();
	spoken.note(css);
	return spoken.told(tag, name, value);
}

describe("what is told of a page's own attributes", () => {
	it.each([
		["[data-state=open]{}", "open", "open"],
		["[data-state=open]{}", "closed", null],
		["[data-state]{}", "whatever it is", ""],
		["[data-state],[data-state='open']{}", "open", "open"],
		["[data-state],[data-state='open']{}", "shut", ""],
		['a[data-state ~= "b" i]{}', "a b c", "b"],
		["[data-state|=en]{}", "en-GB", "en"],
		["[data-state^=pre]{}", "prefix", "pre"],
		["[data-state$=fix]{}", "prefix", "fix"],
		["[data-state*=ef]{}", "prefix", "ef"],
		["[data-state^=pre]{}", "suffix", null],
		["[data-other=open]{}", "open", null],
		["[data-state=ab12cd34]{}", "ab12cd34", null],
		['[data-state=""]{}', "", ""],
	])("%s of %s: %s", (css, value, expected) => {
		expect(told(css, "data-state", value)).toBe(expected);
	});

	it.each([
		["div", "wide", null],
		["x-card", "wide", ""],
		["x-card", "onclick", null],
		["x-card", "value", null],
		["div", "data-cobrowse", null],
		["div", "aria-label", null],
		["div", "v-cloak", ""],
	])("of <%s %s>: %s", (tag, name, expected) => {
		expect(told(`[${name}]{}`, name, "some words", tag)).toBe(expected);
	});

	it("takes a hundred values of an attribute for style, and no more", () => {
		const css = Array.from(
			{ length: 300 },
			(_, i) =>
				`[data-who=${String.fromCharCode(97 + (i % 26)).repeat(1 + i / 26)}]{}`,
		);
		const spoken = new SpokenAttributes();
		spoken.note(css.join(""));
		expect(spoken.told("div", "data-who", "a")).toBe("a");
		expect(spoken.told("div", "data-who", "z".repeat(11))).toBe(null);
	});

	it("says what was left out before a sheet spoke of it", () => {
		const spoken = new SpokenAttributes();
		expect(spoken.told("div", "data-state", "open")).toBe(null);
		spoken.note("p{}");
		expect([...spoken.late]).toEqual([]);
		spoken.note("[data-state=open]{}");
		expect([...spoken.late]).toEqual(["data-state"]);
	});
});
