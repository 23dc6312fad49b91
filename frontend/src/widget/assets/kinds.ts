/** Media types that are brought, told by what the bytes begin with. The server asks the same. */

const MIB = 1024 * 1024;
export const PICTURE_BYTES = 10 * MIB;
export const FONT_BYTES = 5 * MIB;
export const SHEET_BYTES = 5 * MIB;

/** Bytes from the start, or from the place given. */
const SIGNATURES: readonly (readonly [
	type: string,
	signature: string,
	at?: number,
])[] = [
	["image/png", "\x89PNG\r\n\x1a\n"],
	["image/jpeg", "\xff\xd8\xff"],
	["image/gif", "GIF87a"],
	["image/gif", "GIF89a"],
	["image/webp", "WEBP", 8],
	["image/avif", "ftypavif", 4],
	["image/avif", "ftypavis", 4],
	["image/avif", "ftypmif1", 4],
	["image/bmp", "BM"],
	["image/x-icon", "\0\0\x01\0"],
	["font/woff2", "wOF2"],
	["font/woff", "wOFF"],
	["font/otf", "OTTO"],
	["font/ttf", "\0\x01\0\0"],
	["font/ttf", "true"],
];
const SVG_START = /^\s*<(?:svg|\?xml|!doctype svg|!--)/i;
/** How far into a drawing its root may begin. */
const SVG_HEAD = 4096;

/** Null: nothing that is brought, or too large for what it is. */
export function media_type(bytes: Uint8Array): string | null {
	const type = by_signature(bytes) ?? as_drawing(bytes);
	const limit = type?.startsWith("font/") ? FONT_BYTES : PICTURE_BYTES;
	return bytes.length <= limit ? type : null;
}

function by_signature(bytes: Uint8Array): string | null {
	for (const [type, signature, at = 0] of SIGNATURES) {
		let fits = bytes.length > at + signature.length;
		for (let i = 0; fits && i < signature.length; i++)
			fits = bytes[at + i] === signature.charCodeAt(i);
		if (fits) return type;
	}
	return null;
}

function as_drawing(bytes: Uint8Array): string | null {
	const head = new TextDecoder().decode(bytes.subarray(0, SVG_HEAD));
	return SVG_START.test(head) && head.includes("<svg") ? "image/svg+xml" : null;
}
