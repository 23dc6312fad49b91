import { describe, expect, it } from "vitest";
import { accents, contrast, parse_colour, type Rgb } from "./colour";

const colour = (text: string): Rgb => {
	const parsed = parse_colour(text.replace(/(\d) (?=\d)/g, "$1, "));
	if (!parsed) throw new Error(text);
	return parsed;
};

describe("parse_colour", () => {
	it("reads what computed styles write, and nothing else", () => {
		expect(parse_colour("rgb(1, 2, 3)")).toEqual({ r: 1, g: 2, b: 3 });
		expect(parse_colour("rgba(1, 2, 3, 0.5)")).toEqual({ r: 1, g: 2, b: 3 });
		expect(parse_colour("#0b6775")).toEqual({ r: 11, g: 103, b: 117 });
		expect(parse_colour("color(srgb 1 0 0)")).toBeNull();
		expect(parse_colour("url(x)")).toBeNull();
	});
});

describe("accents", () => {
	it("knows the ends of the scale", () => {
		const black = { r: 0, g: 0, b: 0 };
		const white = { r: 255, g: 255, b: 255 };
		expect(contrast(black, white)).toBeCloseTo(21, 1);
		expect(contrast(white, white)).toBe(1);
	});

	it("can be read on and beside any accent, in both schemes", () => {
		const steps = [0, 51, 102, 128, 153, 204, 255];
		for (const r of steps)
			for (const g of steps)
				for (const b of steps)
					for (const dark of [false, true]) {
						const accent = { r, g, b };
						const { on_accent, text, soft, hover } = accents(accent, dark);
						const on = colour(on_accent);
						const name = JSON.stringify(accent);
						expect(contrast(on, accent), name).toBeGreaterThanOrEqual(4.4);
						expect(contrast(on, colour(hover)), name).toBeGreaterThanOrEqual(
							4.4,
						);
						const beside = contrast(colour(text), colour(soft));
						expect(beside, name).toBeGreaterThanOrEqual(4.4);
					}
	});
});
