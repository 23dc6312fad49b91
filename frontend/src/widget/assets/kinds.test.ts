import { describe, expect, it } from "vitest";
import { FONT_BYTES, media_type } from "./kinds";

const bytes = (text: string): Uint8Array =>
	Uint8Array.from(text, (one) => one.charCodeAt(0));

describe("media types", () => {
	it.each([
		["image/png", "\x89PNG\r\n\x1a\n...."],
		["image/jpeg", "\xff\xd8\xff\xe0"],
		["image/gif", "GIF89a...."],
		["image/webp", "RIFF....WEBPVP8 "],
		["image/avif", "\0\0\0\x1cftypavif...."],
		["image/bmp", "BM...."],
		["image/x-icon", "\0\0\x01\0\x01\0"],
		["image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
		["image/svg+xml", '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><svg>'],
		["font/woff2", "wOF2...."],
		["font/woff", "wOFF...."],
		["font/ttf", "\0\x01\0\0\0...."],
		["font/otf", "OTTO...."],
	])("%s", (type, text) => {
		expect(media_type(bytes(text))).toBe(type);
	});

	it("are none where the bytes say something else", () => {
		for (const text of ["", "wOF2", "<!doctype html><svg>", "<html><svg>"])
			expect(media_type(bytes(text))).toBeNull();
	});

	it("have their limits", () => {
		const font = new Uint8Array(FONT_BYTES + 1);
		font.set(bytes("wOF2"));
		expect(media_type(font)).toBeNull();
	});
});
