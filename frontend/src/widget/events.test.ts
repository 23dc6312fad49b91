import { describe, expect, test, vi } from "vitest";
import type { EventName } from "./api";
import { event_values } from "./event_values";
import { Events } from "./events";
import { initial_state, type State } from "./state";

const turn = () => new Promise<void>((resolve) => queueMicrotask(resolve));
const names = Object.keys(event_values) as (keyof typeof event_values)[];

describe("events of the page", () => {
	test.each(names)("a late listener hears the last %s", async (name) => {
		const events = new Events();
		events.follow(initial_state);
		const heard: unknown[] = [];
		events.on(name, (event) => heard.push(event));
		expect(heard).toEqual([]);
		await turn();
		expect(heard).toEqual([event_values[name](initial_state)]);
	});

	test("the newest refusal is heard late, until the next session starts", async () => {
		const events = new Events();
		events.announce("error", { code: "queue_full", detail: "" });
		const heard: string[] = [];
		events.on("error", ({ code }) => heard.push(code));
		await turn();
		events.announce("error", { code: "queue_full", detail: "" });
		expect(heard).toEqual(["queue_full", "queue_full"]);
		events.forget("error");
		const late = vi.fn();
		events.on("error", late);
		await turn();
		expect(late).not.toHaveBeenCalled();
	});

	test("the same value is told once, a change to everybody", () => {
		const events = new Events();
		const first = vi.fn();
		const second = vi.fn();
		events.on("connection", first);
		events.on("connection", second);
		events.follow(initial_state);
		events.follow({ ...initial_state });
		const lost: State = { ...initial_state, connection: "lost" };
		events.follow(lost);
		expect(first.mock.calls).toEqual([
			[{ state: "idle" }],
			[{ state: "lost" }],
		]);
		expect(second).toHaveBeenCalledTimes(2);
	});

	test("whoever leaves before the turn is over hears nothing", async () => {
		const events = new Events();
		events.follow(initial_state);
		const heard = vi.fn();
		events.on("chat", heard);
		events.off("chat", heard);
		await turn();
		expect(heard).not.toHaveBeenCalled();
	});

	test("what a listener throws or changes stays with it", () => {
		const events = new Events();
		const complaint = vi.spyOn(console, "error").mockReturnValue(undefined);
		events.on("chat", (event) => {
			Object.assign(event, { state: "hacked" });
			throw new Error("mine");
		});
		const heard: string[] = [];
		events.on("chat", ({ state }) => heard.push(state));
		events.follow(initial_state);
		expect(heard).toEqual(["none"]);
		expect(complaint).toHaveBeenCalledOnce();
		complaint.mockRestore();
	});

	test("what is no function, or no event, is passed over", () => {
		const events = new Events();
		events.on("chat", null as unknown as () => void);
		events.off("nonsense" as EventName, () => undefined);
		expect(() => events.follow(initial_state)).not.toThrow();
	});
});
