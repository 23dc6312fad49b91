import { describe, expect, test } from "vitest";
import { INKS, LOOK } from "./look";
import { COLOURS } from "./model";

/** WCAG 2: relative luminance of an sRGB colour. */
function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((part) =>
			part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
		);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (one: number, other: number) =>
	(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

describe("colours", () => {
	test.each(COLOURS)(
		"%s is seen on white and on black, and carries white text",
		(name) => {
			const ink = luminance(INKS[name]);
			expect(contrast(ink, 1)).toBeGreaterThanOrEqual(4.5);
			expect(contrast(ink, 0)).toBeGreaterThanOrEqual(3);
			expect(LOOK).toContain(
				`[data-colour="${name}"] { --ink: ${INKS[name]}; }`,
			);
		},
	);

	test("no two are alike", () => {
		expect(new Set(Object.values(INKS)).size).toBe(COLOURS.length);
	});
});
