import { describe, expect, it } from "vitest";
import { split_links } from "./links";

const hrefs = (text: string) =>
	split_links(text).flatMap((part) =>
		typeof part === "string" ? [] : [part.href],
	);

describe("split_links", () => {
	it("finds addresses and leaves the sentence around them", () => {
		expect(split_links("See https://shop.test/a?b=1, please.")).toEqual([
			"See ",
			{ text: "https://shop.test/a?b=1", href: "https://shop.test/a?b=1" },
			", please.",
		]);
		expect(hrefs("(https://shop.test/a_(b))")).toEqual([
			"https://shop.test/a_(b)",
		]);
		expect(split_links("no address")).toEqual(["no address"]);
	});

	it("loses no character, whatever the text", () => {
		for (const text of [
			"https://a.test https://b.test!",
			"<https://a.test>",
			"https://",
			"http://[::1]x y",
			"a https://shop.test/ü b",
			"",
		])
			expect(
				split_links(text)
					.map((part) => (typeof part === "string" ? part : part.text))
					.join(""),
			).toBe(text);
	});

	it("makes no link of anything but the web", () => {
		for (const text of [
			"javascript:alert(1)",
			"data:text/html,<script>",
			"file:///etc/passwd",
			"//evil.test",
			"www.evil.test",
		])
			expect(hrefs(text), text).toEqual([]);
	});

	it("makes no link where the host that is read is not the one visited", () => {
		for (const text of [
			"https://bank.example@evil.test/",
			"https://user:word@evil.test/",
			"https://bаnk.example/", // a Cyrillic а
			"https://0x7f000001/",
			"https://evil。test/",
		])
			expect(hrefs(text), text).toEqual([]);
	});

	it("stays quick on a long text", () => {
		const text = `${"https://".repeat(500)}${"(".repeat(1500)}`;
		const began = performance.now();
		split_links(text);
		expect(performance.now() - began).toBeLessThan(2_000);
	});
});
