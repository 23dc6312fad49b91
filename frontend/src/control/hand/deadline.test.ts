import { describe, expect, it } from "vitest";
import { Deadline } from "./deadline";

describe("a command's deadline", () => {
	it("counts from the quickest command, whatever the clocks say", () => {
		for (const skew of [0, 600_000, -600_000]) {
			const deadline = new Deadline();
			expect(deadline.is_over(1, 1_000 + skew, 1_400)).toBe(false);
			expect(deadline.is_over(1, 2_000 + skew, 2_100)).toBe(false);
			expect(deadline.is_over(1, 3_000 + skew, 6_100)).toBe(false);
			expect(deadline.is_over(1, 4_000 + skew, 7_101)).toBe(true);
			expect(deadline.is_over(1, 8_000 + skew, 8_100)).toBe(false);
		}
	});

	it("begins anew with every grant: another agent has another clock", () => {
		const deadline = new Deadline();
		expect(deadline.is_over(1, 500_000, 1_000)).toBe(false);
		expect(deadline.is_over(2, 1_000, 2_000)).toBe(false);
	});

	it("is not over for who does not tell the time", () => {
		const deadline = new Deadline();
		expect(deadline.is_over(1, 1_000, 1_000)).toBe(false);
		expect(deadline.is_over(1, null, 90_000)).toBe(false);
	});
});
