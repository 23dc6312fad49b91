import { describe, expect, it } from "vitest";
import { aria_keys, COMMANDS, is_mac, type Key, stroke_of } from "./keymap";

const key = (name: string, more: Partial<Key> = {}): Key => ({
	key: name,
	code: /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : "",
	altKey: false,
	ctrlKey: false,
	shiftKey: false,
	metaKey: false,
	isComposing: false,
	repeat: false,
	...more,
});

describe("shortcuts", () => {
	it("go with Alt, also while somebody writes", () => {
		expect(stroke_of(key("a", { altKey: true }), false, true)).toEqual({
			kind: "command",
			command: "accept",
		});
		expect(
			stroke_of(key("3", { code: "Digit3", altKey: true }), false, false),
		).toEqual({ kind: "number", number: 3 });
	});

	it("go with Control and Shift where Option types signs", () => {
		const pressed = key("A", { ctrlKey: true, shiftKey: true });
		expect(stroke_of(pressed, true, true)).toEqual({
			kind: "command",
			command: "accept",
		});
		expect(
			stroke_of(key("å", { altKey: true, code: "KeyA" }), true, true),
		).toBe(null);
	});

	it("never take a letter from somebody who types", () => {
		for (const letter of Object.values(COMMANDS)) {
			const small = letter.toLowerCase();
			expect(stroke_of(key(small), false, true)).toBeNull();
			expect(
				stroke_of(key(letter, { shiftKey: true }), false, true),
			).toBeNull();
			// AltGr on Windows.
			expect(
				stroke_of(key(small, { altKey: true, ctrlKey: true }), false, true),
			).toBeNull();
			expect(
				stroke_of(key(small, { altKey: true, isComposing: true }), false, true),
			).toBeNull();
		}
		expect(stroke_of(key("?", { shiftKey: true }), false, true)).toBeNull();
	});

	it("leave the browsers' own keys alone", () => {
		const letters = new Set<string>(Object.values(COMMANDS));
		expect(letters.size).toBe(Object.keys(COMMANDS).length);
		for (const taken of "BDEFHSTV") expect(letters.has(taken)).toBe(false);
		for (const arrow of ["ArrowLeft", "ArrowRight", "Home", "F6"])
			expect(stroke_of(key(arrow, { altKey: true }), false, false)).toBeNull();
	});

	it("follow the letters of the person's own keyboard", () => {
		const german_z = key("q", { altKey: true, code: "KeyY" });
		expect(stroke_of(german_z, false, false)).toEqual({
			kind: "command",
			command: "replies",
		});
		const cyrillic = key("ф", { altKey: true, code: "KeyA" });
		expect(stroke_of(cyrillic, false, false)).toEqual({
			kind: "command",
			command: "accept",
		});
	});

	it("open the sheet outside of fields", () => {
		expect(stroke_of(key("?", { shiftKey: true }), false, false)).toEqual({
			kind: "help",
		});
	});

	it("are written as the computer at hand has them", () => {
		expect(aria_keys("A", is_mac("Linux x86_64"))).toBe("Alt+A");
		expect(aria_keys("A", is_mac("MacIntel"))).toBe("Control+Shift+A");
	});
});
