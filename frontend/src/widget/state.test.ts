import { describe, expect, it } from "vitest";
import { type Action, initial_state, reduce, type State } from "./state";
import { bar_view, unread_count, write_request } from "./views";
import type {
	ChatLine,
	InteractionState,
	SessionState,
	SiteInfo,
	WidgetWelcome,
} from "./wire";

const interaction = (over: Partial<InteractionState> = {}) =>
	({
		id: "i1",
		media: "chat",
		state: "active",
		queue_position: null,
		agent_name: "Alice",
		receipts: {
			customer_delivered: 0,
			customer_read: 0,
			agent_delivered: 0,
			agent_read: 0,
		},
		...over,
	}) as InteractionState;

const session = (over: Partial<SessionState> = {}) =>
	({
		id: "s1",
		session_id: "123456789",
		state: "active",
		media: "chat",
		mode: "pointer",
		mode_epoch: 1,
		write_request_expires_at: null,
		agent_name: "Alice",
		agent_online: true,
		...over,
	}) as SessionState;

const line = (seq: number, over: Partial<ChatLine> = {}): ChatLine => ({
	seq,
	client_id: null,
	author: "agent",
	name: "Alice",
	text: `line ${seq}`,
	at: "2026-01-01T10:00:00Z",
	...over,
});

const site = (over: Partial<SiteInfo> = {}): SiteInfo => ({
	name: "Shop",
	chat_available: true,
	voice_number: null,
	browser_calls: false,
	callbacks: false,
	queues: [],
	...over,
});

const chat_start = { name: "Kim", question: "", queue: "", contact: "" };

const welcome = (over: Partial<WidgetWelcome> = {}): WidgetWelcome => ({
	type: "welcome",
	protocol: 1,
	token: "t",
	interaction: null,
	messages: [],
	session: null,
	call: null,
	callback: null,
	earlier_chats: [],
	call_tab: null,
	consent: null,
	page_policy: { mask_title: false, private_paths: [] },
	site: site(),
	...over,
});

const state_after = (...actions: Action[]): State =>
	actions.reduce(reduce, initial_state);

const chatting: Action[] = [
	{ do: "welcome", welcome: welcome({ interaction: interaction() }) },
	{ do: "panel", panel: "chat" },
];
const sharing: Action[] = [
	{ do: "session", session: session() },
	{ do: "sharing", sharing: "live" },
];

describe("chat", () => {
	it("shows each message once, by number, however often and late it comes", () => {
		const state = state_after(
			...chatting,
			{ do: "message", message: line(2) },
			{ do: "message", message: line(1) },
			{ do: "message", message: line(2) },
			{
				do: "welcome",
				welcome: welcome({
					interaction: interaction(),
					messages: [line(1), line(2), line(3)],
				}),
			},
		);
		expect(state.messages.map((message) => message.seq)).toEqual([1, 2, 3]);
	});

	it("keeps an unconfirmed message and sends it again after a reconnect", () => {
		const before = state_after(
			...chatting,
			{ do: "queue_message", client_id: "c1", text: "hello" },
			{ do: "mark_message", client_id: "c1", status: "sent" },
			{ do: "connection", connection: "lost" },
		);
		const again = reduce(before, {
			do: "welcome",
			welcome: welcome({ interaction: interaction() }),
		});
		expect(again.outbox).toMatchObject([
			{ client_id: "c1", status: "waiting" },
		]);
	});

	it("does not send again what the server has", () => {
		const state = state_after(
			...chatting,
			{ do: "queue_message", client_id: "c1", text: "hello" },
			{ do: "mark_message", client_id: "c1", status: "sent" },
			{
				do: "welcome",
				welcome: welcome({
					interaction: interaction(),
					messages: [line(1, { client_id: "c1", author: "customer" })],
				}),
			},
		);
		expect(state.outbox).toEqual([]);
		expect(state.messages).toHaveLength(1);
	});

	it("counts unread messages of the agent only while the chat is closed", () => {
		const closed = state_after(
			...chatting,
			{ do: "message", message: line(1) },
			{ do: "panel", panel: "none" },
			{ do: "message", message: line(2) },
			{ do: "message", message: line(3, { author: "customer" }) },
		);
		expect(unread_count(closed)).toBe(1);
		expect(unread_count(reduce(closed, { do: "panel", panel: "chat" }))).toBe(
			0,
		);
	});

	it("ends a chat that ended while nobody was listening, transcript kept", () => {
		const state = state_after(
			...chatting,
			{ do: "message", message: line(1) },
			{ do: "welcome", welcome: welcome() },
		);
		expect(state.interaction?.state).toBe("ended");
		expect(state.messages).toHaveLength(1);
	});

	it("starts clean with a new chat", () => {
		const state = state_after(
			...chatting,
			{ do: "message", message: line(7) },
			{ do: "interaction", interaction: interaction({ state: "ended" }) },
			{ do: "chat_start", start: chat_start },
			{
				do: "interaction",
				interaction: interaction({ id: "i2", state: "queued" }),
			},
		);
		expect(state.messages).toEqual([]);
		expect(state.chat_start).toBeNull();
		expect(state.read_seq).toBe(0);
	});

	it("takes nothing of an old chat into a new one, over a page load either", () => {
		const state = state_after(
			{
				do: "restore",
				restored: {
					chat_id: "i1",
					read_seq: 7,
					outbox: [{ client_id: "c1", text: "old", status: "waiting" }],
				},
			},
			{ do: "interaction", interaction: interaction({ id: "i2" }) },
			{ do: "message", message: line(1) },
		);
		expect(unread_count(state)).toBe(1);
		expect(state.outbox).toEqual([]);
	});

	it("keeps the chat in the window when a call comes beside it", () => {
		const call = interaction({ id: "v1", media: "voice" });
		const state = state_after(...chatting, {
			do: "interaction",
			interaction: call,
		});
		expect(state.interaction?.id).toBe("i1");
	});

	it("forgets a refused start and says why", () => {
		const state = state_after(
			{ do: "chat_start", start: chat_start },
			{ do: "problem", code: "rate_limited" },
		);
		expect(state).toMatchObject({ chat_start: null, problem: "rate_limited" });
	});
});

