import { describe, expect, it } from "vitest";
import { CEILING_MS, FLOOR_MS, RATE_LIMITED_MS, retry_delay } from "./backoff";

describe("retry_delay", () => {
	it("makes the first retry within half a second", () => {
		expect(retry_delay(0, 0.999999, 1006)).toBeLessThanOrEqual(500);
	});

	it("doubles the range up to the ceiling and stays there", () => {
		const widest = [0, 1, 2, 3, 4, 5, 6, 40, 5000].map((attempt) =>
			retry_delay(attempt, 1, 1006),
		);
		expect(widest.slice(0, 6)).toEqual([300, 600, 1200, 2400, 4800, 9600]);
		expect(widest.slice(6)).toEqual([CEILING_MS, CEILING_MS, CEILING_MS]);
	});

	it("never hammers the server", () => {
		expect(retry_delay(0, 0, 1006)).toBe(FLOOR_MS);
	});

	it("leaves a server alone that asked for patience", () => {
		expect(retry_delay(0, 0, 4429)).toBeGreaterThanOrEqual(RATE_LIMITED_MS);
		expect(retry_delay(0, 0, 1013)).toBeGreaterThanOrEqual(RATE_LIMITED_MS);
		expect(retry_delay(0, 0, 1012)).toBe(FLOOR_MS);
	});
});
