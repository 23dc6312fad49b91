import { describe, expect, it } from "vitest";
import { completed } from "./page_bar";

const HERE = "https://shop.example:8443/basket/2";

describe("the address that an agent types", () => {
	it.each([
		["https://shop.example/a b", "https://shop.example/a%20b"],
		["/checkout", "https://shop.example:8443/checkout"],
		["?page=2", "https://shop.example:8443/basket/2?page=2"],
		["shop.example/sale", "https://shop.example/sale"],
		["localhost:9000/x", "https://localhost:9000/x"],
		["  ", ""],
	])("%j becomes %j", (typed, url) => {
		expect(completed(typed, HERE)).toBe(url);
	});

	it.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])(
		"%j is not mended: the customer's page refuses it",
		(typed) => {
			expect(completed(typed, HERE)).toBe(typed);
		},
	);

	it("survives nonsense", () => {
		expect(completed("http://[", HERE)).toBe("http://[");
		expect(completed("/x", "no address")).toBe("/x");
	});
});
