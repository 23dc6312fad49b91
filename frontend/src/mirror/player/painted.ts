import { BOX_MARK } from "../names";
import { LIMITS } from "../ops";
import { isPainted } from "./box";
import { drawStandIn } from "./stand_in";

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
	["audio", `img:where([${BOX_MARK}=audio])`],
	[
		"img",
		`img:where(:not([${BOX_MARK}=canvas],[${BOX_MARK}=video],[${BOX_MARK}=audio]))`,
	],
]);

/** A canvas and a video are pictures in the replica: what selects them there, with the same specificity. */
export function paintedSelector(name: string): string | null {
	return SELECTORS.get(name) ?? null;
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
	const clamp = (size: number) =>
		Math.min(LIMITS.view_pixels, Math.max(1, size));
	const [w, h] = [clamp(width), clamp(height)];
	drawStandIn(
		element,
		w,
		h,
		`<image width="100%" height="100%" preserveAspectRatio="none" href="${file}"/>`,
	);
	return true;
}
