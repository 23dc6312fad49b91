import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Asking } from "./asking";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const made = () => {
	const asked: number[] = [];
	const asking = new Asking(
		() => asked.push(Date.now()),
		() => undefined,
	);
	return { asking, asked };
};

describe("asking for Write Mode too early", () => {
	it("asks once, when the server allows it", () => {
		const { asking, asked } = made();
		const start = Date.now();
		asking.postpone(27);
		expect(asking.at).toBe(start + 27_000);
		vi.advanceTimersByTime(26_999);
		expect(asked).toEqual([]);
		vi.advanceTimersByTime(60_000);
		expect(asked).toEqual([start + 27_000]);
		expect(asking.at).toBeNull();
	});

	it("is forgotten when it is withdrawn", () => {
		const { asking, asked } = made();
		expect(asking.withdraw()).toBe(false);
		asking.postpone(5);
		expect(asking.withdraw()).toBe(true);
		vi.advanceTimersByTime(60_000);
		expect(asked).toEqual([]);
	});

	it("waits for the newer time when it is put off again", () => {
		const { asking, asked } = made();
		asking.postpone(5);
		asking.postpone(30);
		vi.advanceTimersByTime(29_000);
		expect(asked).toEqual([]);
		vi.advanceTimersByTime(1_000);
		expect(asked).toHaveLength(1);
	});
});
