import { describe, expect, it } from "vitest";
import { rewriteCss } from "./css";

/** Every address becomes `!`, so that one that was missed stands out. */
const marked = (text: string): string => rewriteCss(text, { url: () => "!" });

describe("CSS text on its way", () => {
	it.each([
		"a > b { color: red; margin: 0 1px }",
		"@media (min-width: 10px) { .x::after { content: 'a' } }",
		":root { --gap: calc(1px + 2em) } a[href$='.pdf']:not(.y):hover { top: var(--gap) }",
		"@font-face { font-family: 'Open Sans'; font-weight: 400 }",
		"@keyframes k { from { left: 0 } to { left: 10% } }",
		".a\\:b { color: #abc123 }",
	])("is left alone when it names no address: %s", (text) => {
		expect(marked(text)).toBe(text.replaceAll("'a'", "'a'"));
	});

	it.each([
		["url(http://evil.test/a)"],
		['url("http://evil.test/a")'],
		["url( 'http://evil.test/a' )"],
		["URL(http://evil.test/a)"],
		["u\\72l(http://evil.test/a)"],
		["\\000075rl(http://evil.test/a)"],
		["url(http://evil.test/a"],
		['url("http://evil.test/\\29 a")'],
		["image-set('http://evil.test/a' 1x, \"http://evil.test/b\" 2x)"],
		["-webkit-image-set(url(http://evil.test/a) 1x)"],
		["cross-fade(url(http://evil.test/a), 'http://evil.test/b', 50%)"],
		["src('http://evil.test/a')"],
		["url(/**/http://evil.test/a)"],
	])("keeps no address: %s", (value) => {
		const out = marked(`p { background: ${value} }`);
		expect(out).not.toContain("evil.test");
	});

	it.each([
		"@import 'http://evil.test/a.css'; p { top: 0 }",
		"@import url(http://evil.test/a.css) screen; p { top: 0 }",
		"@\\69mport 'http://evil.test/a.css'; p { top: 0 }",
		'/* */ @IMPORT "http://evil.test/a.css" layer(x); p { top: 0 }',
	])("drops imports: %s", (text) => {
		const out = marked(text);
		expect(out).not.toMatch(/import|evil/i);
		expect(out).toContain("p { top: 0 }");
	});

	it("has elements' names changed in selectors alone", () => {
		const type = (name: string) =>
			name === "canvas" ? "img:where([c])" : null;
		const text =
			"a canvas.b>canvas,/**/canvas:hover,:not(canvas){} .canvas,#canvas,[canvas],[a=canvas]{animation:canvas}" +
			"@keyframes canvas{from{top:0}} @media screen{canvas{top:0}} .x{& canvas{top:0}}";
		const out = rewriteCss(text, { url: () => null, type });
		expect(out).toBe(
			"a img:where([c]).b>img:where([c]), img:where([c]):hover,:not(img:where([c])){} .canvas,#canvas,[canvas],[a=canvas]{animation:canvas}" +
				"@keyframes canvas{from{top:0}} @media screen{img:where([c]){top:0}} .x{& img:where([c]){top:0}}",
		);
	});

	it("drops an import that never ends, with all that follows", () => {
		expect(marked("p { top: 0 } @import 'http://evil.test'")).not.toContain(
			"evil",
		);
	});

	it("takes the script hooks of old browsers out", () => {
		const out = marked(
			"p { -moz-binding: url(x); behavior: url(y); width: expression(1) }",
		);
		expect(out).not.toMatch(/-moz-binding|behavior:|expression\(/);
	});

	it("shows each string with the property that it stands in", () => {
		const seen: [string, string][] = [];
		rewriteCss(
			".a { content: 'one'; --b: 'two'; font-family: \"three\" } [x='four'] {}",
			{
				url: () => null,
				string(text, property) {
					seen.push([text, property]);
					return text;
				},
			},
		);
		expect(seen).toEqual([
			["one", "content"],
			["two", "--b"],
			["three", "font-family"],
			["four", "[x"],
		]);
	});

	it("renames pseudo-classes in selectors, not words of values", () => {
		const pseudo = (name: string) => (name === "link" ? "[l]" : null);
		const rewritten = (css: string) =>
			rewriteCss(css, { url: (url) => url, pseudo });
		expect(rewritten("a{animation:link 1s}")).toBe("a{animation:link 1s}");
		expect(rewritten("a{color:red;animation:link}")).toBe(
			"a{color:red;animation:link}",
		);
		expect(rewritten("p{a:link{color:red}}")).toBe("p{a[l]{color:red}}");
		expect(rewritten("@scope (a:link){b{color:red}}")).toBe(
			"@scope (a[l]){b{color:red}}",
		);
	});

	it("keeps namespaces that everybody knows", () => {
		const known = '@namespace h url("http://www.w3.org/1999/xhtml");a{}';
		expect(marked(known)).toBe(known);
		expect(marked("@namespace url(https://evil.test/a);b{}")).toBe("b{}");
		expect(marked('@namespace "http://www.w3.org/2000/svg/../x";b{}')).toBe(
			"b{}",
		);
	});

	it("renames pseudo-classes and leaves pseudo-elements", () => {
		const pseudo = (name: string) => (name === "link" ? "[l]" : null);
		expect(
			rewriteCss("a:link, a::link, a:hover { top: 0 }", {
				url: () => null,
				pseudo,
			}),
		).toBe("a[l], a::link, a:hover { top: 0 }");
	});

	it("takes no longer than the text is long", () => {
		for (const text of [
			"url(",
			'"\\',
			"/*",
			"(((",
			"a:",
			"@import ",
			"@namespace a:x ",
		])
			rewriteCss(text.repeat(20_000), { url: () => null, pseudo: () => "x" });
	});

	it("writes the answer to @supports in place of the question", () => {
		const asked: string[] = [];
		const supports = (condition: string): boolean => {
			asked.push(condition);
			return !condition.startsWith("not");
		};
		const answered = (css: string): string =>
			rewriteCss(css, { url: () => null, supports });
		expect(answered("@supports (a: b) { i { top: 0 } }")).toBe(
			"@media all { i { top: 0 } }",
		);
		expect(answered('p { @supPorts not (a: "{") { top: 0 } left: 0 }')).toBe(
			"p { @media not all { top: 0 } left: 0 }",
		);
		expect(answered("@\\73upports selector(a:hover)")).toBe("@media all ");
		expect(asked).toEqual(["(a: b)", 'not (a: "{")', "selector(a:hover)"]);
		expect(rewriteCss("@supports (a: b) {}", { url: () => null })).toBe(
			"@supports (a: b) {}",
		);
	});
});

describe("what a word or string is a value of", () => {
	it.each([
		["p { --a: { b: 'x1'; c: x1 } }", "--a", "--a"],
		["p { color: var(--a, x1); top: var(--a, 'x1') }", "--a", "--a"],
		["@container style(--a: x1) { }", "--a"],
		["a:hover [data-b='x1'] { }", "[data-b"],
		["[ data-b = x1 ], [data-b=/* */x1] { }", "[data-b", "[data-b"],
		["p { --a: 9x1; --b: #x1 }", "--a", "--b"],
		["p { --a: 9px #a1b2c3; } .x1 { }", ""],
	])("is known: %s", (text, ...holders) => {
		const found: string[] = [];
		const note = (word: string, holder: string): void => {
			if (word.endsWith("x1")) found.push(holder);
		};
		rewriteCss(text, {
			url: () => null,
			string(one, holder) {
				note(one, holder);
				return one;
			},
			word(one, holder) {
				note(one, holder);
				return true;
			},
		});
		expect(found).toEqual(holders);
	});
});
