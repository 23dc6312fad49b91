import { beforeEach, describe, expect, it } from "vitest";
import { chat, line, session, welcome } from "./samples";
import {
	type DesktopEvent,
	type DesktopState,
	initial_state,
	reduce,
} from "./state";
import type { Thread } from "./thread";
import { find_thread } from "./threads";
import type { DesktopIn, SessionState } from "./wire";

let state: DesktopState;
let now: number;
beforeEach(() => {
	state = initial_state;
	now = 1_000_000;
});
const does = (event: DesktopEvent): void => {
	state = reduce(state, event, now);
};
const hears = (message: DesktopIn): void => does({ kind: "message", message });
const refuses = (ref: string, code: string, retry_after: number | null): void =>
	hears({ type: "error", code, detail: "No.", ref, limit: null, retry_after });
const thread = (id: string): Thread => {
	const found = find_thread(state, id);
	if (!found) throw new Error(`no thread ${id}`);
	return found;
};
const two_chats = (): void =>
	hears(
		welcome({
			interactions: [
				{ interaction: chat("a"), messages: [line(1)] },
				{
					interaction: chat("b", { started_at: "2030-01-01T07:00:00Z" }),
					messages: [],
				},
			],
		}),
	);

describe("welcome", () => {
	it("shows what the server knows and opens the newest interaction", () => {
		two_chats();
		expect(state.welcomed).toBe(true);
		expect(state.threads.map((entry) => entry.interaction.id)).toEqual([
			"a",
			"b",
		]);
		expect(state.selected).toBe("a");
		expect(thread("a").unread).toBe(0);
	});

	it("keeps drafts, unconfirmed messages and the selection after a reconnect", () => {
		two_chats();
		does({ kind: "selected", interaction: "b" });
		does({ kind: "drafted", interaction: "b", text: "half a sent" });
		does({ kind: "sent", interaction: "a", client_id: "c1", text: "hello" });
		two_chats();
		expect(state.selected).toBe("b");
		expect(thread("b").draft).toBe("half a sent");
		expect(thread("a").outbox).toHaveLength(1);
	});

	it("drops from the outbox what the server has got meanwhile", () => {
		two_chats();
		does({ kind: "sent", interaction: "a", client_id: "c1", text: "hello" });
		const said = line(2, { author: "agent", client_id: "c1", text: "hello" });
		hears(
			welcome({
				interactions: [{ interaction: chat("a"), messages: [line(1), said] }],
			}),
		);
		expect(thread("a").outbox).toEqual([]);
		expect(thread("a").messages).toHaveLength(2);
	});

	it("counts what the customer wrote meanwhile as unread unless it is open", () => {
		two_chats();
		const news = [
			{ interaction: chat("a"), messages: [line(1), line(2)] },
			{ interaction: chat("b"), messages: [line(1), line(2)] },
		];
		hears(welcome({ interactions: news }));
		expect(thread("a").unread).toBe(0);
		expect(thread("b").unread).toBe(2);
	});

	it("says that an interaction ended while we were away", () => {
		two_chats();
		hears(welcome());
		expect(thread("a").closed_reason).toBe("away");
		expect(thread("a").closed_at).toBe(now);
	});

	it("says that a session ended while we were away, and resumes a live one", () => {
		two_chats();
		hears({ type: "session.opened", session: session() });
		two_chats();
		expect(thread("a").ending).toEqual({ reason: "away", seconds: null });
		hears(
			welcome({
				interactions: [{ interaction: chat("a"), messages: [] }],
				session: session(),
			}),
		);
		expect(thread("a").session?.id).toBe("s1");
		expect(thread("a").ending).toBeNull();
	});

	it("lets an agent try again whose join was cut off", () => {
		two_chats();
		does({ kind: "joining", interaction: "a" });
		two_chats();
		expect(thread("a").join).toEqual({ kind: "idle" });
	});
});

