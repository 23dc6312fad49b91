import { describe, expect, it } from "vitest";
import { Memory } from "./memory";
import {
	clamped,
	fitted,
	is_folded,
	RAIL,
	RANGES,
	remember,
	remembered,
	usual_layout,
	width_by_key,
	with_fold,
	with_width,
} from "./panes";

function shelf(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
	const kept = new Map<string, string>();
	return {
		getItem: (name) => kept.get(name) ?? null,
		setItem: (name, value) => void kept.set(name, value),
		removeItem: (name) => void kept.delete(name),
	};
}

describe("panes", () => {
	it("stay within their range", () => {
		expect(clamped("list", 10)).toBe(RANGES.list.min);
		expect(clamped("list", 9_999)).toBe(RANGES.list.max);
		expect(clamped("talk", Number.NaN)).toBe(RANGES.talk.min);
	});

	it("grow towards the arrow, also right of their splitter", () => {
		const { list, context } = usual_layout.widths;
		expect(width_by_key(usual_layout, "list", "ArrowRight", false)).toBe(
			list + 16,
		);
		expect(width_by_key(usual_layout, "context", "ArrowRight", false)).toBe(
			context - 16,
		);
		expect(width_by_key(usual_layout, "list", "ArrowRight", true)).toBe(
			list + 64,
		);
		expect(width_by_key(usual_layout, "list", "End", false)).toBe(
			RANGES.list.max,
		);
		expect(width_by_key(usual_layout, "list", "Tab", false)).toBeNull();
	});

	it("give way to the work on a small screen and come back on a large one", () => {
		const wide = with_width(usual_layout, "context", 520);
		const small = fitted(wide, { total: 1_100, page: false, context: true });
		expect(small.context).toBeLessThan(520);
		expect(small.list).toBe(wide.widths.list);
		const large = fitted(wide, { total: 2_560, page: true, context: true });
		expect(large).toEqual(wide.widths);
	});

	it("fold by themselves where a page needs the room, until somebody chooses", () => {
		const small = { total: 1_280, page: true, context: true };
		expect(is_folded(usual_layout, "list", small)).toBe(true);
		expect(is_folded(usual_layout, "context", small)).toBe(true);
		expect(fitted(usual_layout, small).list).toBe(RAIL);
		const chosen = with_fold(usual_layout, "list", true, false);
		expect(is_folded(chosen, "list", small)).toBe(false);
		const calm = { ...small, page: false };
		expect(is_folded(usual_layout, "list", calm)).toBe(false);
		expect(
			is_folded(with_fold(chosen, "list", false, true), "list", small),
		).toBe(false);
	});

	it("never fold the conversation away when there is nothing else", () => {
		const room = { total: 1_280, page: false, context: true };
		const folded = with_fold(usual_layout, "talk", true, true);
		expect(is_folded(folded, "talk", room)).toBe(false);
		expect(is_folded(folded, "talk", { ...room, page: true })).toBe(true);
		expect(with_fold(usual_layout, "talk", false, true)).toBe(usual_layout);
	});

	it("are remembered, and whatever else is in the memory is forgotten", () => {
		const kept = shelf();
		const steady = new Memory(() => kept);
		const layout = with_fold(
			with_width(usual_layout, "list", 300),
			"talk",
			true,
			true,
		);
		remember(steady, layout);
		expect(remembered(steady)).toEqual(layout);
		expect(remembered(new Memory(shelf))).toEqual(usual_layout);
		for (const broken of [
			"{",
			"7",
			'{"widths":{"list":1e9},"folds":{"list":"yes"},"x":1}',
			"null",
			'{"widths":7}',
		]) {
			steady.set("panes", broken);
			expect(remembered(steady).widths.list).toBeLessThanOrEqual(
				RANGES.list.max,
			);
			expect(remembered(steady).folds).toEqual(usual_layout.folds);
		}
	});

	it("do without a memory", () => {
		const none = new Memory(() => {
			throw new Error("storage is off");
		});
		remember(none, usual_layout);
		expect(remembered(none)).toEqual(usual_layout);
	});
});
