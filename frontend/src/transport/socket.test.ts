import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Natives } from "./natives";
import { ControlSocket, type SocketState } from "./socket";

type In = { type: "welcome"; name: string } | { type: "news"; text: string };
type Out = { type: "hello"; turn: number } | { type: "say"; text: string };

/** The server's side of one connection, driven by the test. */
class Line {
	static lines: Line[] = [];
	readyState = 0;
	bufferedAmount = 0;
	binaryType = "blob";
	sent: string[] = [];
	closed_with: number | undefined;
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;

	constructor(readonly url: string) {
		if (url.includes("forbidden")) throw new Error("refused by policy");
		Line.lines.push(this);
	}
	send(data: string | Uint8Array): void {
		this.sent.push(typeof data === "string" ? data : `<${data.length} bytes>`);
	}
	close(code?: number): void {
		this.readyState = 3;
		this.closed_with = code ?? 1005;
	}
	async accept(): Promise<void> {
		this.readyState = 1;
		this.onopen?.();
		await Promise.resolve();
		await Promise.resolve();
	}
	tell(data: unknown): void {
		const text = data instanceof ArrayBuffer || typeof data === "string";
		this.onmessage?.({ data: text ? data : JSON.stringify(data) });
	}
	hang_up(code: number): void {
		this.readyState = 3;
		this.onclose?.({ code, reason: "" });
	}
	async welcome(): Promise<void> {
		await this.accept();
		this.tell({ type: "welcome", name: "x" });
	}
}

const fakes: Natives = {
	WebSocket: Line as unknown as typeof WebSocket,
	set_timer: (fn, after) => setTimeout(fn, after) as unknown as number,
	clear_timer: (timer) => clearTimeout(timer),
	now: () => Date.now(),
	random: () => 0.5,
};

let turn = 0;
let socket: ControlSocket<In, Out>;
let states: SocketState["kind"][];
const last = () => Line.lines[Line.lines.length - 1] as Line;

beforeEach(() => {
	vi.useFakeTimers();
	Line.lines = [];
	turn = 0;
	states = [];
	socket = new ControlSocket<In, Out>(fakes);
	socket.on_state((state) => states.push(state.kind));
});
afterEach(() => vi.useRealTimers());

const dial = () =>
	socket.connect("ws://x/", () => ({ type: "hello", turn: ++turn }));

describe("ControlSocket", () => {
	it("greets first and is open when welcomed", async () => {
		dial();
		await last().accept();
		expect(last().sent).toEqual(['{"type":"hello","turn":1}']);
		expect(socket.send({ type: "say", text: "early" })).toBe(false);
		last().tell({ type: "welcome", name: "x" });
		expect(socket.send({ type: "say", text: "now" })).toBe(true);
		expect(states).toEqual(["connecting", "open"]);
	});

	it("delivers messages by type and frames as bytes", async () => {
		const heard: string[] = [];
		socket.on("welcome", (message) => heard.push(message.name));
		const off = socket.on("news", (message) => heard.push(message.text));
		socket.on_frame((frame) => heard.push(`frame ${frame[0]}`));
		dial();
		await last().welcome();
		last().tell({ type: "news", text: "a" });
		last().tell(new Uint8Array([2, 9]).buffer);
		off();
		last().tell({ type: "news", text: "b" });
		expect(heard).toEqual(["x", "a", "frame 2"]);
	});

	it("survives what is not a message, and listeners that throw", async () => {
		const complaint = vi.spyOn(console, "error").mockReturnValue();
		const heard: string[] = [];
		socket.on("news", () => {
			throw new Error("listener");
		});
		socket.on("news", (message) => heard.push(message.text));
		dial();
		await last().welcome();
		for (const junk of ["{", "null", "[]", '{"type":7}', '"x"'])
			last().tell(junk);
		last().tell({ type: "news", text: "still here" });
		expect(heard).toEqual(["still here"]);
		expect(complaint).toHaveBeenCalledOnce();
		complaint.mockRestore();
	});

	it("comes back by itself with a fresh hello", async () => {
		dial();
		await last().welcome();
		last().hang_up(1006);
		expect(socket.state).toMatchObject({ kind: "waiting", attempt: 1 });
		await vi.advanceTimersByTimeAsync(500);
		expect(Line.lines).toHaveLength(2);
		await last().welcome();
		expect(last().sent).toEqual(['{"type":"hello","turn":2}']);
		expect(states).toEqual([
			"connecting",
			"open",
			"waiting",
			"connecting",
			"open",
		]);
	});

	it("waits longer each time until a connection lasted", async () => {
		const waits: number[] = [];
		socket.on_state((state) => {
			if (state.kind === "waiting") waits.push(state.retry_ms);
		});
		dial();
		for (let round = 0; round < 4; round++) {
			await last().welcome();
			last().hang_up(1006);
			await vi.advanceTimersByTimeAsync(10_000);
		}
		await last().welcome();
		await vi.advanceTimersByTimeAsync(6_000);
		last().hang_up(1006);
		expect(waits).toEqual([150, 300, 600, 1200, 150]);
	});

	it.each([4400, 4401, 4404, 4409, 4410, 1008])(
		"does not come back after %i",
		async (code) => {
			dial();
			await last().welcome();
			last().hang_up(code);
			await vi.advanceTimersByTimeAsync(60_000);
			expect(socket.state).toMatchObject({ kind: "closed", code });
			expect(Line.lines).toHaveLength(1);
		},
	);

	it.each([1001, 1006, 1011, 1012, 4408, 4429])(
		"comes back after %i",
		async (code) => {
			dial();
			await last().welcome();
			last().hang_up(code);
			await vi.advanceTimersByTimeAsync(8_000);
			expect(Line.lines).toHaveLength(2);
		},
	);

	it("gives a silent connection up after two unanswered pings", async () => {
		dial();
		await last().welcome();
		await vi.advanceTimersByTimeAsync(15_000);
		last().tell({ type: "pong" });
		await vi.advanceTimersByTimeAsync(30_000);
		expect(socket.is_open).toBe(true);
		await vi.advanceTimersByTimeAsync(15_000);
		expect(states).toContain("waiting");
		expect(Line.lines[0]?.sent.slice(1)).toEqual(
			Array(3).fill('{"type":"ping"}'),
		);
	});

	it("gives up waiting for a welcome", async () => {
		dial();
		await last().accept();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(socket.state.kind).not.toBe("open");
		expect(states).toContain("waiting");
	});

	it("closes for good when asked, and ignores what still comes in", async () => {
		const heard: string[] = [];
		socket.on("news", (message) => heard.push(message.text));
		dial();
		await last().welcome();
		socket.close();
		last().tell({ type: "news", text: "late" });
		last().hang_up(1000);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(heard).toEqual([]);
		expect(socket.state).toMatchObject({ kind: "closed", code: 1000 });
		expect(socket.send_frame(new Uint8Array(1))).toBe(false);
		expect(Line.lines).toHaveLength(1);
	});

	it("treats a page policy that forbids the connection as no network", () => {
		socket.connect("ws://forbidden/", () => ({ type: "hello", turn: 0 }));
		expect(socket.state.kind).toBe("waiting");
	});

	it("tries at once when nudged, and checks an open line quickly", async () => {
		dial();
		last().hang_up(1006);
		socket.nudge();
		expect(Line.lines).toHaveLength(2);
		await last().welcome();
		socket.nudge();
		expect(last().sent[1]).toBe('{"type":"ping"}');
		await vi.advanceTimersByTimeAsync(3_000);
		expect(socket.state.kind).toBe("waiting");
	});
});
