import { afterEach, describe, expect, it } from "vitest";
import { to_json } from "./json";

const bent = Array.prototype as { toJSON?: unknown };

describe("to_json", () => {
	afterEach(() => {
		delete bent.toJSON;
	});

	it("says what the browser's own function says", () => {
		const values = [
			{ a: 1, b: [true, null, 'ü\n"<'], c: { d: undefined, e: -0.5 } },
			[undefined, Number.NaN, [], {}],
			"text",
			3,
			null,
		];
		for (const value of values)
			expect(to_json(value)).toBe(JSON.stringify(value));
	});

	it("does not ask a page's own toJSON", () => {
		bent.toJSON = () => {
			throw new Error("mine");
		};
		expect(to_json({ list: ["a", 1] })).toBe('{"list":["a",1]}');
	});
});
