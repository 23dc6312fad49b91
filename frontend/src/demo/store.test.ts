import { beforeEach, describe, expect, it, vi } from "vitest";
import { Store } from "./store";

/** As much of localStorage as the store uses. */
function storage(kept: Map<string, string>) {
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
	};
}

describe("the planner's store", () => {
	let kept: Map<string, string>;

	beforeEach(() => {
		kept = new Map();
		vi.stubGlobal("localStorage", storage(kept));
	});

	it("starts with an example and finds trips again", () => {
		const first = new Store();
		first.add_trip("Lofoten", 7, "winter");
		expect(new Store().trips.map((trip) => trip.name)).toEqual([
			"Lofoten",
			"Hardangervidda",
		]);
	});

	it("adds, moves and removes things", () => {
		const store = new Store();
		const trip = store.trips[0];
		if (!trip) throw new Error("no trip");
		store.add_item(trip, "Rope");
		const rope = trip.items.at(-1);
		if (!rope) throw new Error("no item");
		store.move_item(trip, rope.id, 1);
		expect(trip.items.at(-1)).toBe(rope);
		store.move_item(trip, rope.id, -1);
		expect(trip.items.at(-2)).toBe(rope);
		store.remove_item(trip, rope.id);
		expect(trip.items).not.toContain(rope);
	});

	it("has an end", () => {
		const store = new Store();
		for (let n = 0; n < 300; n++) store.add_trip(`Trip ${n}`, 1, "summer");
		expect(store.trips.length).toBe(20);
		const trip = store.trips[0];
		if (!trip) throw new Error("no trip");
		for (let n = 0; n < 300; n++) store.add_item(trip, "x".repeat(500));
		expect(trip.items.length).toBe(100);
		expect(trip.items.at(-1)?.text.length).toBe(80);
		store.write_notes(trip, "n".repeat(9_000));
		expect(trip.notes.length).toBe(2_000);
	});

	it.each(["", "{", "null", '{"a":1}', '[1,null,{"id":7}]'])(
		"shrugs at stored nonsense: %s",
		(nonsense) => {
			kept.set("fjord-and-field.planner", nonsense);
			expect(new Store().trips.map((trip) => trip.name)).toEqual([
				"Hardangervidda",
			]);
		},
	);

	it("works where storage is forbidden", () => {
		vi.stubGlobal("localStorage", {
			getItem: () => {
				throw new Error("denied");
			},
			setItem: () => {
				throw new Error("denied");
			},
		});
		const store = new Store();
		expect(store.add_trip("Voss", 2, "spring")?.name).toBe("Voss");
	});
});
