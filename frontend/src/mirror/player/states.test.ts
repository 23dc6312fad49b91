import { describe, expect, it } from "vitest";
import { rewriteCss } from "../css";
import { stateSelector } from "./states";

const played = (text: string): string =>
	rewriteCss(text, { url: () => null, pseudo: stateSelector });
const on = (word: string): string => `[data-cobrowse-state~="${word}"]`;

describe("States in selectors", () => {
	it.each([
		["a:hover{x:y}", `a${on("hover")}{x:y}`],
		["a:HOVER , b:active{}", `a${on("hover")} , b${on("active")}{}`],
		["a:h\\6fver{}", `a${on("hover")}{}`],
		[".hover\\:red:hover{}", `.hover\\:red${on("hover")}{}`],
		[".w-\\(--x\\):hover{a:b}", `.w-\\(--x\\)${on("hover")}{a:b}`],
		[
			":is(a:focus,b:not(:focus-visible)) :has(> :focus-within){}",
			`:is(a${on("focus")},b:not(${on("focus-visible")})) :has(> ${on("focus-within")}){}`,
		],
		[
			":host(:hover) ::slotted(a:active){}",
			`:host(${on("hover")}) ::slotted(a${on("active")}){}`,
		],
		[
			":where(:target):user-invalid{}",
			`:where(${on("target")})${on("user-invalid")}{}`,
		],
		[
			"@media (hover:hover){a:hover{b:c}}",
			`@media (hover:hover){a${on("hover")}{b:c}}`,
		],
		[
			"@media(hover:hover){a:hover{b:c}}",
			`@media(hover:hover){a${on("hover")}{b:c}}`,
		],
		[
			"@scope (a:hover) to (b:focus){c{d:e}}",
			`@scope (a${on("hover")}) to (b${on("focus")}){c{d:e}}`,
		],
		[
			"a{b:c;&:hover{d:e};f:hover{g:active}}",
			`a{b:c;&${on("hover")}{d:e};f${on("hover")}{g:active}}`,
		],
		["a:-moz-focusring{}", `a${on("focus-visible")}{}`],
		["x-a:state(open){}", 'x-a[data-cobrowse-custom~="open"]{}'],
		[
			"x-a:STATE( --Open ):hover{}",
			`x-a[data-cobrowse-custom~="--Open"]${on("hover")}{}`,
		],
		[
			"x-a:not(:state(a)):hover{}",
			`x-a:not([data-cobrowse-custom~="a"])${on("hover")}{}`,
		],
		["x-a:--open{}", 'x-a[data-cobrowse-custom~="--open"]{}'],
		[":not(:defined){}", `:not(:is(:defined,${on("defined")})){}`],
	])("are matched by their mark: %s", (text, expected) => {
		expect(played(text)).toBe(expected);
	});

	it.each([
		"a{animation-name:hover;transition:active}",
		"a{--x:hover}",
		"color:hover",
		"a:hover",
		"@media (hover:hover) and (any-hover:hover){}",
		"@supports selector(:focus-visible){}",
		"@page :first{}",
		"a{b:url(x;y:hover)}",
		"i::before:hover{}",
		"i:after:hover{}",
		"::-webkit-scrollbar-thumb:hover:active{}",
		"::-webkit-slider-thumb:not(:active){}",
		"x-a::part(b):hover{}",
		'a[title=":hover"]{}',
		"x-a:state(a b):state(){}",
		"a:checked:disabled:placeholder-shown{}",
	])("stay where a mark would be wrong: %s", (text) => {
		expect(played(text).replaceAll('"data:,"', "x;y:hover")).toBe(text);
	});

	it("knows a new selector after what could not be marked", () => {
		expect(played("i::before:hover,a:hover{}")).toBe(
			`i::before:hover,a${on("hover")}{}`,
		);
		expect(played("x-a::part(b):not(:hover) a:hover{}")).toBe(
			`x-a::part(b):not(:hover) a${on("hover")}{}`,
		);
	});

	it("takes no longer than the text is long", () => {
		for (const text of [
			"a:hover(",
			":hover;",
			"(:hover;",
			"{:hover(",
			"x::part(:hover",
		])
			played(text.repeat(30_000));
	});
});
