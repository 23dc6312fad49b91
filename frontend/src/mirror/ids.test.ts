import { describe, expect, it } from "vitest";
import { IdMap } from "./ids";

describe("IdMap", () => {
	it("answers like a Map, whatever the order", () => {
		const ids = new IdMap<string>();
		const plain = new Map<number, string>();
		let seed = 7;
		for (let i = 0; i < 20_000; i++) {
			seed = (seed * 1103515245 + 12345) & 0x7fffffff;
			const id = (seed >>> 8) % 700;
			if (seed % 3 === 0) {
				ids.delete(id);
				plain.delete(id);
			} else {
				ids.set(id, `${i}`);
				plain.set(id, `${i}`);
			}
			expect(ids.get(id)).toBe(plain.get(id));
			expect(ids.size).toBe(plain.size);
		}
		for (let id = 0; id < 700; id++) expect(ids.get(id)).toBe(plain.get(id));
	});

	it("keeps far ids apart, and nothing once they are gone", () => {
		const ids = new IdMap<number>();
		const far = [1, 65, 0x7fffffff, 64, 0x40000001];
		for (const id of far) ids.set(id, id);
		for (const id of far) expect(ids.get(id)).toBe(id);
		for (const id of far) ids.delete(id);
		expect(ids.size).toBe(0);
		for (const id of far) expect(ids.get(id)).toBeUndefined();
	});
});
