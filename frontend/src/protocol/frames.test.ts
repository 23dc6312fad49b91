import { describe, expect, test } from "vitest";
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
	FRAME_MAX,
} from "./frames";

const hex = (bytes: Uint8Array | null) =>
	Buffer.from(bytes ?? []).toString("hex");

describe("layout", () => {
	test("a pointer is fourteen bytes, big-endian", () => {
		const frame = {
			action: "click",
			epoch: 0x01020304,
			node: 7,
			fx: 1,
			fy: 0,
		} as const;
		expect(hex(encode_pointer(frame))).toBe("02010102030400000007ffff0000");
		expect(decode_pointer(encode_pointer(frame))).toEqual(frame);
	});

	test("a command carries epoch, mode epoch and seq before its body", () => {
		const frame = { epoch: 1, mode_epoch: 2, seq: 0xffffffff, body: "{}" };
		const bytes = encode_command(frame);
		expect(hex(bytes)).toBe("040000000100000002ffffffff7b7d");
		expect(decode_command(bytes ?? new Uint8Array())).toEqual(frame);
	});

	test("an ack carries the index of its status", () => {
		for (const [index, status] of ACK_STATUS.entries()) {
			const bytes = encode_ack({ epoch: 9, seq: 8, status, body: "" });
			expect(bytes?.[9]).toBe(index);
			expect(decode_ack(bytes ?? new Uint8Array())?.status).toBe(status);
		}
	});

	test("an annotation is its epoch and its body", () => {
		const frame = { epoch: 5, body: "é" };
		const bytes = encode_annotation(frame);
		expect(hex(bytes)).toBe("0300000005c3a9");
		expect(decode_annotation(bytes ?? new Uint8Array())).toEqual(frame);
	});
});

describe("hostile input", () => {
	test("frames that are short, long, of another kind or not UTF-8 give null", () => {
		const decoders = [
			decode_pointer,
			decode_annotation,
			decode_command,
			decode_ack,
		];
		for (const decode of decoders)
			for (const bytes of [
				[],
				[2],
				[2, 0, 0],
				[9, 0, 0, 0, 0, 0],
				[4, 0],
				[5, 0, 0],
			])
				expect(decode(new Uint8Array(bytes))).toBeNull();
		expect(decode_pointer(new Uint8Array(15).fill(2))).toBeNull();
		expect(decode_annotation(new Uint8Array([3, 0, 0, 0, 1, 0xff]))).toBeNull();
		const odd_action = encode_pointer({
			action: "move",
			epoch: 1,
			node: 1,
			fx: 0,
			fy: 0,
		});
		odd_action[1] = 3;
		expect(decode_pointer(odd_action)).toBeNull();
		const odd_status = encode_ack({ epoch: 1, seq: 1, status: "ok", body: "" });
		if (odd_status) odd_status[9] = 200;
		expect(decode_ack(odd_status ?? new Uint8Array())).toBeNull();
	});

	test("a body that makes the frame too large is not encoded", () => {
		const body = "x".repeat(FRAME_MAX.COMMAND);
		expect(
			encode_command({ epoch: 1, mode_epoch: 1, seq: 1, body }),
		).toBeNull();
		expect(encode_ack({ epoch: 1, seq: 1, status: "ok", body })).toBeNull();
	});

	test("fractions outside the box and no numbers are clamped", () => {
		const sent = encode_pointer({
			action: "move",
			epoch: 1,
			node: 1,
			fx: Number.NaN,
			fy: 7,
		});
		expect(decode_pointer(sent)).toMatchObject({ fx: 0, fy: 1 });
	});
});
