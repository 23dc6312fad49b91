import { beforeEach, describe, expect, it } from "vitest";
import { encode_ack } from "../protocol/frames";
import { Delay } from "./delay";

/** The customer's clock is ahead of ours by so much. */
const AHEAD = 70_000;

describe("Delay", () => {
	let now = 0;
	let asked: number[] = [];
	let drawn: (() => void)[] = [];
	let delay: Delay;

	const answer = (seq: number, at: number): boolean =>
		delay.on_answer(
			encode_ack({
				epoch: 1,
				seq,
				status: "ok",
				body: JSON.stringify({ at }),
			}) as Uint8Array,
		);
	const draw = (): void => {
		for (const then of drawn.splice(0)) then();
	};
	/** A question and its answer, with so many milliseconds each way. */
	const exchange = (there: number, back: number): void => {
		delay.tick();
		now += there;
		const at = now + AHEAD;
		now += back;
		answer(asked.at(-1) as number, at);
		draw();
	};

	beforeEach(() => {
		now = 0;
		asked = [];
		drawn = [];
		delay = new Delay({
			send: (seq) => asked.push(seq) > 0,
			on_change: () => {},
			after_frame: (then) => drawn.push(then),
			now: () => now,
		});
	});

	it("is the time from a change to its frame, whatever the customer's clock says", () => {
		expect(delay.report).toBeNull();
		exchange(10, 10);
		expect(delay.report).toEqual({ ms: 10, state: "good" });
		for (let i = 0; i < 30; i++) {
			const made = now + AHEAD;
			now += 40;
			delay.on_change(made);
			delay.on_change(made + 20);
			now += 8;
			draw();
		}
		expect(delay.report).toEqual({ ms: 48, state: "good" });
	});

	it("grows with a line that is slow in one direction only", () => {
		exchange(20, 20);
		for (let i = 0; i < 40; i++) exchange(20, 900);
		expect(delay.report?.ms).toBeGreaterThan(850);
		expect(delay.report?.ms).toBeLessThan(910);
		expect(delay.report?.state).toBe("slow");
		for (let i = 0; i < 40; i++) exchange(900, 20);
		expect(delay.report?.ms).toBeLessThan(30);
	});

	it("tells each direction from the quickest of all answers", () => {
		exchange(5, 300);
		exchange(300, 5);
		for (let i = 0; i < 40; i++) exchange(300, 100);
		expect(delay.report?.ms).toBeGreaterThan(95);
		expect(delay.report?.ms).toBeLessThan(105);
	});

	it("stalls when nothing is answered, and grows meanwhile", () => {
		exchange(10, 10);
		for (let i = 0; i < 6; i++) {
			delay.tick();
			now += 1_000;
		}
		expect(delay.report).toEqual({ ms: 5_000, state: "stalled" });
		answer(asked.at(-1) as number, now + AHEAD);
		draw();
		expect(delay.report?.state).not.toBe("stalled");
	});

	it("does not ask where nobody can answer, and so does not stall", () => {
		exchange(10, 10);
		const deaf = new Delay({
			send: () => false,
			on_change: () => {},
			after_frame: (then) => then(),
			now: () => now,
		});
		deaf.tick();
		now += 60_000;
		expect(deaf.report).toBeNull();
	});

	it("believes the newest answer when a clock was set", () => {
		exchange(10, 10);
		delay.tick();
		const sent = asked.at(-1) as number;
		now += 20;
		answer(sent, now + 5 * AHEAD);
		draw();
		expect(delay.report?.ms).toBeLessThan(20);
	});

	it("forgets another page's clock and what was under way", () => {
		exchange(10, 10);
		delay.tick();
		delay.on_change(now + AHEAD);
		delay.reset();
		expect(answer(asked.at(-1) as number, 12)).toBe(true);
		draw();
		expect(delay.report).toBeNull();
	});

	it("leaves alone what answers commands", () => {
		const plain = encode_ack({ epoch: 1, seq: 1, status: "ok", body: "" });
		delay.tick();
		expect(delay.on_answer(plain as Uint8Array)).toBe(false);
		expect(delay.on_answer(new Uint8Array([5]))).toBe(false);
		for (const body of ['{"at":"1"}', '{"needs":"file"}', "null", "{"]) {
			const frame = encode_ack({ epoch: 1, seq: 1, status: "ok", body });
			expect(delay.on_answer(frame as Uint8Array)).toBe(false);
		}
		expect(delay.report).toBeNull();
	});
});
