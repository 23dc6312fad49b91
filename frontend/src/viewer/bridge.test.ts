import { describe, expect, it } from "vitest";
import { parse_from_viewer, parse_to_viewer } from "./bridge";

const JUNK = [null, undefined, 7, "viewer.end", [], {}, { type: "x" }];

describe("messages between desktop and viewer", () => {
	it.each(JUNK)("ignores %j", (junk) => {
		expect(parse_to_viewer(junk)).toBeNull();
		expect(parse_from_viewer(junk)).toBeNull();
	});

	it.each([
		{ type: "viewer.move", move: "home" },
		{ type: "viewer.move" },
		{ type: "viewer.navigate", url: 7 },
		{ type: "viewer.navigate", url: "x".repeat(2_049) },
		{ type: "viewer.tool", tool: "hammer" },
		{ type: "viewer.zoom", zoom: "400" },
		{ type: "viewer.ink" },
		{ type: "viewer.ink", ink: { colour: "#fff", stays: true } },
		{ type: "viewer.ink", ink: { colour: "blue", stays: "no" } },
		{ type: "viewer.customer", name: null },
		{ type: "viewer.customer", name: "x".repeat(201) },
	])("refuses %j", (message) => {
		expect(parse_to_viewer(message)).toBeNull();
	});

	it("knows who works by keyboard", () => {
		const chosen = { type: "viewer.tool", tool: "box" };
		for (const by_keyboard of [true, false])
			expect(parse_to_viewer({ ...chosen, by_keyboard })).toEqual({
				...chosen,
				by_keyboard,
			});
		expect(parse_to_viewer({ ...chosen, by_keyboard: "yes" })).toEqual({
			...chosen,
			by_keyboard: false,
		});
	});

	it("takes only the fields that it knows", () => {
		const ink = { colour: "blue", stays: false };
		expect(
			parse_to_viewer({ type: "viewer.ink", ink: { ...ink, width: 9 } }),
		).toEqual({ type: "viewer.ink", ink });

		expect(
			parse_to_viewer({ type: "viewer.move", move: "back", more: 1 }),
		).toEqual({ type: "viewer.move", move: "back" });
		expect(parse_to_viewer({ type: "viewer.end", more: 1 })).toEqual({
			type: "viewer.end",
		});
	});

	it.each([
		{ type: "viewer.report", report: null },
		{ type: "viewer.report", report: { stage: "hacked" } },
		{ type: "viewer.session", session: {}, cause: "x" },
		{ type: "viewer.refused", code: 7 },
	])("refuses %j from the viewer", (message) => {
		expect(parse_from_viewer(message)).toBeNull();
	});

	it("reads a refusal", () => {
		expect(
			parse_from_viewer({ type: "viewer.refused", code: "bad_url", kind: 3 }),
		).toEqual({
			type: "viewer.refused",
			code: "bad_url",
			kind: null,
			detail: "",
			retry_after: null,
		});
	});
});
