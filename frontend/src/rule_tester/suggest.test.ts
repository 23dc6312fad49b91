import { describe, expect, it } from "vitest";
import { suggest_pattern } from "./suggest";

describe("the suggested pattern", () => {
	it.each([
		["https://shop.example/checkout/", "/checkout/"],
		["https://shop.example/orders/20412/", "/orders/*/"],
		["https://shop.example/u/3f2b9c1d-aaaa-bbbb-cccc-1234567890ab", "/u/*"],
		["https://shop.example/ada@example.com/", "/*/"],
		["nonsense", "*"],
	])("of %s is %s", (url, pattern) => {
		expect(suggest_pattern(url)).toBe(pattern);
	});
});
