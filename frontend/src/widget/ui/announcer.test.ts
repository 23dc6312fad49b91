import { describe, expect, it } from "vitest";
import { type Action, initial_state, reduce, type State } from "../state";
import type { InteractionState, SessionState } from "../wire";
import { announcements } from "./announcer";

const none = {
	customer_delivered: 0,
	customer_read: 0,
	agent_delivered: 0,
	agent_read: 0,
};
const chat = (state: string) =>
	({
		id: "i1",
		media: "chat",
		state,
		agent_name: "Alice",
		receipts: none,
	}) as unknown as InteractionState;
const session = (over: Partial<SessionState>) =>
	({
		id: "s1",
		state: "active",
		mode: "pointer",
		mode_epoch: 1,
		agent_name: "Alice",
		agent_online: true,
		paused: false,
		...over,
	}) as SessionState;

/** What is said on the last of these steps. */
function said(...actions: Action[]): string[] {
	let before: State = { ...initial_state, site: {} as State["site"] };
	let state = before;
	for (const action of actions) {
		before = state;
		state = reduce(state, action);
	}
	return announcements(state, before).map(({ name }) => name);
}

const started: Action[] = [
	{ do: "sharing", sharing: "live" },
	{ do: "session", session: session({}) },
];

describe("what a screen reader hears", () => {
	it("hears that an agent has joined, once", () => {
		const steps: Action[] = [
			{ do: "interaction", interaction: chat("queued") },
			{ do: "interaction", interaction: chat("active") },
		];
		expect(said(...steps)).toEqual(["say_joined"]);
		expect(said(...steps, steps[1] as Action)).toEqual([]);
	});

	it("hears of a message only where no window reads it out", () => {
		const message: Action = {
			do: "message",
			message: {
				seq: 1,
				client_id: null,
				author: "agent",
				name: "Alice",
				text: "Hello",
				at: "2026-01-01T10:00:00Z",
			},
		};
		const talking: Action = { do: "interaction", interaction: chat("active") };
		expect(said(talking, message)).toEqual(["say_message"]);
		const open: Action = { do: "panel", panel: "chat" };
		expect(said(talking, open, message)).toEqual([]);
	});

	it("hears each turn of sharing", () => {
		const write = session({ mode: "write", mode_epoch: 2 });
		const taken = session({ mode_epoch: 3 });
		const paused = session({ paused: true });
		expect(said(...started)).toEqual(["say_sharing"]);
		expect(said(...started, { do: "session", session: write })).toEqual([
			"say_editing",
		]);
		expect(
			said(
				...started,
				{ do: "session", session: write },
				{ do: "session", session: taken },
			),
		).toEqual(["say_not_editing"]);
		expect(said(...started, { do: "session", session: paused })).toEqual([
			"say_paused",
		]);
		expect(
			said(
				...started,
				{ do: "session", session: paused },
				{ do: "session", session: session({}) },
			),
		).toEqual(["say_resumed"]);
		expect(said(...started, { do: "stop" })).toEqual(["say_stopped"]);
	});

	it("hears nothing of a change that is no news", () => {
		expect(said(...started, { do: "typing", name: "Alice" })).toEqual([]);
	});
});
