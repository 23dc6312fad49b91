import { describe, expect, it } from "vitest";
import { link_href, pieces_of } from "./links";

const links = (text: string): string[] =>
	pieces_of(text).flatMap((piece) => (piece.kind === "link" ? piece.text : []));

describe("addresses in a message", () => {
	it("are found between other words", () => {
		expect(links("see https://shop.example/a?b=1#c now")).toEqual([
			"https://shop.example/a?b=1#c",
		]);
		expect(links("www.shop.example is open")).toEqual(["www.shop.example"]);
	});

	it("leave the punctuation of the sentence alone", () => {
		expect(links("Is it https://shop.example/a?")).toEqual([
			"https://shop.example/a",
		]);
		expect(links("(https://shop.example/a).")).toEqual([
			"https://shop.example/a",
		]);
		expect(links("https://wiki.example/A_(b), yes")).toEqual([
			"https://wiki.example/A_(b)",
		]);
		expect(links("„https://shop.example“…")).toEqual(["https://shop.example“"]);
	});

	it("lead nowhere but the web", () => {
		for (const hostile of [
			"javascript:alert(1)",
			"JaVaScRiPt:alert(document.cookie)",
			"data:text/html,https",
			"file:///etc/passwd",
			"vbscript:x",
			"ftp://files.example",
		])
			expect(pieces_of(hostile).every((piece) => piece.kind === "text")).toBe(
				true,
			);
	});

	it("never show one host and open another", () => {
		expect(link_href("https://bank.example@evil.example/")).toBeNull();
		expect(link_href("https://user:pw@evil.example/")).toBeNull();
		expect(links("https://a.example\u202Emoc.live")).toEqual([
			"https://a.example",
		]);
	});

	it("stop where markup would begin", () => {
		expect(links('https://a.example/"onclick="x')).toEqual([
			"https://a.example/",
		]);
		expect(links("https://a.example/<script>")).toEqual(["https://a.example/"]);
	});

	it("keep every character of the text", () => {
		for (const text of [
			"",
			"plain",
			"a https://b.example, c www.d.example!",
			"<img src=x onerror=alert(1)> https://x.example/<b>",
			"https://https://https://",
			`https://${"a".repeat(5_000)}.example`,
		])
			expect(
				pieces_of(text)
					.map((piece) => piece.text)
					.join(""),
			).toBe(text);
	});

	it("are cheap to look for in a long line", () => {
		const text = "www.".repeat(1_000) + "http://".repeat(500);
		expect(
			pieces_of(text)
				.map((piece) => piece.text)
				.join(""),
		).toBe(text);
	});
});
