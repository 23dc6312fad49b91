import { describe, expect, it } from "vitest";
import { deflate, inflate } from "./deflate";
import { cutBody, decodeFrame, encodeFrame, Flag } from "./frames";
import { LIMITS, MirrorStreamError } from "./ops";

const body = new Uint8Array([1, 2, 3]);

describe("a STREAM frame", () => {
	it("is kind, flags, epoch and sequence in big-endian, the body and a sum", () => {
		const bytes = encodeFrame({
			flags: Flag.BEGIN | Flag.DEFLATED,
			epoch: 0x01020304,
			seq: 5,
			body,
		});
		expect([...bytes.subarray(0, -4)]).toEqual([
			1, 3, 1, 2, 3, 4, 0, 0, 0, 5, 1, 2, 3,
		]);
		expect(decodeFrame(bytes)).toEqual({
			flags: 3,
			epoch: 0x01020304,
			seq: 5,
			body,
		});
	});

	it.each([
		["too short", new Uint8Array(13)],
		[
			"of another kind",
			encodeFrame({ flags: 0, epoch: 1, seq: 1, body }).fill(2, 0, 1),
		],
		["with unknown flags", encodeFrame({ flags: 8, epoch: 1, seq: 1, body })],
		[
			"too long",
			encodeFrame({
				flags: 0,
				epoch: 1,
				seq: 1,
				body: new Uint8Array(LIMITS.frame_bytes),
			}),
		],
	])("is refused when it is %s", (_, bytes) => {
		expect(() => decodeFrame(bytes)).toThrow(MirrorStreamError);
	});

	it("is refused with any byte altered", () => {
		const bytes = encodeFrame({ flags: 0, epoch: 1, seq: 1, body });
		for (let at = 0; at < bytes.length; at++) {
			const altered = bytes.slice();
			altered[at] = (altered[at] ?? 0) ^ 16;
			expect(() => decodeFrame(altered)).toThrow(MirrorStreamError);
		}
	});

	it("is never longer than a frame may be", () => {
		const unit = new Uint8Array(LIMITS.frame_bytes * 2 + 5).fill(9);
		const parts = cutBody(unit);
		expect(parts.map((part) => part.length).reduce((a, b) => a + b)).toBe(
			unit.length,
		);
		for (const part of parts)
			expect(
				encodeFrame({ flags: 0, epoch: 1, seq: 1, body: part }).length,
			).toBeLessThanOrEqual(LIMITS.frame_bytes);
		expect(cutBody(new Uint8Array(0))).toHaveLength(1);
	});
});

describe("compression", () => {
	it("gives back what went in", async () => {
		const bytes = new TextEncoder().encode("mirror ".repeat(5000));
		const small = await deflate(bytes);
		expect(small.length).toBeLessThan(500);
		expect(await inflate(small)).toEqual(bytes);
	});

	it("stops inflating at the limit of a unit", async () => {
		const bomb = await deflate(new Uint8Array(LIMITS.unit_bytes + 1));
		await expect(inflate(bomb)).rejects.toMatchObject({ code: "too_large" });
	});

	it("refuses what is not deflate", async () => {
		await expect(inflate(new Uint8Array([255, 255, 1]))).rejects.toMatchObject({
			code: "bad_frame",
		});
	});
});
