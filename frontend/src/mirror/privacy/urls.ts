import { IMAGE_DATA } from "../names";

const MAX_DATA_IMAGE = 512 * 1024;

/** Whether the text fits; `*` stands for any text. Linear, never backtracks. */
function fits(pattern: string, text: string): boolean {
	let at = 0;
	return pattern.split("*").every((part, nr, { length }) => {
		if (nr)
			at =
				nr < length - 1
					? text.indexOf(part, at)
					: Math.max(at, text.length - part.length);
		const is_there = at >= 0 && text.startsWith(part, at);
		at += part.length;
		return is_there;
	});
}

/**
 * What may be told of an address: origin and path, without parameters; query and
 * fragment stay at home. A private path is told as the pattern that it fits, however
 * it is spelled; one that cannot be decoded is not told where any is private.
 */
export function publicUrl(
	url: string,
	base: string,
	private_paths: readonly string[] = [],
): string {
	try {
		const parsed = new URL(url, base);
		if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return "";
		const path = parsed.pathname.replace(/;[^/]*/g, "");
		const hidden = private_paths.find((pattern) =>
			[path, decodeURIComponent(path)].some((way) =>
				fits(pattern.toLowerCase(), way.toLowerCase().replace(/\/+/g, "/")),
			),
		);
		return parsed.origin + (hidden ?? path);
	} catch {
		return "";
	}
}

/** The address itself, for fetching the bytes in this browser; never sent. */
export function fullUrl(url: string, base: string): string {
	try {
		return new URL(url, base).href;
	} catch {
		return "";
	}
}

/** A picture inside its own address may be sent as it is, up to a size. */
export const isImageData = (url: string): boolean =>
	IMAGE_DATA.test(url) && url.length <= MAX_DATA_IMAGE;
