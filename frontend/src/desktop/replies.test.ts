import { describe, expect, it } from "vitest";
import { filled, matching, query_at, SHORTCUT, with_reply } from "./replies";
import type { QuickReply } from "./wire";

const reply = (
	shortcut: string,
	more: Partial<QuickReply> = {},
): QuickReply => ({
	id: shortcut.length,
	shortcut,
	text: `text of ${shortcut}`,
	language: "",
	own: false,
	...more,
});

const names = (replies: readonly QuickReply[]): string[] =>
	replies.map((one) => one.shortcut);

describe("a quick reply", () => {
	it("is asked for by a slash at the start of a word", () => {
		expect(query_at("/", 1)).toEqual({ from: 0, to: 1, word: "" });
		expect(query_at("Hello /gr", 9)).toEqual({ from: 6, to: 9, word: "gr" });
		expect(query_at("line\n/a", 7)?.word).toBe("a");
	});

	it("does not come up inside an address or a fraction", () => {
		expect(query_at("https://x", 9)).toBeNull();
		expect(query_at("and/or", 6)).toBeNull();
		expect(query_at("/hello there", 12)).toBeNull();
		expect(query_at("/hello", 0)).toBeNull();
	});

	it("is found by the start of its shortcut before the middle and the text", () => {
		const all = [
			reply("thanks"),
			reply("goodbye", { text: "thank you and goodbye" }),
			reply("bigthanks"),
			reply("hello"),
		];
		expect(names(matching(all, "thank", "en"))).toEqual([
			"thanks",
			"bigthanks",
			"goodbye",
		]);
		expect(names(matching(all, "", "en"))).toHaveLength(4);
		expect(matching(all, "nothing", "en")).toEqual([]);
	});

	it("speaks the customer's language, and one's own words before all", () => {
		const all = [
			reply("hi", { id: 1, language: "en" }),
			reply("hi", { id: 2, language: "de" }),
			reply("bye", { id: 3, language: "de" }),
			reply("bye", { id: 4, language: "en", own: true }),
		];
		expect(matching(all, "hi", "de-AT").map((one) => one.id)).toEqual([2]);
		expect(matching(all, "bye", "de").map((one) => one.id)).toEqual([4]);
		const mixed = [
			reply("a", { language: "de" }),
			reply("b", { language: "en" }),
			reply("c"),
		];
		expect(names(matching(mixed, "", "en-GB"))).toEqual(["b", "c", "a"]);
	});

	it("has the names filled in, and leaves gaps that it does not know", () => {
		expect(
			filled("Hi {customer}, I am {agent}. {other}", {
				customer: "Mara {agent}",
				agent: "Alice",
			}),
		).toBe("Hi Mara {agent}, I am Alice. {other}");
		expect(filled("Hi {customer}", { customer: "", agent: "A" })).toBe(
			"Hi {customer}",
		);
	});

	it("replaces what was typed and nothing around it", () => {
		const text = "One /gr two";
		const query = query_at(text, 7);
		expect(query && with_reply(text, query, "Good day")).toEqual({
			text: "One Good day two",
			caret: 12,
		});
	});

	it("has a shortcut that can be typed", () => {
		expect(SHORTCUT.test("good_day-2")).toBe(true);
		for (const wrong of ["", "Hello", "two words", "a".repeat(33), "a\n"])
			expect(SHORTCUT.test(wrong)).toBe(false);
	});
});
