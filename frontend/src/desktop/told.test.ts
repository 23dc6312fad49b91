import { describe, expect, it } from "vitest";
import { alerts_between, title_of, waiting_count } from "./alerts";
import { drafts_of, remembered_drafts } from "./drafts";
import { entries_of, past_entries, window_of } from "./entries";
import { Memory } from "./memory";
import { no_reads, type Reads, reduce_reads } from "./reads";
import { chat, line, welcome } from "./samples";
import { SeenMarks } from "./seen";
import { type DesktopState, initial_state, reduce } from "./state";
import { tab_id } from "./tab";
import { find_thread, select } from "./threads";
import type { DesktopIn } from "./wire";

const NOW = Date.parse("2030-01-01T08:10:00Z");
const then = (state: DesktopState, message: DesktopIn): DesktopState =>
	reduce(state, { kind: "message", message }, NOW);
const desk = (): DesktopState =>
	then(
		initial_state,
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
const says = (state: DesktopState, interaction: string, seq: number) =>
	then(state, { type: "chat.message", interaction, message: line(seq) });
const away = (state: DesktopState): DesktopState =>
	reduce(state, { kind: "attention", attentive: false }, NOW);
const offered = (state: DesktopState): DesktopState =>
	then(state, {
		type: "offer.made",
		offer: {
			interaction: chat("o", { state: "offered" }),
			expires_at: "2030-01-01T08:10:20Z",
		},
	});

describe("what is told", () => {
	it("is nothing when the desktop opens, however much is there", () => {
		expect(alerts_between(initial_state, desk())).toEqual([]);
	});

	it("is an offer, once", () => {
		const next = offered(desk());
		expect(alerts_between(desk(), next)).toMatchObject([
			{ kind: "offer", name: "Mara", media: "chat" },
		]);
		expect(alerts_between(next, offered(next))).toEqual([]);
	});

	it("is a message, seen or not", () => {
		const open = desk();
		expect(alerts_between(open, says(open, "a", 2))).toMatchObject([
			{ kind: "message", interaction: "a", seen: true },
		]);
		expect(alerts_between(open, says(open, "b", 1))).toMatchObject([
			{ kind: "message", interaction: "b", seen: false },
		]);
		const mine = line(3, { author: "agent" });
		const answered = then(open, {
			type: "chat.message",
			interaction: "a",
			message: mine,
		});
		expect(alerts_between(open, answered)).toEqual([]);
	});

	it("is a state that changed", () => {
		const open = desk();
		if (!open.me) throw new Error("nobody");
		const agent = {
			...open.me,
			state: "not_ready",
			state_reason: "Lunch",
		} as const;
		const next = then(open, { type: "presence.updated", agent });
		expect(alerts_between(open, next)).toEqual([
			{ kind: "presence", state: "not_ready", reason: "Lunch" },
		]);
	});

	it("flashes in the title while nobody looks, and stands still on request", () => {
		const words = { usual: "Desktop", offer: "Incoming: Mara" };
		const hidden = offered(away(desk()));
		expect(title_of(hidden, words, 2_000, false)).toBe("(1) Incoming: Mara");
		expect(title_of(hidden, words, 3_000, false)).toBe("(1) Desktop");
		expect(title_of(hidden, words, 3_000, true)).toBe("(1) Incoming: Mara");
		expect(title_of(offered(desk()), words, 2_000, false)).toBe("(1) Desktop");
		expect(title_of(desk(), words, 2_000, false)).toBe("Desktop");
	});

	it("is counted by offers and by threads with news", () => {
		expect(waiting_count(offered(says(desk(), "b", 1)))).toBe(2);
		expect(waiting_count({ ...desk(), welcomed: false })).toBe(0);
	});
});

describe("marks of what has been seen", () => {
	it("are said once: read where somebody looks, received elsewhere", () => {
		const marks = new SeenMarks();
		const open = says(desk(), "b", 1);
		expect(marks.news(open)).toEqual([
			{ interaction: "a", seq: 1, read: true },
			{ interaction: "b", seq: 1, read: false },
		]);
		expect(marks.news(open)).toEqual([]);
		expect(marks.news(select(open, "b"))).toEqual([
			{ interaction: "b", seq: 1, read: true },
		]);
	});

	it("wait for somebody to look", () => {
		const marks = new SeenMarks();
		expect(marks.news(away(desk()))).toEqual([
			{ interaction: "a", seq: 1, read: false },
		]);
	});

	it("do not repeat what the server knows", () => {
		const receipts = {
			customer_delivered: 0,
			customer_read: 0,
			agent_delivered: 1,
			agent_read: 1,
		};
		const open = then(
			initial_state,
			welcome({
				interactions: [
					{ interaction: chat("a", { receipts }), messages: [line(1)] },
				],
			}),
		);
		expect(new SeenMarks().news(open)).toEqual([]);
	});
});

describe("a transcript", () => {
	const kinds = (state: DesktopState, id: string): string[] => {
		const thread = find_thread(state, id);
		if (!thread) throw new Error("no thread");
		return entries_of(thread, true).map((entry) => entry.kind);
	};

	it("has a line where the news begins, until one goes elsewhere or answers", () => {
		let state = says(says(desk(), "b", 1), "b", 2);
		state = select(state, "b");
		expect(kinds(state, "b")).toEqual(["day", "news", "line", "line"]);
		expect(kinds(select(state, "a"), "b")).toEqual(["day", "line", "line"]);
		const sent = reduce(
			state,
			{ kind: "sent", interaction: "b", client_id: "c", text: "Hi" },
			NOW,
		);
		expect(kinds(sent, "b")).not.toContain("news");
	});

	it("names each day once", () => {
		const entries = past_entries([
			line(1, { at: "2030-01-01T10:00:00Z" }),
			line(2, { at: "2030-01-01T10:01:00Z" }),
			line(3, { at: "2030-01-04T10:00:00Z" }),
		]);
		expect(entries.map((entry) => entry.kind)).toEqual([
			"day",
			"line",
			"line",
			"day",
			"line",
		]);
	});

	it("says how far a line of ours has come", () => {
		const receipts = {
			customer_delivered: 2,
			customer_read: 1,
			agent_delivered: 0,
			agent_read: 0,
		};
		const mine = (seq: number) => line(seq, { author: "agent" });
		const state = then(
			initial_state,
			welcome({
				interactions: [
					{
						interaction: chat("a", { receipts }),
						messages: [mine(1), mine(2), mine(3), line(4)],
					},
				],
			}),
		);
		const thread = find_thread(state, "a");
		if (!thread) throw new Error("no thread");
		const lines = entries_of(thread, true).filter(
			(entry) => entry.kind === "line",
		);
		expect(lines.map((entry) => entry.delivery)).toEqual([
			"read",
			"delivered",
			"sent",
			null,
		]);
		expect(lines.map((entry) => entry.newest)).toEqual([
			false,
			false,
			true,
			false,
		]);
	});

	it("shows the end of a long one and counts the rest", () => {
		const many = Array.from({ length: 1_000 }, (_none, index) =>
			line(index + 1, { at: "2030-01-01T10:00:00Z" }),
		);
		const { shown, before } = window_of(past_entries(many), 150);
		expect(shown.filter((entry) => entry.kind === "line")).toHaveLength(150);
		expect(before).toBe(850);
		const all = window_of(past_entries(many), 5_000);
		expect(all.before).toBe(0);
		expect(all.shown[0]?.kind).toBe("day");
	});
});

describe("what is read beside the socket", () => {
	const found = (id: string) => ({
		id,
		customer_name: "Mara",
		media: "chat" as const,
		started_at: "2030-01-01T08:00:00Z",
		ended_at: null,
		agent_name: "Alice",
		queue_name: "Shop",
		snippet: "",
		seq: 1,
	});
	const ask = (query: string, more = false) =>
		({ kind: "find", query, more }) as const;
	const answer = (query: string, ids: string[], next: string | null) =>
		({ kind: "found", query, results: ids.map(found), next }) as const;
	const all = (...events: Parameters<typeof reduce_reads>[1][]): Reads =>
		events.reduce(reduce_reads, no_reads);

	it("forgets an answer to an older question", () => {
		const reads = all(ask("old"), ask("new"), answer("old", ["x"], null));
		expect(reads.finding).toMatchObject({ state: "loading", results: [] });
	});

	it("adds the next page and takes nothing twice", () => {
		const reads = all(
			ask("q"),
			answer("q", ["x", "y"], "2"),
			ask("q", true),
			answer("q", ["y", "z"], null),
		);
		expect(reads.finding?.results.map((one) => one.id)).toEqual([
			"x",
			"y",
			"z",
		]);
		expect(reads.finding?.next).toBeNull();
	});

	it("keeps a known context while it is asked for again", () => {
		const value = {
			customer: {
				name: "Mara",
				first_seen_at: null,
				language: "de",
				online: true,
				contact: null,
			},
			page: null,
			earlier: [],
			attached_data: {},
		};
		const told = (read: Parameters<Reads["contexts"]["get"]>[0] | object) =>
			({ kind: "context", interaction: "a", read }) as Parameters<
				typeof reduce_reads
			>[1];
		const reads = all(
			told({ kind: "ready", value }),
			told({ kind: "loading" }),
			told({ kind: "failed" }),
		);
		expect(reads.contexts.get("a")?.kind).toBe("ready");
	});

	it("shows a transcript only while it is the one that was opened last", () => {
		const reads = all(
			{ kind: "open", id: "x", seq: null },
			{ kind: "open", id: "y", seq: 3 },
			{ kind: "transcript", id: "x", read: { kind: "failed" } },
		);
		expect(reads.opened).toMatchObject({
			id: "y",
			seq: 3,
			transcript: { kind: "loading" },
		});
		expect(reduce_reads(reads, { kind: "close" }).opened).toBeNull();
	});
});

describe("the memory of a tab", () => {
	function shelf() {
		const kept = new Map<string, string>();
		return {
			kept,
			getItem: (name: string) => kept.get(name) ?? null,
			setItem: (name: string, value: string) => void kept.set(name, value),
			removeItem: (name: string) => void kept.delete(name),
		};
	}

	it("keeps what is unsaid and nothing else", () => {
		const drafted = reduce(
			desk(),
			{ kind: "drafted", interaction: "b", text: "Dear" },
			NOW,
		);
		expect(drafts_of(drafted)).toEqual({ b: { draft: "Dear" } });
		expect(drafts_of(desk())).toEqual({});
	});

	it("keeps what was sent into a cut, and sends nothing twice", () => {
		const lost = reduce(
			desk(),
			{ kind: "sent", interaction: "a", client_id: "c1", text: "Hello" },
			NOW,
		);
		const place = shelf();
		const memory = new Memory(() => place);
		memory.set("drafts", JSON.stringify(drafts_of(lost)));
		const opens = (messages: Parameters<typeof line>[1][]) =>
			find_thread(
				then(
					{ ...initial_state, drafts: remembered_drafts(memory) },
					welcome({
						interactions: [
							{
								interaction: chat("a"),
								messages: messages.map((more, at) => line(at + 1, more)),
							},
						],
					}),
				),
				"a",
			);
		expect(opens([])?.outbox).toMatchObject([
			{ client_id: "c1", text: "Hello" },
		]);
		expect(opens([{ author: "agent", client_id: "c1" }])?.outbox).toEqual([]);
	});

	it("takes nothing strange from what lies there", () => {
		const place = shelf();
		const memory = new Memory(() => place);
		for (const strange of [
			"[",
			"5",
			'{"a":7,"b":{"draft":4,"note":["x"],"outbox":[{"text":"x"},3]}}',
		]) {
			memory.set("drafts", strange);
			for (const kept of Object.values(remembered_drafts(memory)))
				expect(kept).toEqual({});
		}
		memory.set("drafts", '{"a":{"draft":"Hi","disposition":3}}');
		expect(remembered_drafts(memory)).toEqual({
			a: { draft: "Hi", disposition: 3 },
		});
	});

	it("gives a tab one id over its page loads and a duplicate another", () => {
		const place = shelf();
		let made = 0;
		const opens = (storage: ReturnType<typeof shelf>) => {
			const page = new EventTarget();
			const id = tab_id(
				new Memory(() => storage),
				page as Window,
				() => `tab ${++made}`,
			);
			return { id, page };
		};
		const first = opens(place);
		const copy = shelf();
		for (const [name, value] of place.kept) copy.kept.set(name, value);
		expect(opens(copy).id).not.toBe(first.id);
		first.page.dispatchEvent(new Event("pagehide"));
		expect(opens(place).id).toBe(first.id);
	});
});
