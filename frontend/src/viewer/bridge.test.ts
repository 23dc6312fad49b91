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
	])("refuses %j", (message) => {
		expect(parse_to_viewer(message)).toBeNull();
	});

	it("takes only the fields that it knows", () => {
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
