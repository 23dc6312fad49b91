import { describe, expect, it } from "vitest";
import { is_word, text_in } from "./words";

describe("what windows say to each other", () => {
	it("is known by its name alone", () => {
		expect(is_word({ cobrowse: "frame.hello" }, "frame.hello")).toBe(true);
		expect(is_word({ cobrowse: "frame.call" }, "frame.hello")).toBe(false);
		expect(is_word({ type: "frame.hello" }, "frame.hello")).toBe(false);
	});

	it.each([
		null,
		undefined,
		7,
		"frame.hello",
		["frame.hello"],
		new Map([["cobrowse", "frame.hello"]]),
		{ cobrowse: ["frame.hello"] },
		Object.create({ cobrowse: "frame.hello" }),
	])("is nothing else: %s", (data) => {
		expect(is_word(data, "frame.hello")).toBe(false);
	});

	it("holds short texts only, and runs nothing", () => {
		expect(text_in({ page: "a".repeat(128) }, "page")).toHaveLength(128);
		expect(text_in({ page: "a".repeat(129) }, "page")).toBeNull();
		expect(text_in({ page: 7 }, "page")).toBeNull();
		expect(
			text_in(
				{
					get page() {
						throw new Error("run");
					},
				},
				"page",
			),
		).toBeNull();
	});
});
