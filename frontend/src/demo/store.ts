/** The planner's data: trips with things to pack, kept in this browser only. */

export const SEASONS = ["summer", "autumn", "winter", "spring"] as const;
export type Season = (typeof SEASONS)[number];

export interface Item {
	id: string;
	text: string;
	grams: number;
	packed: boolean;
}

export interface Trip {
	id: string;
	name: string;
	days: number;
	season: Season;
	notes: string;
	items: Item[];
}

const KEY = "fjord-and-field.planner";
const TRIPS_MAX = 20;
const ITEMS_MAX = 100;
const TEXT_MAX = 80;
const NOTES_MAX = 2_000;

const BASICS: readonly (readonly [string, number])[] = [
	["Tent", 2430],
	["Sleeping bag", 980],
	["Shell jacket", 460],
	["Stove and gas", 320],
	["First-aid kit", 210],
];
const EXTRAS: Record<Season, readonly (readonly [string, number])[]> = {
	summer: [["Mosquito net", 90]],
	autumn: [["Wool jumper", 540]],
	winter: [
		["Snow shovel", 690],
		["Thermos flask", 390],
	],
	spring: [["Gaiters", 240]],
};

const new_id = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
		byte.toString(36).padStart(2, "0"),
	).join("");

function is_trip(value: unknown): value is Trip {
	if (typeof value !== "object" || value === null) return false;
	const trip = value as Partial<Trip>;
	return (
		typeof trip.id === "string" &&
		typeof trip.name === "string" &&
		typeof trip.days === "number" &&
		typeof trip.notes === "string" &&
		SEASONS.some((season) => season === trip.season) &&
		Array.isArray(trip.items)
	);
}

function read(): Trip[] {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "");
		return Array.isArray(stored) ? stored.filter(is_trip) : [];
	} catch {
		return [];
	}
}

function item(text: string, grams: number): Item {
	return { id: new_id(), text: text.slice(0, TEXT_MAX), grams, packed: false };
}

/** All trips of this browser; every change is written at once. */
export class Store {
	readonly trips: Trip[] = read();

	constructor() {
		if (this.trips.length === 0) this.add_trip("Hardangervidda", 5, "autumn");
	}

	trip(id: string): Trip | undefined {
		return this.trips.find((trip) => trip.id === id);
	}

	add_trip(name: string, days: number, season: Season): Trip | undefined {
		if (this.trips.length >= TRIPS_MAX) return undefined;
		const trip: Trip = {
			id: new_id(),
			name: name.slice(0, TEXT_MAX),
			days,
			season,
			notes: "",
			items: [...BASICS, ...EXTRAS[season]].map(([text, grams]) =>
				item(text, grams),
			),
		};
		this.trips.unshift(trip);
		this.save();
		return trip;
	}

	remove_trip(id: string): void {
		const index = this.trips.findIndex((trip) => trip.id === id);
		if (index >= 0) this.trips.splice(index, 1);
		this.save();
	}

	add_item(trip: Trip, text: string): void {
		if (trip.items.length < ITEMS_MAX) trip.items.push(item(text, 0));
		this.save();
	}

	remove_item(trip: Trip, id: string): void {
		trip.items = trip.items.filter((each) => each.id !== id);
		this.save();
	}

	/** Moves an item one place up (-1) or down (1), as far as the list goes. */
	move_item(trip: Trip, id: string, by: -1 | 1): void {
		const from = trip.items.findIndex((each) => each.id === id);
		const other = trip.items[from + by];
		const moved = trip.items[from];
		if (!moved || !other) return;
		trip.items[from] = other;
		trip.items[from + by] = moved;
		this.save();
	}

	rename_item(each: Item, text: string): void {
		each.text = text.slice(0, TEXT_MAX);
		this.save();
	}

	write_notes(trip: Trip, notes: string): void {
		trip.notes = notes.slice(0, NOTES_MAX);
		this.save();
	}

	/** A browser without storage keeps the trips until the page goes. */
	save(): void {
		try {
			localStorage.setItem(KEY, JSON.stringify(this.trips));
		} catch {}
	}
}
