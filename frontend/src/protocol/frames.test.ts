import { describe, expect, it } from "vitest";
import golden from "../../../tests/golden/frames.json";
import {
	type ControlFrame,
	decodeFrame,
	encodeAck,
	encodeAnnotation,
	encodeCommand,
	encodePointer,
} from "./frames";
import { ACK_STATUSES, type CommandBody, POINTER_ACTIONS } from "./messages";

const unhex = (hex: string): Uint8Array =>
	Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

type Golden = (typeof golden.frames)[number];

/** What the codec should make of a golden frame. */
function meaning(frame: Golden): ControlFrame {
	const fields = frame.fields as Partial<Record<string, number>>;
	const epoch = fields.epoch ?? -1;
	switch (frame.kind) {
		case "pointer":
			return {
				kind: "pointer",
				action: POINTER_ACTIONS[fields.action ?? -1] ?? "move",
				epoch,
				node: fields.node ?? -1,
				fx: (fields.fx ?? -1) / 65_535,
				fy: (fields.fy ?? -1) / 65_535,
			};
		case "annotation":
			return { kind: "annotation", epoch, body: frame.body };
		case "command":
			return {
				kind: "command",
				epoch,
				mode_epoch: fields.mode_epoch ?? -1,
				seq: fields.seq ?? -1,
				body: frame.body,
			};
		default:
			return {
				kind: "ack",
				epoch,
				seq: fields.seq ?? -1,
				status: ACK_STATUSES[fields.status ?? -1] ?? "ok",
				detail: frame.body as { kind: "masked" } | null,
			};
	}
}

function encode(frame: ControlFrame): Uint8Array {
	switch (frame.kind) {
		case "pointer":
			return encodePointer(frame);
		case "annotation":
			return encodeAnnotation(frame.epoch, frame.body);
		case "command":
			return encodeCommand({ ...frame, body: frame.body as CommandBody });
		case "ack":
			return encodeAck(frame);
	}
}

describe("golden frames", () => {
	for (const frame of golden.frames) {
		it(`reads and writes: ${frame.name}`, () => {
			expect(decodeFrame(unhex(frame.hex))).toEqual(meaning(frame));
			expect(hex(encode(meaning(frame)))).toBe(frame.hex);
		});
	}
	for (const frame of golden.refused) {
		it(`refuses ${frame.name}`, () => {
			expect(decodeFrame(unhex(frame.hex))).toBeNull();
		});
	}
});

describe("frames made by an enemy", () => {
	it("reads a frame that lies inside a larger buffer", () => {
		const bytes = encodeAck({ epoch: 1, seq: 2, status: "ok", detail: null });
		const padded = new Uint8Array(bytes.length + 8);
		padded.set(bytes, 5);
		expect(decodeFrame(padded.subarray(5, 5 + bytes.length))).toMatchObject({
			seq: 2,
		});
	});

	it("refuses broken JSON, broken UTF-8 and unknown statuses", () => {
		const command = encodeCommand({
			epoch: 1,
			mode_epoch: 1,
			seq: 1,
			body: { do: "back" },
		});
		expect(decodeFrame(command.subarray(0, command.length - 1))).toBeNull();
		const broken = command.slice();
		broken[broken.length - 3] = 0xff;
		expect(decodeFrame(broken)).toBeNull();
		const ack = encodeAck({ epoch: 1, seq: 1, status: "ok", detail: null });
		ack[9] = 200;
		expect(decodeFrame(ack)).toBeNull();
	});

	it("refuses a pointer of an unknown action or with bytes to spare", () => {
		const pointer = encodePointer({
			action: "move",
			epoch: 1,
			node: 1,
			fx: 0,
			fy: 0,
		});
		const longer = new Uint8Array(pointer.length + 1);
		longer.set(pointer);
		expect(decodeFrame(longer)).toBeNull();
		pointer[1] = 3;
		expect(decodeFrame(pointer)).toBeNull();
	});

	it("clamps fractions that are no fractions", () => {
		const bytes = encodePointer({
			action: "move",
			epoch: 1,
			node: 1,
			fx: Number.NaN,
			fy: 7,
		});
		expect(decodeFrame(bytes)).toMatchObject({ fx: 0, fy: 1 });
	});
});
