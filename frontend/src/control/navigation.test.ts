import { describe, expect, test } from "vitest";
import { allowed_url } from "./navigation";

const PAGE = "https://shop.example/basket?x=1";
const ORIGINS = ["https://pay.example", "https://*.shop.example"];
const go = (text: string) => allowed_url(text, PAGE, ORIGINS);

describe("allowed", () => {
	test.each([
		["https://shop.example/a#b", "https://shop.example/a#b"],
		["https://pay.example", "https://pay.example/"],
		["https://img.shop.example/x", "https://img.shop.example/x"],
		["HTTPS://Shop.Example:443/a", "https://shop.example/a"],
		["/checkout", "https://shop.example/checkout"],
	])("%s", (text, url) => expect(go(text)).toBe(url));

	test("any port of a host when the origin says so", () => {
		const origins = ["http://localhost:*"];
		const page = "http://127.0.0.1:8000/";
		expect(allowed_url("http://localhost:9999/", page, origins)).not.toBeNull();
		expect(allowed_url("http://localhost.evil/", page, origins)).toBeNull();
	});
});

describe("refused", () => {
	test.each([
		"javascript:alert(1)",
		"JaVaScRiPt:alert(1)",
		"data:text/html,<script>1</script>",
		"vbscript:x",
		"blob:https://shop.example/1",
		"file:///etc/passwd",
		"ftp://shop.example/",
		"about:blank",
		"view-source:https://shop.example/",
		"chrome://settings",
		"//evil.example/",
		"https:\\\\evil.example",
		"https:\\\\shop.example",
		"/\\evil.example",
		"java\tscript:alert(1)",
		"java\nscript:alert(1)",
		"\u0001javascript:alert(1)",
		" https://shop.example/",
		"https://shop.example@evil.example/",
		"https://user:pw@shop.example/",
		"https://@shop.example/",
		"https://ѕhop.example/",
		"http://[::1]/",
		"http://shop.example/",
		"https://shop.example:8443/",
		"https://shop.example.evil.example/",
		"https://evilshop.example/",
		"https://a.pay.example/",
		"https:shop.example",
		"https:///shop.example",
		"shop.example",
		"",
		"basket",
		"https://",
		"https://shop.example:99999/",
	])("%s", (text) => expect(go(text)).toBeNull());

	test("a broken pattern allows nothing", () => {
		for (const pattern of [
			"*",
			"https://*",
			"https://*.",
			"shop",
			"",
			"https://*.*.com",
		])
			expect(allowed_url("https://evil.example/", PAGE, [pattern])).toBeNull();
	});
});
