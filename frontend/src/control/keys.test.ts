import { describe, expect, it } from "vitest";
import { from_mac, is_allowed_key, NO_MODS } from "./keys";

const alt = { ...NO_MODS, alt: true };
const meta = { ...NO_MODS, meta: true };
const ctrl = { ...NO_MODS, ctrl: true };

describe("chords of a Mac", () => {
	it.each([
		["ArrowLeft", meta, "Home", NO_MODS],
		["ArrowRight", meta, "End", NO_MODS],
		["ArrowUp", meta, "Home", ctrl],
		["ArrowDown", meta, "End", ctrl],
		["ArrowLeft", alt, "ArrowLeft", ctrl],
		["Backspace", alt, "Backspace", ctrl],
		["Delete", alt, "Delete", ctrl],
	])("%s is a key that the hand has", (key, mods, other, others) => {
		expect(from_mac(key, mods)).toEqual([other, others]);
		expect(is_allowed_key(...from_mac(key, mods))).toBe(true);
	});

	it("go on selecting with Shift", () => {
		const [key, mods] = from_mac("ArrowLeft", { ...meta, shift: true });
		expect([key, mods]).toEqual(["Home", { ...NO_MODS, shift: true }]);
	});

	it.each([
		["a", meta],
		["ArrowLeft", NO_MODS],
		["Enter", alt],
		["ArrowLeft", { ...meta, alt: true }],
		["q", meta],
	])("leave the rest as it is: %s", (key, mods) => {
		expect(from_mac(key, mods)).toEqual([key, mods]);
	});
});
