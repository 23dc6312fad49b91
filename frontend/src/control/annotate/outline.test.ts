import { describe, expect, test } from "vitest";
import { outline } from "./outline";

const from = { x: 0, y: 0 };
const to = { x: 100, y: 40 };

describe("outlines", () => {
	test("an arrow has its head at the last point", () => {
		const path = outline("arrow", [from, { x: 100, y: 0 }]);
		expect(path.startsWith("M0.0 0.0L100.0 0.0M")).toBe(true);
		expect(path.match(/L100\.0 0\.0/g)).toHaveLength(2);
	});

	test("box and highlight lie between their corners, whichever come first", () => {
		expect(outline("box", [from, to])).toBe("M0.0 0.0H100.0V40.0H0.0Z");
		expect(outline("highlight", [to, from])).toBe("M100.0 40.0H0.0V0.0H100.0Z");
	});

	test("nothing makes no outline", () => {
		expect(outline("pen", [])).toBe("");
	});
});
