import { describe, expect, it } from "vitest";
import { wait_after } from "./realtime_poll";
import { HEIGHT, stretches, WIDTH } from "./realtime_trend";

describe("the line of the last hour", () => {
	it("spans the picture from zero to the highest value", () => {
		const [line] = stretches([0, 5, 10]);
		expect(line?.map(({ x }) => x)).toEqual([0, WIDTH / 2, WIDTH]);
		const [zero, half, highest] = (line ?? []).map(({ y }) => y);
		expect(zero).toBeGreaterThan(half ?? HEIGHT);
		expect(half).toBe(HEIGHT / 2);
		expect(highest).toBeGreaterThanOrEqual(0);
		expect(zero).toBeLessThanOrEqual(HEIGHT);
	});

	it("is broken where nothing was kept", () => {
		const lines = stretches([1, null, 2, 3, null, null]);
		expect(lines.map((line) => line.length)).toEqual([1, 2]);
		expect(stretches([null, null])).toEqual([]);
	});

	it("lies on the ground where nothing happened", () => {
		const [line] = stretches([0, 0, 0]);
		expect(new Set(line?.map(({ y }) => y)).size).toBe(1);
	});
});

describe("how long the page waits", () => {
	it("is the interval while answers come, then more and more, a minute at most", () => {
		const waits = [0, 1, 2, 3, 4, 5, 50].map((n) => wait_after(n, 3_000));
		expect(waits).toEqual([
			3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000,
		]);
	});
});
