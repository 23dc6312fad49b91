import { describe, expect, it } from "vitest";
import { fitted_scale, origin_of } from "./fitting";

const size = (width: number, height: number) => ({ width, height });

describe("the scale of the replica", () => {
	it.each([
		[size(1280, 720), size(640, 720), 0.5],
		[size(1280, 720), size(1280, 360), 0.5],
		[size(390, 844), size(900, 422), 0.5],
		[size(390, 844), size(900, 900), 1],
		[size(0, 0), size(900, 900), 1],
	])("fits %j into %j at %d", (page, room, scale) => {
		expect(fitted_scale(page, room)).toBe(scale);
	});
});

describe("the origin in the chrome", () => {
	it.each([
		["https://shop.example/basket?x=1", "shop.example"],
		["http://localhost:9000/", "http://localhost:9000"],
		["https://bank.example@evil.example/", "evil.example"],
		["https://bank.example.evil.example/", "bank.example.evil.example"],
		["javascript:alert(1)", "–"],
		["about:blank", "–"],
		["", "–"],
	])("of %j is %s", (url, origin) => {
		expect(origin_of(url)).toBe(origin);
	});
});
