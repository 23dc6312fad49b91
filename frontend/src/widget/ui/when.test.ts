import { describe, expect, it } from "vitest";
import { day, moment } from "./when";

const now = new Date(2026, 5, 10, 15, 0);
const at = (days: number, hour = 9) =>
	new Date(2026, 5, 10 + days, hour, 0).toISOString();

describe("times as a person says them", () => {
	it("names the day only where it is another", () => {
		expect(moment(at(0, 17), "en-GB", now)).toBe("17:00");
		expect(moment(at(1), "en-GB", now)).toBe("tomorrow, 09:00");
		expect(moment(at(3), "en-GB", now)).toBe("Saturday, 09:00");
		expect(moment(at(20), "en-GB", now)).toBe("30 June, 09:00");
		expect(moment(at(1), "de", now)).toBe("morgen, 09:00");
	});

	it("names days that have passed, and the year where it is another", () => {
		expect(day(at(0), "en-GB", now)).toBe("today");
		expect(day(at(-1), "en-GB", now)).toBe("yesterday");
		expect(day(at(-400), "en-GB", now)).toBe("6 May 2025");
	});

	it("says nothing about what is no time, and bears odd locales", () => {
		expect(moment("soon", "en", now)).toBe("");
		expect(day("", "en", now)).toBe("");
		expect(day(at(0), "not a tag", now)).toBe("today");
	});
});
