/** How series look: dashes, and colours read from the custom properties of the page. */

export interface Colours {
	series: string[];
	text: string;
	strong: string;
	line: string;
	surface: string;
	font: string;
}

const SERIES = 6;
/** For lines, in the order of the series. */
export const DASHES = [[], [6, 3], [2, 2]];

/** A canvas cannot resolve `var()` or `light-dark()`: an element is asked instead. */
export function coloursOf(near: HTMLElement): Colours {
	const probe = document.createElement("span");
	probe.hidden = true;
	(near.parentElement ?? document.body).append(probe);
	const read = (name: string) => {
		probe.style.color = `var(${name})`;
		return getComputedStyle(probe).color;
	};
	const colours = {
		series: Array.from({ length: SERIES }, (_, n) => read(`--chart-${n + 1}`)),
		text: read("--muted"),
		strong: read("--text"),
		line: read("--border"),
		surface: read("--surface"),
		font: getComputedStyle(document.body).fontFamily,
	};
	probe.remove();
	return colours;
}

/** Told whenever the page turns light or dark, by the system or by itself. */
export function onSchemeChange(tell: () => void): void {
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
}
