import { BOX_MARK } from "../names";
import { getAttribute, setAttribute } from "../natives";
import { LIMITS } from "../ops";

/** What a canvas or a video shows, and its own size in pixels. */
export interface PaintedPicture {
	readonly width: number;
	readonly height: number;
	/** An image file. */
	readonly bytes: Uint8Array;
}

/** Media types by how their files begin; anything else is not shown. */
const TYPES: readonly (readonly [start: RegExp, type: string])[] = [
	[/^RIFF.{4}WEBP/s, "image/webp"],
	[/^\x89PNG\r\n/, "image/png"],
	[/^\xff\xd8\xff/, "image/jpeg"],
];

const SELECTORS: ReadonlyMap<string, string> = new Map([
	["canvas", `img:where([${BOX_MARK}=canvas])`],
	["video", `img:where([${BOX_MARK}=video])`],
	["img", `img:where(:not([${BOX_MARK}=canvas],[${BOX_MARK}=video]))`],
]);

/** A canvas and a video are pictures in the replica: what selects them there, with the same specificity. */
export function paintedSelector(name: string): string | null {
	return SELECTORS.get(name) ?? null;
}

export function isPainted(element: Element, kind: string): boolean {
	return getAttribute(element, BOX_MARK) === kind;
}

/** The files that are shown, as addresses. */
const shown = new WeakMap<Element, string>();

/** False: nothing of it can be shown. */
export function showPainted(
	element: Element,
	painted: PaintedPicture,
): boolean {
	shown.delete(element);
	if (!isPainted(element, "canvas") && !isPainted(element, "video"))
		return true;
	let file = "";
	for (const byte of painted.bytes) file += String.fromCharCode(byte);
	const type = TYPES.find(([start]) => start.test(file))?.[1];
	if (!type) return false;
	shown.set(element, `data:${type};base64,${btoa(file)}`);
	return resizePainted(element, painted.width, painted.height);
}

/** Gives what is shown another size, however many pixels its file has; false: nothing is shown. */
export function resizePainted(
	element: Element,
	width: number,
	height: number,
): boolean {
	const file = shown.get(element);
	if (file === undefined) return false;
	const [w, h] = [width, height].map((size) =>
		Math.min(LIMITS.view_pixels, Math.max(1, size)),
	);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><image width="100%" height="100%" preserveAspectRatio="none" href="${file}"/></svg>`;
	setAttribute(element, "src", `data:image/svg+xml,${encodeURIComponent(svg)}`);
	return true;
}
