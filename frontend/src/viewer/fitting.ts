import type { ScreenBox } from "../control/ground";
import type { SeenPart } from "../mirror";
import type { Size } from "./bridge";

/** The largest scale at which all of `size` fits into `room`; never larger than life. */
export function fitted_scale(size: Size, room: Size): number {
	if (size.width <= 0 || size.height <= 0) return 1;
	return Math.min(1, room.width / size.width, room.height / size.height);
}

/** An outline that leaves out no more than a scrollbar says nothing, CSS pixels. */
const SCROLLBAR = 20;

/** The box of what the customer sees, in pixels of the scaled replica; null while that is all of the view. */
export function seen_box(
	seen: SeenPart | null,
	view: Size,
	scale: number,
): ScreenBox | null {
	if (!seen || (seen.scale <= 1 && !has_keyboard(seen, view))) return null;
	const left = clamp(seen.x, view.width);
	const top = clamp(seen.y, view.height);
	const width = clamp(seen.x + seen.width, view.width) - left;
	const height = clamp(seen.y + seen.height, view.height) - top;
	const is_all =
		width > view.width - SCROLLBAR && height > view.height - SCROLLBAR;
	if (is_all || width <= 0 || height <= 0) return null;
	return {
		left: left * scale,
		top: top * scale,
		width: width * scale,
		height: height * scale,
	};
}

/** So much of the view is left at most where an on-screen keyboard lies over it. */
const ABOVE_KEYBOARD = 0.85;

/** Whether the customer's keyboard covers a part of the page, which is not zoomed. */
export function has_keyboard(seen: SeenPart, view: Size): boolean {
	return seen.scale <= 1 && seen.height <= view.height * ABOVE_KEYBOARD;
}

const clamp = (value: number, size: number): number =>
	Math.max(0, Math.min(value, size));

/** What the chrome names as the page's home; a dash for anything but a web address. */
export function origin_of(url: string): string {
	try {
		const { protocol, host, origin } = new URL(url);
		if (protocol === "https:") return host;
		return protocol === "http:" ? origin : "–";
	} catch {
		return "–";
	}
}
