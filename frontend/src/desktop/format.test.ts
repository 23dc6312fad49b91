import { describe, expect, it } from "vitest";
import { digits, duration, grouped, initials, seconds_until } from "./format";

describe("format", () => {
	it.each([
		[0, "0:00"],
		[59.9, "0:59"],
		[600, "10:00"],
		[3_723, "1:02:03"],
		[-5, "0:00"],
		[Number.NaN, "0:00"],
	])("writes %d seconds as %s", (seconds, text) => {
		expect(duration(seconds)).toBe(text);
	});

	it.each([
		["123456789", "123 456 789"],
		[" 123-456 789\n", "123 456 789"],
		["Session: 123.456.789, thanks", "123 456 789"],
		["1234567890123", "123 456 789"],
		["12 34", "123 4"],
		["none", ""],
	])("finds the nine digits in %j", (typed, text) => {
		expect(grouped(typed)).toBe(text);
		expect(digits(typed)).toBe(text.replaceAll(" ", ""));
	});

	it.each([
		["Mara Lindqvist", "ML"],
		["jo", "j"],
		["  Åsa   von Ödegård ", "ÅÖ"],
		["+46 70 123", ""],
		["李 雷", "李雷"],
		["", ""],
	])("shortens %j to %s", (name, letters) => {
		expect(initials(name)).toBe(letters);
	});

	it("never counts below zero", () => {
		expect(seconds_until("2030-01-01T00:00:00Z", Date.now() * 10)).toBe(0);
		expect(seconds_until("nonsense", 0)).toBe(0);
	});
});
