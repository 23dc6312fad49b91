import { describe, expect, it } from "vitest";
import { importsOf, inGroups } from "./css_imports";

const plain = { layer: null, supports: "", media: "" };

describe("imports of a style sheet", () => {
	it.each([
		["@import 'a.css';", { ...plain, url: "a.css" }],
		['@IMPORT "a.css" screen;', { ...plain, url: "a.css", media: "screen" }],
		["@import url(a.css);", { ...plain, url: "a.css" }],
		["@import url( 'a.css' ) ;", { ...plain, url: "a.css" }],
		["@import url(a.css?x=1;y);", { ...plain, url: "a.css?x=1;y" }],
		["@import 'a.css' layer;", { ...plain, url: "a.css", layer: "" }],
		[
			"@import 'a.css' layer(base.low) supports((display:grid) and (gap:1px)) (width > 1px);",
			{
				url: "a.css",
				layer: "base.low",
				supports: "(display:grid) and (gap:1px)",
				media: "(width > 1px)",
			},
		],
		["@import 'a.css' layered;", { ...plain, url: "a.css", media: "layered" }],
	])("%s", (text, found) => {
		expect(importsOf(`${text} .a{color:red}`)).toEqual([found]);
	});

	it("come first, or not at all", () => {
		const text = `@charset "utf-8"; /* one */ @layer a, b;
			@import 'a.css'; /* ; */ @import "b.css";
			.a{content:"@import 'c.css';"} @import 'd.css';`;
		expect(importsOf(text).map(({ url }) => url)).toEqual(["a.css", "b.css"]);
		expect(importsOf("")).toEqual([]);
		expect(importsOf("@import")).toHaveLength(1);
	});

	it("say when they hold, by groups", () => {
		expect(
			inGroups(".a{}", { layer: "low", supports: "x:y", media: "print" }),
		).toBe("@supports (x:y) {\n@media print {\n@layer low {\n.a{}\n}\n}\n}");
		expect(inGroups("", plain)).toBe("");
	});
});