describe("offers", () => {
	const offer = {
		interaction: chat("o", { state: "offered" }),
		expires_at: "2030-01-01T08:00:30Z",
	};

	it("opens the interaction that was accepted here", () => {
		two_chats();
		hears({ type: "offer.made", offer });
		does({ kind: "answered", interaction: "o" });
		expect(state.answering.has("o")).toBe(true);
		hears({ type: "offer.withdrawn", interaction: "o", reason: "accepted" });
		hears({
			type: "interaction.opened",
			interaction: chat("o"),
			messages: [],
		});
		expect(state.offers).toEqual([]);
		expect(state.selected).toBe("o");
		expect(state.answering.size).toBe(0);
	});

	it("leaves the agent where they are when another tab accepted", () => {
		two_chats();
		hears({ type: "offer.made", offer });
		hears({
			type: "interaction.opened",
			interaction: chat("o"),
			messages: [],
		});
		expect(state.selected).toBe("a");
	});

	it("takes a refused or withdrawn offer away", () => {
		hears(welcome({ offers: [offer] }));
		does({ kind: "answered", interaction: "o" });
		refuses("offer:o", "not_found", null);
		expect(state.offers).toEqual([]);
		expect(state.notices[0]?.key).toBe("refused.offer");
		hears({ type: "offer.made", offer });
		hears({ type: "offer.withdrawn", interaction: "o", reason: "missed" });
		expect(state.offers).toEqual([]);
	});

	it("forgets an offer that ran out without a word from the server", () => {
		hears(welcome({ offers: [offer] }));
		now = Date.parse("2030-01-01T08:00:35Z");
		does({ kind: "ticked" });
		expect(state.offers).toHaveLength(1);
		now = Date.parse("2030-01-01T08:00:41Z");
		does({ kind: "ticked" });
		expect(state.offers).toEqual([]);
	});
});

describe("chat", () => {
	beforeEach(two_chats);

	it("marks unread only what nobody looks at", () => {
		hears({ type: "chat.message", interaction: "a", message: line(2) });
		hears({ type: "chat.message", interaction: "b", message: line(1) });
		expect(thread("a").unread).toBe(0);
		expect(thread("b").unread).toBe(1);
		does({ kind: "attention", attentive: false });
		hears({ type: "chat.message", interaction: "a", message: line(3) });
		expect(thread("a").unread).toBe(1);
		does({ kind: "attention", attentive: true });
		expect(thread("a").unread).toBe(0);
		does({ kind: "selected", interaction: "b" });
		expect(thread("b").unread).toBe(0);
	});

	it("puts lines in order and takes each one once", () => {
		for (const seq of [3, 2, 3])
			hears({ type: "chat.message", interaction: "a", message: line(seq) });
		expect(thread("a").messages.map((entry) => entry.seq)).toEqual([1, 2, 3]);
	});

	it("shows a message at once and confirms it by its id", () => {
		does({ kind: "drafted", interaction: "a", text: "hello " });
		does({ kind: "sent", interaction: "a", client_id: "c1", text: "hello" });
		expect(thread("a").draft).toBe("");
		expect(thread("a").outbox[0]?.failed).toBeNull();
		const said = line(2, { author: "agent", client_id: "c1" });
		hears({ type: "chat.message", interaction: "a", message: said });
		expect(thread("a").outbox).toEqual([]);
	});

	it("keeps a refused message for sending again, beside a newer draft", () => {
		does({ kind: "sent", interaction: "a", client_id: "c1", text: "hello" });
		refuses("chat:c1", "rate_limited", null);
		expect(thread("a").outbox[0]?.failed).toBe("rate_limited");
		does({ kind: "drafted", interaction: "a", text: "new" });
		does({ kind: "sent", interaction: "a", client_id: "c1", text: "hello" });
		expect(thread("a").outbox).toHaveLength(1);
		expect(thread("a").outbox[0]?.failed).toBeNull();
		expect(thread("a").draft).toBe("new");
	});

	it("shows typing for a moment, and not after the message", () => {
		hears({ type: "chat.typing", interaction: "a", name: "Mara" });
		expect(thread("a").typing_until).toBeGreaterThan(now);
		hears({ type: "chat.message", interaction: "a", message: line(2) });
		expect(thread("a").typing_until).toBe(0);
	});
});

