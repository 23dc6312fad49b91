import { describe, expect, it } from "vitest";
import { encode_ack, encode_command } from "../protocol/frames";
import { Delay } from "./delay";

const command = (seq: number): Uint8Array =>
	encode_command({ epoch: 1, mode_epoch: 1, seq, body: "{}" }) as Uint8Array;
const answer = (seq: number): Uint8Array =>
	encode_ack({ epoch: 1, seq, status: "ok", body: "" }) as Uint8Array;

describe("Delay", () => {
	it("measures from a command to its answer and smooths", () => {
		let now = 0;
		const delay = new Delay(() => now);
		expect(delay.ms).toBeNull();
		delay.on_sent(command(1));
		now = 40;
		expect(delay.on_answer(answer(1))).toBe(true);
		expect(delay.ms).toBe(40);
		delay.on_sent(command(2));
		now = 180;
		delay.on_answer(answer(2));
		expect(delay.ms).toBe(70);
	});

	it("ignores answers to nothing, twice given, or to another page", () => {
		let now = 0;
		const delay = new Delay(() => now);
		delay.on_sent(command(1));
		now = 10;
		delay.on_answer(answer(1));
		expect(delay.on_answer(answer(1))).toBe(false);
		delay.on_sent(command(2));
		delay.reset();
		expect(delay.on_answer(answer(2))).toBe(false);
		expect(delay.on_answer(new Uint8Array([5]))).toBe(false);
		expect(delay.ms).toBe(10);
	});

	it("does not grow with commands that are never answered", () => {
		const delay = new Delay(() => 0);
		for (let seq = 1; seq <= 1_000; seq++) delay.on_sent(command(seq));
		expect(delay.on_answer(answer(1))).toBe(false);
		expect(delay.on_answer(answer(1_000))).toBe(true);
	});
});
