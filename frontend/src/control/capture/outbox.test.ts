import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decode_command } from "../../protocol/frames";
import type { CommandBody } from "../commands";
import { NO_MODS } from "../keys";
import { Outbox, type Refusal } from "./outbox";

/** An outbox whose frames are kept, and a line that can be cut. */
function stage() {
	const sent: CommandBody[] = [];
	const seqs: number[] = [];
	const refused: Refusal[] = [];
	const line = { up: true };
	const outbox = new Outbox({
		epoch: () => 7,
		mode_epoch: () => 1,
		send_frame: (bytes) => {
			if (!line.up) return false;
			const frame = decode_command(bytes);
			if (frame) {
				sent.push(JSON.parse(frame.body));
				seqs.push(frame.seq);
			}
			return true;
		},
		on_refused: (refusal) => refused.push(refusal),
	});
	const answer = (seq: number) =>
		outbox.on_ack({ epoch: 7, seq, status: "ok", body: "" });
	return { outbox, sent, seqs, refused, line, answer };
}

const typed = (text: string): CommandBody => ({ do: "text", node: 1, text });
const pressed: CommandBody = {
	do: "key",
	node: 1,
	key: "Enter",
	mods: NO_MODS,
};

describe("commands on their way", () => {
	beforeEach(() => {
		vi.useFakeTimers();
		vi.stubGlobal("window", globalThis);
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	it("carry the agent's clock", () => {
		const { outbox, sent } = stage();
		outbox.put(typed("a"));
		vi.advanceTimersByTime(250);
		outbox.put(pressed);
		const [first, second] = sent.map(({ at }) => at ?? 0);
		expect((second ?? 0) - (first ?? 0)).toBe(250);
	});

	it("that nobody answers are told once a burst, and the rest goes on", () => {
		const { outbox, sent, refused } = stage();
		for (const text of ["a", "b\n", "c\n", "d\n", "e\n"])
			outbox.put(typed(text));
		expect(sent).toHaveLength(4);
		vi.advanceTimersByTime(5_000);
		expect(refused.map(({ status }) => status)).toEqual(["not_delivered"]);
		expect(sent).toHaveLength(5);
	});

	it("without a line are told", () => {
		const { outbox, refused, line } = stage();
		line.up = false;
		outbox.put(pressed);
		outbox.put(pressed);
		expect(refused).toHaveLength(1);
		vi.advanceTimersByTime(2_000);
		outbox.put(pressed);
		expect(refused).toHaveLength(2);
	});

	it("beyond what can wait are told, not forgotten", () => {
		const { outbox, refused } = stage();
		for (let i = 0; i < 232; i++) outbox.put(pressed);
		expect(refused).toEqual([]);
		outbox.put(pressed);
		expect(refused[0]).toMatchObject({ status: "not_delivered" });
	});

	it("lose and reorder nothing while answers come late", () => {
		const { outbox, sent, seqs, answer } = stage();
		const text = "the quick brown fox jumps over the lazy dog ".repeat(20);
		let answered = 0;
		for (const [index, character] of [...text].entries()) {
			outbox.put(typed(character));
			vi.advanceTimersByTime(60);
			if (index % 5 === 0 && answered < seqs.length)
				answer(seqs[answered++] ?? 0);
		}
		while (answered < seqs.length) answer(seqs[answered++] ?? 0);
		const arrived = sent.map((one) => (one.do === "text" ? one.text : ""));
		expect(arrived.join("")).toBe(text);
		expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
	});

	it("of one wheel and one drag add up while they wait", () => {
		const { outbox, sent, seqs, answer } = stage();
		for (let i = 0; i < 32; i++) outbox.put(pressed);
		const place = { node: 3, fx: 0.5, fy: 0.5, mods: NO_MODS };
		for (let i = 0; i < 9; i++)
			outbox.put({ do: "wheel", ...place, dx: 1, dy: 10, mode: 0 });
		outbox.put({ do: "drag", x: 0.1, y: 0.1 });
		outbox.put({ do: "drag", x: 0.2, y: 0.3 });
		for (const seq of seqs.slice(0, 5)) answer(seq);
		const rest = sent.slice(32).map(({ at: _, ...body }) => body);
		expect(rest).toEqual([
			{ do: "wheel", ...place, dx: 9, dy: 90, mode: 0 },
			{ do: "drag", x: 0.2, y: 0.3 },
		]);
	});
});