describe("end of an interaction", () => {
	beforeEach(two_chats);

	it("keeps it readable until it is dismissed", () => {
		hears({
			type: "interaction.closed",
			interaction: "a",
			reason: "customer_ended",
		});
		expect(thread("a").interaction.state).toBe("ended");
		expect(state.selected).toBe("a");
		does({ kind: "dismissed", interaction: "a" });
		expect(find_thread(state, "a")).toBeUndefined();
		expect(state.selected).toBe("b");
	});

	it("does not dismiss a live one", () => {
		does({ kind: "dismissed", interaction: "b" });
		expect(thread("b").closed_at).toBeNull();
	});

	it("ends the co-browse on the screen too", () => {
		hears({ type: "session.opened", session: session() });
		hears({ type: "interaction.closed", interaction: "a", reason: "x" });
		expect(thread("a").session).toBeNull();
	});

	it("comes back to life when it is transferred back", () => {
		hears({
			type: "interaction.closed",
			interaction: "a",
			reason: "transferred",
		});
		hears({
			type: "interaction.opened",
			interaction: chat("a"),
			messages: [line(1)],
		});
		expect(thread("a").closed_at).toBeNull();
		expect(state.threads).toHaveLength(2);
	});

	it("keeps only a few ended ones", () => {
		for (let index = 0; index < 20; index++) {
			const id = `old ${index}`;
			hears({
				type: "interaction.opened",
				interaction: chat(id),
				messages: [],
			});
			hears({ type: "interaction.closed", interaction: id, reason: "ended" });
		}
		expect(state.threads.length).toBeLessThan(12);
		expect(thread("a").closed_at).toBeNull();
	});
});

describe("co-browse", () => {
	beforeEach(() => {
		two_chats();
		hears({ type: "session.opened", session: session() });
	});
	const told = (
		more: Partial<SessionState>,
		cause: Extract<DesktopIn, { type: "session.updated" }>["cause"],
	): void => hears({ type: "session.updated", session: session(more), cause });

	it("belongs to its interaction", () => {
		expect(thread("a").session?.id).toBe("s1");
		expect(thread("b").session).toBeNull();
	});

	it("never goes back to an older mode when the sockets overtake each other", () => {
		does({
			kind: "session",
			session: session({ mode: "write", mode_epoch: 2 }),
		});
		told({ mode: "pointer", mode_epoch: 1 }, "write.requested");
		expect(thread("a").session?.mode).toBe("write");
	});

	it("tells what became of a request", () => {
		told({ mode_epoch: 1 }, "write.declined");
		expect(state.notices.map((entry) => entry.key)).toEqual([
			"cause.write.declined",
		]);
		told({ mode_epoch: 2, mode: "write" }, "write.granted");
		expect(state.notices).toHaveLength(2);
		now += 60_000;
		does({ kind: "ticked" });
		expect(state.notices).toEqual([]);
	});

	it("says why it ended and how long it was, and stays ended", () => {
		told(
			{
				state: "ended",
				end_reason: "inactivity",
				ended_at: "2030-01-01T08:03:05Z",
			},
			"session.ended",
		);
		expect(thread("a").session).toBeNull();
		expect(thread("a").ending).toEqual({ reason: "inactivity", seconds: 60 });
		does({ kind: "ending_read", interaction: "a" });
		expect(thread("a").ending).toBeNull();
	});

	it("opens a second session of the same interaction", () => {
		told({ state: "ended", end_reason: "agent_ended" }, "session.ended");
		const second = session({ id: "s2", created_at: "2030-01-01T09:00:00Z" });
		hears({ type: "session.opened", session: second });
		expect(thread("a").session?.id).toBe("s2");
		told({ state: "ended", end_reason: "agent_ended" }, "session.ended");
		expect(thread("a").session?.id).toBe("s2");
	});
});

describe("joining by session id", () => {
	beforeEach(two_chats);

	it("shows the refusal until the digits change", () => {
		does({ kind: "joining", interaction: "a" });
		refuses("join:a", "session_not_found", null);
		expect(thread("a").join).toMatchObject({ code: "session_not_found" });
		does({ kind: "join_forgotten", interaction: "a" });
		expect(thread("a").join.kind).toBe("idle");
	});

	it("keeps a throttle although the digits change", () => {
		refuses("join:a", "too_many_attempts", 30);
		does({ kind: "join_forgotten", interaction: "a" });
		expect(thread("a").join).toMatchObject({ retry_at: now + 30_000 });
	});
});

describe("what does not concern us", () => {
	it("is ignored", () => {
		two_chats();
		const before = state;
		hears({ type: "pong" });
		hears({ type: "chat.message", interaction: "zz", message: line(1) });
		hears({
			type: "session.updated",
			session: session({ interaction_id: null }),
			cause: "page.opened",
		});
		expect(state).toBe(before);
	});
});
