import { describe, expect, test } from "vitest";
import golden from "../../../tests/golden/frames.json";
import {
	ACK_STATUS,
	decode_ack,
	decode_annotation,
	decode_command,
	decode_pointer,
	encode_ack,
	encode_annotation,
	encode_command,
	encode_pointer,
} from "./frames";
import { POINTER_ACTIONS } from "./messages";

const WHOLE = 65_535;
const NONE = new Uint8Array();
const unhex = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (bytes: Uint8Array | null) =>
	Buffer.from(bytes ?? NONE).toString("hex");

/** Reads a frame and writes it again: its header in numbers, its body as JSON. */
function round_trip(kind: string, bytes: Uint8Array) {
	switch (kind) {
		case "pointer": {
			const frame = decode_pointer(bytes);
			if (!frame) return null;
			const action = POINTER_ACTIONS.indexOf(frame.action);
			const fx = Math.round(frame.fx * WHOLE);
			const fy = Math.round(frame.fy * WHOLE);
			return {
				fields: { action, epoch: frame.epoch, node: frame.node, fx, fy },
				body: "",
				again: encode_pointer(frame),
			};
		}
		case "annotation": {
			const frame = decode_annotation(bytes);
			if (!frame) return null;
			const { body, ...fields } = frame;
			return { fields, body, again: encode_annotation(frame) };
		}
		case "command": {
			const frame = decode_command(bytes);
			if (!frame) return null;
			const { body, ...fields } = frame;
			return { fields, body, again: encode_command(frame) };
		}
		default: {
			const frame = decode_ack(bytes);
			if (!frame) return null;
			const { body, epoch, seq } = frame;
			const status = ACK_STATUS.indexOf(frame.status);
			return { fields: { epoch, seq, status }, body, again: encode_ack(frame) };
		}
	}
}

describe("golden frames", () => {
	for (const example of golden.frames)
		test(`reads and writes: ${example.name}`, () => {
			const frame = round_trip(example.kind, unhex(example.hex));
			expect(frame?.fields).toEqual(example.fields);
			expect(frame?.body ? JSON.parse(frame.body) : null).toEqual(example.body);
			expect(hex(frame?.again ?? null)).toBe(example.hex);
		});

	for (const example of golden.refused)
		test(`refuses ${example.name}`, () => {
			const bytes = unhex(example.hex);
			for (const kind of ["pointer", "annotation", "command", "ack"])
				expect(round_trip(kind, bytes)).toBeNull();
		});
});
