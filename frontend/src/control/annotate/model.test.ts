import { describe, expect, test } from "vitest";
import { outline } from "./board";
import { NOTE_MAX, POINTS_MAX, parse_annotation } from "./model";

const parse = (value: unknown) => parse_annotation(JSON.stringify(value));
const drawing = {
	op: "draw",
	id: "a-1",
	shape: "pen",
	node: 3,
	points: [
		[0, 0],
		[1.5, -2],
	],
};
const note = { op: "note", id: "b", node: 3, at: [0.5, 1], text: "Here" };

describe("annotations", () => {
	test("drawings, notes and clear are read as they are", () => {
		for (const message of [drawing, note, { op: "clear" }])
			expect(parse(message)).toEqual(message);
	});

	test("anything odd or too large is nothing", () => {
		for (const message of [
			null,
			[],
			"clear",
			{ op: "erase" },
			{ op: "clear", id: "x" },
			{ ...drawing, extra: 1 },
			{ ...drawing, id: "" },
			{ ...drawing, id: "<b>" },
			{ ...drawing, shape: "circle" },
			{ ...drawing, node: 0 },
			{ ...drawing, node: 1.5 },
			{ ...drawing, points: [[0, 0]] },
			{ ...drawing, points: [[0, 0], [1]] },
			{
				...drawing,
				points: [
					[0, 0],
					[1, 1e9],
				],
			},
			{
				...drawing,
				points: [
					[0, 0],
					[1, "1"],
				],
			},
			{ ...drawing, points: new Array(POINTS_MAX + 1).fill([0, 0]) },
			{ ...note, text: " " },
			{ ...note, text: "x".repeat(NOTE_MAX + 1) },
			{ ...note, at: null },
		])
			expect(parse(message)).toBeNull();
		expect(parse_annotation("{")).toBeNull();
	});

	test("an arrow has its head at the last point", () => {
		const path = outline("arrow", [
			{ x: 0, y: 0 },
			{ x: 100, y: 0 },
		]);
		expect(path.startsWith("M0.0 0.0L100.0 0.0M")).toBe(true);
		expect(path.match(/L100\.0 0\.0/g)).toHaveLength(2);
	});
});
