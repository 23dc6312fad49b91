import { describe, expect, it } from "vitest";
import { Consents } from "./consents";
import type { Shelf } from "./storage";

function shelf(): Shelf {
	const values = new Map<string, string>();
	return {
		get: (name) => values.get(name) ?? null,
		set: (name, value) =>
			void (value === null ? values.delete(name) : values.set(name, value)),
	};
}

describe("Consents", () => {
	it("covers nothing that nobody agreed to", () => {
		expect(new Consents(shelf()).covers("s1")).toBe(false);
	});

	it("binds a fresh yes to the next session and no other", () => {
		const consents = new Consents(shelf());
		consents.give();
		expect(consents.covers("s1")).toBe(true);
		expect(consents.covers("s2")).toBe(false);
		expect(consents.covers("s1")).toBe(true);
	});

	it("lets a yes that met no session go stale", () => {
		let now = 0;
		const consents = new Consents(shelf(), () => now);
		consents.give();
		now = 61_000;
		expect(consents.covers("s1")).toBe(false);
	});

	it("ends with the withdrawal, on later pages too", () => {
		const stored = shelf();
		new Consents(stored).give("s1");
		expect(new Consents(stored).covers("s1")).toBe(true);
		new Consents(stored).withdraw();
		expect(new Consents(stored).covers("s1")).toBe(false);
	});

	it("takes broken storage for a no", () => {
		const stored = shelf();
		for (const broken of ["", "{", "null", "7", '{"at":"x"}', "[]"]) {
			stored.set("consent", broken);
			expect(new Consents(stored).covers("s1")).toBe(false);
		}
	});

	it("keeps a yes on hold until it is given again", () => {
		const kept = shelf();
		const consents = new Consents(kept);
		consents.hold("s1");
		expect(consents.is_held("s1")).toBe(false);
		consents.give("s1");
		consents.hold("s1");
		expect(new Consents(kept).is_held("s1")).toBe(true);
		expect(consents.on_hold).toBe(true);
		expect(consents.covers("s1")).toBe(true);
		expect(consents.is_held("s2")).toBe(false);
		consents.give("s1");
		expect(consents.is_held("s1")).toBe(false);
		expect(consents.on_hold).toBe(false);
	});
});
