import { describe, expect, it } from "vitest";
import { LIMITS, Op } from "./ops";
import type { Motion } from "./privacy/motion";
import { Reader } from "./reader";
import { writeMotion } from "./recorder/write_motion";
import { Writer } from "./writer";

const MOTION: Motion = {
	kind: 0,
	pseudo: "::before",
	name: "",
	timing: {
		delay: -500,
		endDelay: 0,
		duration: 1234.5,
		iterations: Number.POSITIVE_INFINITY,
		iterationStart: 0.25,
		direction: "alternate",
		fill: "both",
		easing: "ease-in",
	},
	composite: "add",
	keyframes: [
		{
			offset: Number.NaN,
			easing: "linear",
			composite: "auto",
			values: [["marginLeft", "3px"]],
		},
	],
};

function read(motion: Motion): unknown {
	const writer = new Writer();
	writeMotion(writer, 7, 8, motion);
	writer.op(Op.COMMIT, 1, 0, 0, 0);
	return new Reader().read(writer.take())[0];
}

function withValues(values: [string, string][]): Motion {
	const frame = { offset: 0, easing: "linear", composite: "auto", values };
	return { ...MOTION, keyframes: [frame] };
}

describe("an animation on the wire", () => {
	it("arrives as it was sent", () => {
		expect(read(MOTION)).toMatchObject({
			animation: 7,
			node: 8,
			pseudo: "::before",
			timing: {
				...MOTION.timing,
				composite: "add",
				iterations: Number.POSITIVE_INFINITY,
			},
			keyframes: [{ offset: null, values: [["marginLeft", "3px"]] }],
		});
	});

	it("has no numbers that are none", () => {
		const timing = { delay: Number.NaN, duration: -1, iterations: Number.NaN };
		expect(read({ ...MOTION, timing })).toMatchObject({
			timing: { delay: 0, duration: 0, iterations: 1, iterationStart: 0 },
		});
	});

	it.each([
		["a member of a keyframe", withValues([["offset", "1"]])],
		["no property", withValues([["margin-left;x", "1"]])],
		["another pseudo-element", { ...MOTION, pseudo: "::part(x)" }],
		[
			"too many values",
			withValues(
				Array.from({ length: LIMITS.keyframe_values + 1 }, () => ["top", "0"]),
			),
		],
		[
			"too many keyframes",
			{
				...MOTION,
				keyframes: Array.from({ length: LIMITS.keyframes + 1 }, () => ({
					offset: 0,
					easing: "",
					composite: "",
					values: [],
				})),
			},
		],
	] satisfies [string, Motion][])("is refused with %s", (_, motion) => {
		expect(() => read(motion)).toThrow();
	});
});
