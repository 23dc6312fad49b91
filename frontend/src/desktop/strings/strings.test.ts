import { describe, expect, it } from "vitest";
import { de } from "./de";
import { en, type StringKey } from "./en";
import { say, say_code } from "./index";

const placeholders = (text: string): string[] =>
	[...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("strings", () => {
	it("has the same gaps in both languages", () => {
		for (const key of Object.keys(en) as StringKey[])
			expect([key, placeholders(de[key])]).toEqual([
				key,
				placeholders(en[key]),
			]);
	});

	it("fills gaps and leaves unknown ones", () => {
		expect(say("list.capacity", { count: 1, capacity: 3 })).toBe(
			"1 of 3 chats",
		);
		expect(say("list.capacity", { count: 1 })).toBe("1 of {capacity} chats");
	});

	it("has words for a code, or says something sensible", () => {
		expect(say_code("end.inactivity", "end.error")).toBe(en["end.inactivity"]);
		expect(say_code("end.constructor", "end.error")).toBe(en["end.error"]);
		expect(say_code("toString", "end.error")).toBe(en["end.error"]);
	});
});
