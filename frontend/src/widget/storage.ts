/**
 * What the widget remembers in the browser, under names of its own site key.
 * Storage may be full, forbidden or wiped at any time: values are then kept in
 * memory, and forgotten on the next page load.
 */
import { to_json } from "../transport/json";

export interface Shelf {
	get(name: string): string | null;
	set(name: string, value: string | null): void;
}

function shelf(open: () => Storage, site_key: string): Shelf {
	const unstored = new Map<string, string | null>();
	const key = (name: string) => `cobrowse:${site_key}:${name}`;
	return {
		get(name) {
			const held = unstored.get(name);
			if (held !== undefined) return held;
			try {
				return open().getItem(key(name));
			} catch {
				return null;
			}
		},
		set(name, value) {
			try {
				if (value === null) open().removeItem(key(name));
				else open().setItem(key(name), value);
				unstored.delete(name);
			} catch {
				unstored.set(name, value);
			}
		},
	};
}

/** Shared by all tabs of this origin: token, consent, "something to resume". */
export const browser_shelf = (site_key: string): Shelf =>
	shelf(() => window.localStorage, site_key);

/** This tab's own: its id, open panel, messages not yet delivered. */
export const tab_shelf = (site_key: string): Shelf =>
	shelf(() => window.sessionStorage, site_key);

/** Reads what `set_json` wrote; null when it is absent, broken or not `valid`. */
export function get_json<T>(
	from: Shelf,
	name: string,
	valid: (value: unknown) => value is T,
): T | null {
	try {
		const value: unknown = JSON.parse(from.get(name) ?? "null");
		return valid(value) ? value : null;
	} catch {
		return null;
	}
}

export const set_json = (into: Shelf, name: string, value: unknown): void =>
	into.set(name, to_json(value));

/** One text of a shelf under one name; empty when there is none. */
export const kept_text = (shelf: Shelf, name: string) => ({
	get: (): string => shelf.get(name) ?? "",
	set: (text: string): void => shelf.set(name, text || null),
});
