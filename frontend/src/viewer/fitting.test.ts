import { describe, expect, it } from "vitest";
import { fitted_scale, has_keyboard, origin_of, seen_box } from "./fitting";

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

describe("the outline of what a customer sees who has zoomed in", () => {
	const view = size(1280, 800);
	const seen = (scale: number, x: number, y: number) => ({
		...{ scale, x, y },
		width: 1280 / scale,
		height: 800 / scale,
	});

	it("is where it is in the scaled replica", () => {
		expect(seen_box(seen(2, 320, 100), view, 0.5)).toEqual({
			left: 160,
			top: 50,
			width: 320,
			height: 200,
		});
	});

	it("does not leave the view", () => {
		expect(seen_box(seen(2, -40, 600), view, 1)).toEqual({
			left: 0,
			top: 600,
			width: 600,
			height: 200,
		});
	});

	it("is what the on-screen keyboard leaves", () => {
		const above = { scale: 1, x: 0, y: 40, width: 1280, height: 480 };
		expect(has_keyboard(above, view)).toBe(true);
		expect(seen_box(above, view, 1)).toEqual({
			left: 0,
			top: 40,
			width: 1280,
			height: 480,
		});
		expect(has_keyboard(seen(2, 0, 0), view)).toBe(false);
	});

	it.each([
		["nothing was told", null],
		["the zoom is over", seen(1, 0, 0)],
		["only a scrollbar is left out", { ...seen(1.01, 0, 0), width: 1265 }],
		["it has left the view", seen(2, 1300, 0)],
	])("is not there when %s", (_, told) => {
		expect(seen_box(told, view, 1)).toBeNull();
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
