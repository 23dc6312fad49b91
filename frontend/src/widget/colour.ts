/** Colours that stay readable beside an accent which the site has chosen (WCAG 2.2). */

export interface Rgb {
	readonly r: number;
	readonly g: number;
	readonly b: number;
}

/** What follows from an accent, on a light or a dark surface. */
export interface Accents {
	readonly on_accent: string;
	readonly hover: string;
	readonly soft: string;
	/** The accent as text on the widget's surfaces. */
	readonly text: string;
}

const TEXT_CONTRAST = 4.5;
const BLACK: Rgb = { r: 10, g: 16, b: 18 };
const WHITE: Rgb = { r: 255, g: 255, b: 255 };
const DARK_SURFACE: Rgb = { r: 23, g: 29, b: 32 };
const STEPS = 20;

/** Reads `rgb(…)` as computed styles write it, and `#rrggbb`; null for anything else. */
export function parse_colour(text: string): Rgb | null {
	const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
	if (hex) return rgb(hex.slice(1).map((part) => Number.parseInt(part, 16)));
	const numbers = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(
		text.trim(),
	);
	return numbers ? rgb(numbers.slice(1, 4).map(Number)) : null;
}

const rgb = ([r = 0, g = 0, b = 0]: readonly number[]): Rgb => ({ r, g, b });

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
	const [dark, light] = [luminance(one), luminance(other)].sort(
		(a, b) => a - b,
	);
	return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance({ r, g, b }: Rgb): number {
	const linear = (channel: number) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => ({
	r: from.r + (to.r - from.r) * share,
	g: from.g + (to.g - from.g) * share,
	b: from.b + (to.b - from.b) * share,
});

const css = ({ r, g, b }: Rgb): string =>
	`rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`;

export function accents(accent: Rgb, dark: boolean): Accents {
	const surface = dark ? DARK_SURFACE : WHITE;
	const soft = mix(surface, accent, dark ? 0.22 : 0.14);
	const on_accent =
		contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
	return {
		on_accent: css(on_accent),
		// Away from its text, so that the contrast only grows.
		hover: css(mix(accent, on_accent === WHITE ? BLACK : WHITE, 0.16)),
		soft: css(soft),
		text: css(readable(accent, soft, dark ? WHITE : BLACK)),
	};
}

/** The accent, moved towards black or white until it can be read. */
function readable(accent: Rgb, on: Rgb, towards: Rgb): Rgb {
	for (let step = 0; step <= STEPS; step += 1) {
		const colour = mix(accent, towards, step / STEPS);
		if (contrast(colour, on) >= TEXT_CONTRAST) return colour;
	}
	return towards;
}
