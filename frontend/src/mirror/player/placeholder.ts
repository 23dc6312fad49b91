import { setAttribute } from "../natives";

/** What stands in the boxes of what is not here, in the agent's language. */
export interface BoxLabels {
	readonly img: string;
	readonly canvas: string;
	readonly video: string;
	/** Of a picture that cannot be had. */
	readonly lost: string;
	/** Of a frame that shows another site's page. */
	readonly frame: string;
}

export const LABELS: BoxLabels = {
	img: "Image",
	canvas: "Drawing",
	video: "Video",
	lost: "Image cannot be shown",
	frame: "Another site's page",
};

/** So wide is a box that has room for a sentence, and so large one for a word; in CSS pixels. */
export const SENTENCE_WIDTH = 180;
const WORD_WIDTH = 60;
const WORD_HEIGHT = 24;

/** SVG of the given size with words in it; without any there is nothing to see. */
export function placeholder(
	width: number,
	height: number,
	words = "",
	lost = false,
): string {
	if (!words) return "";
	const label = width >= WORD_WIDTH && height >= WORD_HEIGHT ? words : "";
	const dashes = lost ? ' stroke-dasharray="4"' : "";
	return `${GROUND}<rect x=".5" y=".5" width="${Math.max(0, width - 1)}" height="${Math.max(0, height - 1)}" fill="none" stroke="#c3c8d1"${dashes}/>${middle(label)}`;
}

/** Address of a box with words that takes whatever room it is given. */
export function roomFor(words: string): string {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg">${GROUND}${middle(words)}</svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const GROUND = '<rect width="100%" height="100%" fill="#e4e7ec"/>';
const middle = (words: string): string =>
	`<text x="50%" y="50%" fill="#667085" font-family="sans-serif" font-size="12" text-anchor="middle" dominant-baseline="central">${words}</text>`;

/** Gives a blocked element the room that the real one takes. */
export function occupy(element: Element, width: number, height: number): void {
	setAttribute(
		element,
		"style",
		`box-sizing:border-box!important;width:${width}px!important;height:${height}px!important;min-width:0!important;background:repeating-linear-gradient(45deg,#e4e7ec 0 8px,#d7dbe2 8px 16px)!important`,
	);
	const shown =
		element.ownerDocument.defaultView?.getComputedStyle(element).display;
	if (shown === "inline")
		(element as HTMLElement).style?.setProperty(
			"display",
			"inline-block",
			"important",
		);
}
