import { describe, expect, it } from "vitest";
import { publicUrl } from "./urls";

const told = (url: string, ...paths: string[]): string =>
	publicUrl(url, "https://shop.example/a/", paths);

describe("what is told of an address", () => {
	it("is origin and path", () => {
		expect(told("b.png?sig=1#2")).toBe("https://shop.example/a/b.png");
		expect(told("https://eve:pw@x.test/p;jsessionid=1/q;v=2?r")).toBe(
			"https://x.test/p/q",
		);
		expect(told("mailto:eve@x.test")).toBe("");
		expect(told("http://[")).toBe("");
	});

	it("is the pattern, of a private path", () => {
		const path = "/accounts/*/statements";
		expect(told("/accounts/4711/statements?x", path)).toBe(
			`https://shop.example${path}`,
		);
		expect(told("/Accounts/47/11/Statements", path)).toBe(
			`https://shop.example${path}`,
		);
		expect(told("/accounts/statements", path)).toBe(
			"https://shop.example/accounts/statements",
		);
		expect(told("/a.b+c/9", "/a.b+c/*")).toBe("https://shop.example/a.b+c/*");
		expect(told("/%61ccounts//47/statements", path)).toBe(
			`https://shop.example${path}`,
		);
		expect(told("/accounts/4%/statements", path)).toBe("");
		expect(told("/x/y/z", "/other/*", "/*y*")).toBe("https://shop.example/*y*");
		expect(told("/aba", "/ab*ba")).toBe("https://shop.example/aba");
		expect(told("/aXb+c/9", "/a.b+c/*")).toBe("https://shop.example/aXb+c/9");
	});

	it("is found out at once, whatever the pattern", () => {
		const path = `/${"a".repeat(2000)}b`;
		expect(told(path, `/${"*a".repeat(150)}`)).toBe(
			`https://shop.example${path}`,
		);
	});
});
