import { IMAGE_DATA } from "../names";

const MAX_DATA_IMAGE = 512 * 1024;

/** What may be told of an address: origin and path, without parameters; query and fragment stay at home. */
export function publicUrl(url: string, base: string): string {
	try {
		const parsed = new URL(url, base);
		if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return "";
		return parsed.origin + parsed.pathname.replace(/;[^/]*/g, "");
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
