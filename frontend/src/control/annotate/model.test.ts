import { describe, expect, test } from "vitest";
import { clean_note, NOTE_MAX, POINTS_MAX, parse_annotation } from "./model";

const parse = (value: unknown) => parse_annotation(JSON.stringify(value));
const pen = {
	op: "draw",
	id: "a-1",
	node: 3,
	colour: "blue",
	shape: "pen",
	stays: true,
	points: [
		[0, 0],
		[1.5, -2],
		[1, 1],
	],
};
const box = { ...pen, shape: "box", points: pen.points.slice(1) };
const note = {
	op: "note",
	id: "b",
	node: 3,
	colour: "green",
	at: [0.5, 1],
	text: "Here\n\tand there",
};

describe("annotations", () => {
	test("all that can be said is read as it is", () => {
		for (const message of [
			pen,
			box,
			{ ...box, shape: "arrow", stays: false },
			{ ...box, shape: "highlight", colour: "violet" },
			note,
			{ ...box, by: "agent" },
			{ ...note, by: "customer" },
			{ op: "remove", id: "a-1" },
			{ op: "clear" },
			{ op: "on" },
			{ op: "off" },
		])
			expect(parse(message)).toEqual(message);
	});

	test.each([
		null,
		[],
		"clear",
		{ op: "erase" },
		{ op: "clear", id: "x" },
		{ op: "off", by: "customer" },
		{ op: "toString" },
		{ op: "remove" },
		{ op: "remove", id: 7 },
		{ op: "remove", id: "a", node: 3 },
		{ ...pen, extra: 1 },
		{ ...pen, by: "supervisor" },
		{ ...note, by: null },
		{ op: "clear", by: "agent" },
		{ ...pen, id: "" },
		{ ...pen, id: "<b>" },
		{ ...pen, id: "x".repeat(33) },
		{ ...pen, shape: "circle" },
		{ ...pen, shape: "toString" },
		{ ...pen, node: 0 },
		{ ...pen, node: 1.5 },
		{ ...pen, node: 2 ** 32 },
		{ ...pen, colour: "#c2410c" },
		{ ...pen, colour: undefined },
		{ ...pen, stays: 1 },
		{ ...pen, stays: undefined },
		{ ...pen, points: [[0, 0]] },
		{ ...pen, points: [[0, 0], [1]] },
		{ ...pen, points: { 0: [0, 0], 1: [1, 1], length: 2 } },
		{ ...pen, points: new Array(POINTS_MAX + 1).fill([0, 0]) },
		{ ...box, points: pen.points },
		{ ...box, shape: "highlight", points: pen.points },
		{ ...box, shape: "arrow", points: pen.points },
		{ ...note, text: " \n" },
		{ ...note, text: "x".repeat(NOTE_MAX + 1) },
		{ ...note, text: "a\u0000b" },
		{ ...note, text: "a\u001b[2J" },
		{ ...note, text: 5 },
		{ ...note, at: null },
		{ ...note, at: [0, 0, 0] },
		{ ...note, colour: "white" },
		{ ...note, stays: true },
	])("anything odd or too large is nothing: %j", (message) => {
		expect(parse(message)).toBeNull();
	});

	test.each([1e9, "1", null, Number.NaN])("no point is %s", (odd) => {
		expect(
			parse({
				...box,
				points: [
					[0, 0],
					[1, odd],
				],
			}),
		).toBeNull();
	});

	test("what is no JSON is nothing", () => {
		for (const text of ["", "{", "undefined", "[".repeat(5_000)])
			expect(parse_annotation(text)).toBeNull();
	});

	test("whatever is typed becomes a note that is taken", () => {
		const typed = `  a\r\nb\u0007${"c".repeat(NOTE_MAX)}`;
		const text = clean_note(typed);
		expect(text.startsWith("a\nbcc")).toBe(true);
		expect(parse({ ...note, text })).not.toBeNull();
		expect(clean_note(" \u0000 \n")).toBe("");
	});
});
