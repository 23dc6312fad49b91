import { describe, expect, it } from "vitest";
import { best, call_reach, chat_reach, choices, is_away } from "./availability";
import { initial_state, type State } from "./state";
import type { InteractionState, QueueState, SiteInfo } from "./wire";

const queue = (over: Partial<QueueState> = {}): QueueState => ({
	key: "help",
	name: "Help",
	media: "chat",
	availability: "open",
	opens_at: null,
	estimated_wait_seconds: null,
	callbacks: false,
	messaging: false,
	...over,
});

const with_queues = (
	queues: QueueState[],
	site: Partial<SiteInfo> = {},
): State => ({
	...initial_state,
	site: {
		name: "Shop",
		chat_available: true,
		voice_number: null,
		browser_calls: true,
		callbacks: false,
		queues,
		...site,
	},
});

describe("who can be reached", () => {
	it("is not known before the server has said", () => {
		expect(chat_reach(initial_state)).toBeNull();
		expect(call_reach(initial_state)).toBeNull();
	});

	it("is the quickest of the queues that are open", () => {
		const state = with_queues([
			queue({ estimated_wait_seconds: 300 }),
			queue({ key: "quick", estimated_wait_seconds: 60 }),
			queue({ key: "shut", availability: "closed" }),
		]);
		expect(chat_reach(state)).toEqual({ kind: "open", wait_seconds: 60 });
	});

	it("leaves a message where nobody is there, with a contact if need be", () => {
		const opens_at = "2030-01-02T08:00:00Z";
		const shut = queue({ availability: "closed", opens_at });
		expect(chat_reach(with_queues([shut]))).toEqual({
			kind: "message",
			opens_at,
			needs_contact: true,
		});
		const messaging = queue({ availability: "no_agents", messaging: true });
		expect(chat_reach(with_queues([messaging]))).toMatchObject({
			kind: "message",
			needs_contact: false,
		});
	});

	it("leaves no message by telephone", () => {
		const shut = queue({ media: "voice", availability: "no_agents" });
		expect(call_reach(with_queues([shut]))?.kind).toBe("closed");
		expect(call_reach(with_queues([shut], { browser_calls: true }))).toEqual({
			kind: "closed",
			opens_at: null,
		});
	});

	it("prefers a message to a queue that takes nobody in", () => {
		const state = with_queues([
			queue({ availability: "full" }),
			queue({ key: "later", availability: "closed" }),
		]);
		expect(chat_reach(state)?.kind).toBe("message");
		expect(best([])).toBeNull();
	});

	it("asks only the queue that the page wants, where there is one", () => {
		const state = {
			...with_queues([queue(), queue({ key: "vip", availability: "full" })]),
			queue: "vip",
		};
		expect(chat_reach(state)).toEqual({ kind: "full" });
		expect(choices([queue()], "unheard-of")).toHaveLength(1);
	});

	it("is closed when the site says so, until the first queue opens", () => {
		const state = with_queues(
			[
				queue({ availability: "closed", opens_at: "2030-01-03T08:00:00Z" }),
				queue({ availability: "closed", opens_at: "2030-01-02T08:00:00Z" }),
			],
			{ chat_available: false },
		);
		expect(chat_reach(state)).toEqual({
			kind: "closed",
			opens_at: "2030-01-02T08:00:00Z",
		});
	});
});

describe("a chat that waits while nobody is there", () => {
	const waiting = (over: Partial<InteractionState>, of: QueueState): State => ({
		...with_queues([of]),
		interaction: {
			state: "queued",
			asynchronous: true,
			queue_name: "Help",
			...over,
		} as InteractionState,
	});

	it("is a message left, until somebody is there", () => {
		expect(is_away(waiting({}, queue({ availability: "closed" })))).toBe(true);
		expect(is_away(waiting({}, queue()))).toBe(false);
		expect(
			is_away(waiting({ state: "active" }, queue({ availability: "closed" }))),
		).toBe(false);
		expect(
			is_away(
				waiting({ asynchronous: false }, queue({ availability: "closed" })),
			),
		).toBe(false);
	});
});
