import type { Size } from "./bridge";

/** The largest scale at which all of `size` fits into `room`; never larger than life. */
export function fitted_scale(size: Size, room: Size): number {
	if (size.width <= 0 || size.height <= 0) return 1;
	return Math.min(1, room.width / size.width, room.height / size.height);
}

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
