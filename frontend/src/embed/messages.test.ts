import { describe, expect, test } from "vitest";
import type { InteractionState, SessionState } from "../protocol/messages";
import { as_session, parse_parent } from "./messages";
import { initial_state, joinable, live_session, reduce } from "./state";

const session = (more: Partial<SessionState> = {}): SessionState => ({
	id: "s1",
	session_id: "123456789",
	state: "active",
	media: "voice",
	mode: "pointer",
	mode_epoch: 1,
	paused: false,
	write_request_expires_at: null,
	write_requests_left: 3,
	agent_name: "Alice",
	interaction_id: "i1",
	created_at: "2026-01-01T00:00:00Z",
	activated_at: "2026-01-01T00:00:05Z",
	ended_at: null,
	end_reason: null,
	customer_online: true,
	agent_online: true,
	page: { url: "https://shop.example/", title: "Shop" },
	...more,
});

const interaction = (more: Partial<InteractionState>): InteractionState =>
	({
		id: "i1",
		media: "voice",
		state: "active",
		external: true,
		customer_name: "",
		...more,
	}) as InteractionState;

describe("what the page around us says", () => {
	test("a join in our words is one", () => {
		expect(
			parse_parent({
				type: "cobrowse.join",
				version: 1,
				session_id: "123 456 789",
				ref: "r",
				more: "is passed over",
			}),
		).toEqual({
			kind: "message",
			message: {
				type: "cobrowse.join",
				ref: "r",
				session_id: "123 456 789",
				interaction: null,
			},
		});
	});

	test.each([
		null,
		undefined,
		1,
		"cobrowse.stop",
		[],
		{},
		{ type: 5 },
		{ type: "webpack" },
		{ type: `cobrowse.${"x".repeat(200)}` },
	])("what is not for us is foreign: %o", (data) => {
		expect(parse_parent(data)).toEqual({ kind: "foreign" });
	});

	test.each([
		[{ type: "cobrowse.stop" }, "unknown_version"],
		[{ type: "cobrowse.stop", version: "1" }, "unknown_version"],
		[{ type: "cobrowse.explode", version: 1 }, "bad_message"],
		[{ type: "cobrowse.join", version: 1 }, "bad_message"],
		[{ type: "cobrowse.join", version: 1, session_id: 5 }, "bad_message"],
		[
			{ type: "cobrowse.join", version: 1, session_id: "1", interaction: {} },
			"bad_message",
		],
		[
			{ type: "cobrowse.join", version: 1, session_id: "1".repeat(99) },
			"bad_message",
		],
	])("what is for us and wrong has a code: %o", (data, code) => {
		expect(parse_parent(data)).toEqual({ kind: "bad", code, ref: null });
	});

	test("a session is told without its digits", () => {
		const told = as_session(session(), null);
		expect(JSON.stringify(told)).not.toContain("123456789");
		expect(told).toMatchObject({ history_id: "s1", interaction: "i1" });
	});
});

describe("the embedded desktop's state", () => {
	const heard = (fact: Parameters<typeof reduce>[1]) =>
		reduce(initial_state, fact, 0);

	test("digits go to calls and to other systems' chats that are under way", () => {
		const state = {
			...initial_state,
			interactions: [
				interaction({ id: "call" }),
				interaction({ id: "held", state: "held" }),
				interaction({ id: "ringing", state: "ringing" }),
				interaction({ id: "our chat", media: "chat", external: false }),
				interaction({ id: "their chat", media: "chat" }),
			],
		};
		expect(joinable(state).map(({ id }) => id)).toEqual([
			"call",
			"held",
			"their chat",
		]);
	});

	test("a session opens, and its end is kept to be read", () => {
		const opened = heard({ kind: "session", session: session() });
		expect(live_session(opened)?.id).toBe("s1");
		const over = reduce(
			opened,
			{
				kind: "session",
				session: session({ state: "ended", end_reason: "agent_ended" }),
			},
			0,
		);
		expect(live_session(over)).toBeNull();
		expect(over.session?.end_reason).toBe("agent_ended");
	});

	test("an old end, or one that never began here, is no news", () => {
		expect(
			heard({ kind: "session", session: session({ state: "ended" }) }).session,
		).toBeNull();
	});

	test("a welcome without the session means that it is over", () => {
		const opened = heard({ kind: "session", session: session() });
		const back = reduce(
			opened,
			{
				kind: "heard",
				fact: {
					type: "welcome",
					protocol: 1,
					agent_name: "Alice",
					interactions: [],
					session: null,
				},
			},
			0,
		);
		expect(live_session(back)).toBeNull();
	});

	test("a refused join says why and until when", () => {
		const asked = heard({ kind: "joining" });
		const refused = reduce(
			asked,
			{
				kind: "heard",
				fact: {
					type: "error",
					code: "rate_limited",
					detail: "",
					ref: "join",
					limit: null,
					retry_after: 30,
				},
			},
			1_000,
		);
		expect(refused.joining).toEqual({
			kind: "refused",
			code: "rate_limited",
			retry_at: 31_000,
		});
	});
});
