/** Loaded when a site has a colour of its own: what goes with it, in both schemes. */
import { accents, parse_colour, type Rgb } from "../colour";
import { h } from "./dom";

const NAMES = {
	on_accent: "--on-accent",
	hover: "--accent-hover",
	soft: "--accent-soft",
	text: "--accent-text",
} as const;

const followed = new WeakSet<HTMLElement>();

/** Sets the colours now, and again when the browser turns dark or light. */
export function follow_accent(widget: HTMLElement): void {
	const apply = () => apply_accent(widget);
	apply();
	if (followed.has(widget)) return;
	followed.add(widget);
	window
		.matchMedia("(prefers-color-scheme: dark)")
		.addEventListener("change", apply);
}

function apply_accent(widget: HTMLElement): void {
	const accent = computed_accent(widget);
	const scheme = getComputedStyle(widget).getPropertyValue("--scheme").trim();
	const colours = accent && accents(accent, scheme === "dark");
	for (const [key, name] of Object.entries(NAMES))
		widget.style.setProperty(
			name,
			colours ? colours[key as keyof typeof NAMES] : null,
		);
}

/** The accent as the browser computes it, whatever notation the site chose. */
function computed_accent(widget: HTMLElement): Rgb | null {
	const probe = h("span", { class: "probe" });
	widget.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return parse_colour(color) ?? painted(color);
}

function painted(colour: string): Rgb | null {
	const canvas = document.createElement("canvas");
	canvas.width = canvas.height = 1;
	const context = canvas.getContext("2d");
	if (!context) return null;
	context.fillStyle = colour;
	context.fillRect(0, 0, 1, 1);
	const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
	return a === 255 ? { r, g, b } : null;
}
