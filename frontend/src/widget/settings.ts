import type { TagConfig } from "./config";

export const POSITIONS = [
	"bottom-right",
	"bottom-left",
	"top-right",
	"top-left",
] as const;
export type Position = (typeof POSITIONS)[number];
export const SCHEMES = ["auto", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** How the widget looks on this site; null: the built-in value. */
export interface Look {
	readonly accent: string | null;
	readonly position: Position | null;
	readonly scheme: Scheme | null;
	/** Of corners, in pixels. */
	readonly radius: number | null;
}

export interface Settings {
	readonly look: Look;
	/** Texts of the language that was asked for, as the site words them. */
	readonly strings: unknown;
	/** Languages for which the site has texts of its own. */
	readonly languages: readonly string[];
}

const RADIUS_MAX = 32;

/** Reads what the server says; whatever is not as expected keeps its default. */
export function read_settings(answer: unknown): Settings {
	const { look, strings, languages } = as_record(answer);
	const { accent, position, scheme, radius } = as_record(look);
	return {
		look: {
			accent: /^#[0-9a-f]{6}$/i.test(String(accent)) ? String(accent) : null,
			position: as_position(position),
			scheme: as_scheme(scheme),
			radius:
				typeof radius === "number" && radius >= 0
					? Math.min(radius, RADIUS_MAX)
					: null,
		},
		strings,
		languages: Array.isArray(languages)
			? languages.filter((tag) => typeof tag === "string")
			: [],
	};
}

export const as_position = (value: unknown): Position | null =>
	POSITIONS.find((known) => known === value) ?? null;

export const as_scheme = (value: unknown): Scheme | null =>
	SCHEMES.find((known) => known === value) ?? null;

const as_record = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null ? { ...value } : {};

/** The site's settings; null when the server does not say. */
export async function fetch_settings(
	{ base_url, site_key }: TagConfig,
	language: string,
): Promise<Settings | null> {
	try {
		const path = `widget/${encodeURIComponent(site_key)}/settings.json`;
		const url = new URL(path, base_url);
		url.searchParams.set("language", language);
		const answer = await fetch(url, { credentials: "omit" });
		return answer.ok ? read_settings(await answer.json()) : null;
	} catch {
		return null;
	}
}