describe("session", () => {
	it("goes from waiting to viewing to editing and back", () => {
		const seen = [
			session({ state: "pending", agent_name: null }),
			session(),
			session({ mode: "write", mode_epoch: 2 }),
			session({ mode_epoch: 3 }),
			session({ agent_online: false, mode_epoch: 3 }),
		].map(
			(now) =>
				bar_view(
					state_after(
						{ do: "sharing", sharing: "live" },
						{ do: "session", session: now },
					),
				).kind,
		);
		expect(seen).toEqual([
			"waiting_chat",
			"viewing",
			"editing",
			"viewing",
			"agent_away",
		]);
	});

	it("shows nine digits in groups while a voice session waits", () => {
		const state = state_after({
			do: "session",
			session: session({ state: "pending", media: "voice" }),
		});
		expect(bar_view(state)).toEqual({
			kind: "waiting_voice",
			digits: "123 456 789",
		});
	});

	it("ignores news that are older than what it knows", () => {
		const state = state_after(
			...sharing,
			{ do: "session", session: session({ mode: "write", mode_epoch: 4 }) },
			{ do: "session", session: session({ mode_epoch: 3 }) },
		);
		expect(state.session?.mode).toBe("write");
	});

	it("stops at once and stays stopped whatever the server still says", () => {
		const state = state_after(
			...sharing,
			{ do: "stop" },
			{ do: "session", session: session({ mode_epoch: 9 }) },
			{ do: "welcome", welcome: welcome({ session: session() }) },
		);
		expect(state.session?.state).toBe("ended");
		expect(state.sharing).toBe("off");
		expect(bar_view(state)).toEqual({
			kind: "ended",
			reason: "customer_ended",
		});
	});

	it("stays in Pointer Mode after a revoke until a new grant", () => {
		const write = session({ mode: "write", mode_epoch: 2 });
		const revoked = state_after(
			...sharing,
			{ do: "session", session: write },
			{ do: "revoke" },
			{ do: "session", session: write },
		);
		expect(revoked.session?.mode).toBe("pointer");
		const regranted = reduce(revoked, {
			do: "session",
			session: session({ mode: "write", mode_epoch: 4 }),
		});
		expect(regranted.session?.mode).toBe("write");
	});

	it("keeps the end and its reason, and lets a second session follow", () => {
		const ended = state_after(...sharing, {
			do: "session",
			session: session({ state: "ended", end_reason: "agent_ended" }),
		});
		expect(bar_view(ended)).toEqual({ kind: "ended", reason: "agent_ended" });
		const again = [
			{ do: "session_start", media: "chat" },
			{ do: "session", session: session({ id: "s2", state: "pending" }) },
		] as const;
		const second = again.reduce<State>(reduce, ended);
		expect(bar_view(second).kind).toBe("waiting_chat");
	});

	it("never brings an ended session back", () => {
		const state = state_after(
			...sharing,
			{ do: "session", session: session({ state: "ended" }) },
			{ do: "session", session: session({ mode_epoch: 9 }) },
		);
		expect(state.session?.state).toBe("ended");
	});

	it("takes a session for over that the server no longer knows", () => {
		const state = state_after(...sharing, {
			do: "welcome",
			welcome: welcome(),
		});
		expect(state.session?.state).toBe("ended");
		expect(bar_view(state)).toEqual({ kind: "ended", reason: "unknown" });
	});
});

describe("write request", () => {
	const asked = session({ write_request_expires_at: "2026-01-01T10:01:00Z" });

	it("stands while it is open and this tab shares", () => {
		const state = state_after(...sharing, { do: "session", session: asked });
		expect(write_request(state)).toMatchObject({ agent_name: "Alice" });
		const elsewhere = reduce(state, { do: "sharing", sharing: "elsewhere" });
		expect(write_request(elsewhere)).toBeNull();
	});

	it("goes away when answered, and comes back for a new request", () => {
		const answered = state_after(
			...sharing,
			{ do: "session", session: asked },
			{ do: "answer_request" },
		);
		expect(write_request(answered)).toBeNull();
		const anew = reduce(answered, {
			do: "session",
			session: session({ write_request_expires_at: "2026-01-01T10:05:00Z" }),
		});
		expect(write_request(anew)).not.toBeNull();
	});

	it("does not stand in Write Mode", () => {
		const state = state_after(...sharing, {
			do: "session",
			session: { ...asked, mode: "write", mode_epoch: 2 },
		});
		expect(write_request(state)).toBeNull();
	});
});
