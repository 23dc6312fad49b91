import { beforeEach, describe, expect, it } from "vitest";
import { due_wrap_ups } from "./autosave";
import { tel_href } from "./callbacks";
import { callback, chat, line, session, welcome } from "./samples";
import {
	type DesktopEvent,
	type DesktopState,
	initial_state,
	reduce,
} from "./state";
import { ending_costs, is_live, type Thread, waiting_since } from "./thread";
import { find_thread, neighbour, sections } from "./threads";
import type { DesktopIn } from "./wire";

let state: DesktopState;
let now: number;
beforeEach(() => {
	state = initial_state;
	now = Date.parse("2030-01-01T08:10:00Z");
});
const does = (event: DesktopEvent): void => {
	state = reduce(state, event, now);
};
const hears = (message: DesktopIn): void => does({ kind: "message", message });
const refuses = (ref: string, code: string): void =>
	hears({
		type: "error",
		code,
		detail: "No.",
		ref,
		limit: null,
		retry_after: null,
	});
const thread = (id: string): Thread => {
	const found = find_thread(state, id);
	if (!found) throw new Error(`no thread ${id}`);
	return found;
};
const one_chat = (more: Parameters<typeof chat>[1] = {}): void =>
	hears(
		welcome({ interactions: [{ interaction: chat("a", more), messages: [] }] }),
	);
const ended = (): void =>
	hears({ type: "interaction.closed", interaction: "a", reason: "customer" });

describe("wrap-up", () => {
	const starts = (until_at: string | null = "2030-01-01T08:12:00Z"): void =>
		hears({ type: "wrap_up.started", interaction: "a", until_at });
	beforeEach(() => one_chat());

	it("follows the end and is over when the server says so", () => {
		ended();
		starts();
		expect(sections(state.threads).wrapping_up).toHaveLength(1);
		expect(sections(state.threads).ended).toHaveLength(0);
		hears({ type: "wrap_up.done", interaction: "a", disposition: "Solved" });
		expect(thread("a").wrap_up).toBeNull();
		expect(sections(state.threads).ended).toHaveLength(1);
		expect(state.selected).toBeNull();
	});

	it("makes room for what is in hand, and moves nobody who is elsewhere", () => {
		hears({ type: "interaction.opened", interaction: chat("b"), messages: [] });
		ended();
		starts();
		expect(state.selected).toBe("a");
		hears({ type: "wrap_up.done", interaction: "a", disposition: null });
		expect(state.selected).toBe("b");
		hears({ type: "wrap_up.done", interaction: "a", disposition: null });
		expect(state.selected).toBe("b");
	});

	it("ends the interaction here even if it is told first", () => {
		starts(null);
		expect(is_live(thread("a"))).toBe(false);
		ended();
		expect(thread("a").wrap_up).not.toBeNull();
	});

	it("keeps what was noted over a reconnect", () => {
		ended();
		starts();
		does({
			kind: "noted",
			interaction: "a",
			notes: { note: "Sent a new one", disposition: 4 },
		});
		const interaction = chat("a", {
			state: "ended",
			ended_at: "2030-01-01T08:09:00Z",
		});
		hears(
			welcome({
				wrap_ups: [{ interaction, messages: [line(1)], until_at: null }],
			}),
		);
		expect(thread("a").wrap_up).toMatchObject({
			note: "Sent a new one",
			disposition: 4,
			until_at: null,
		});
		expect(thread("a").messages).toHaveLength(1);
	});

	it("is over when a reconnect does not name it any more", () => {
		ended();
		starts();
		hears(welcome());
		expect(thread("a").wrap_up).toBeNull();
	});

	it("may be sent again after a refusal", () => {
		ended();
		starts();
		does({ kind: "noted", interaction: "a", notes: { saving: true } });
		refuses("wrap_up:a", "not_found");
		expect(thread("a").wrap_up?.saving).toBe(false);
		expect(state.notices.at(-1)?.key).toBe("refused.wrap_up");
	});

	it("is not dismissed from the desk while it is open", () => {
		ended();
		starts();
		does({ kind: "dismissed", interaction: "a" });
		expect(find_thread(state, "a")).toBeDefined();
	});

	it("sends what was noted a moment before its time is over", () => {
		ended();
		starts("2030-01-01T08:10:30Z");
		const at = (iso: string): string[] => due_wrap_ups(state, Date.parse(iso));
		expect(at("2030-01-01T08:10:29Z")).toEqual([]);
		does({ kind: "noted", interaction: "a", notes: { note: "Short" } });
		expect(at("2030-01-01T08:10:20Z")).toEqual([]);
		expect(at("2030-01-01T08:10:28Z")).toEqual(["a"]);
		does({ kind: "noted", interaction: "a", notes: { saving: true } });
		expect(at("2030-01-01T08:10:29Z")).toEqual([]);
	});

	it("starts with what was being written before the page was loaded", () => {
		state = {
			...initial_state,
			drafts: { a: { note: "Half a", disposition: 2 }, b: { draft: "Dear" } },
		};
		hears(
			welcome({
				interactions: [{ interaction: chat("b"), messages: [] }],
				wrap_ups: [{ interaction: chat("a"), messages: [], until_at: null }],
			}),
		);
		expect(thread("a").wrap_up).toMatchObject({
			note: "Half a",
			disposition: 2,
		});
		expect(thread("b").draft).toBe("Dear");
	});
});

describe("a messaging chat", () => {
	it("leaves the work in hand while it waits, and comes back", () => {
		one_chat({ asynchronous: true });
		hears({
			type: "interaction.updated",
			interaction: chat("a", { asynchronous: true, state: "parked" }),
		});
		expect(sections(state.threads).parked).toHaveLength(1);
		expect(sections(state.threads).in_hand).toHaveLength(0);
		hears({ type: "interaction.updated", interaction: chat("a") });
		expect(sections(state.threads).in_hand).toHaveLength(1);
	});

	it("says in words why it was not taken up", () => {
		one_chat({ state: "parked" });
		refuses("resume:a", "capacity_reached");
		expect(state.notices.at(-1)?.key).toBe("refused.resume");
	});
});

describe("the list", () => {
	it("is walked through in the order that is seen, around its ends", () => {
		hears(
			welcome({
				interactions: [
					{
						interaction: chat("late", { started_at: "2030-01-01T08:05:00Z" }),
						messages: [],
					},
					{ interaction: chat("early"), messages: [] },
					{ interaction: chat("parked", { state: "parked" }), messages: [] },
				],
			}),
		);
		const walk = (step: 1 | -1): string => {
			const id = neighbour(state, step)?.interaction.id ?? "";
			does({ kind: "selected", interaction: id });
			return id;
		};
		expect(state.selected).toBe("late");
		expect([walk(1), walk(1), walk(1)]).toEqual(["early", "parked", "late"]);
		expect(walk(-1)).toBe("parked");
	});

	it("counts from the first word that nobody has answered", () => {
		one_chat();
		const says = (
			seq: number,
			author: "customer" | "agent",
			at: string,
		): void =>
			hears({
				type: "chat.message",
				interaction: "a",
				message: line(seq, { author, at }),
			});
		expect(waiting_since(thread("a"))).toBeNull();
		says(1, "customer", "2030-01-01T08:01:00Z");
		says(2, "customer", "2030-01-01T08:02:00Z");
		expect(waiting_since(thread("a"))).toBe(Date.parse("2030-01-01T08:01:00Z"));
		says(3, "agent", "2030-01-01T08:03:00Z");
		expect(waiting_since(thread("a"))).toBeNull();
	});

	it("asks before an end that would cost something, and only then", () => {
		one_chat();
		expect(ending_costs(thread("a"))).toEqual([]);
		does({ kind: "drafted", interaction: "a", text: "not sent" });
		expect(ending_costs(thread("a"))).toEqual(["draft"]);
		does({ kind: "session", session: session() });
		expect(ending_costs(thread("a"))).toEqual(["draft", "cobrowse"]);
		does({ kind: "drafted", interaction: "a", text: "" });
		expect(ending_costs(thread("a"))).toEqual([]);
	});
});

describe("receipts", () => {
	const marks = (customer_delivered: number, customer_read: number) => ({
		customer_delivered,
		customer_read,
		agent_delivered: 0,
		agent_read: 0,
	});

	it("never go back, whichever message is late", () => {
		one_chat();
		hears({ type: "chat.receipts", interaction: "a", receipts: marks(5, 3) });
		hears({ type: "chat.receipts", interaction: "a", receipts: marks(4, 4) });
		hears({ type: "interaction.updated", interaction: chat("a") });
		expect(thread("a").interaction.receipts).toMatchObject({
			customer_delivered: 5,
			customer_read: 4,
		});
	});

	it("are silent when the server does not take one", () => {
		one_chat();
		refuses("seen:a", "not_found");
		refuses("typing", "not_found");
		expect(state.notices).toEqual([]);
	});
});

describe("callbacks", () => {
	it("come, are taken, and go when they are somebody else's or done", () => {
		hears(welcome({ callbacks: [callback("x")] }));
		hears({ type: "callback.updated", callback: callback("y") });
		expect(state.callbacks.map((one) => one.id)).toEqual(["x", "y"]);
		hears({
			type: "callback.updated",
			callback: callback("y", { state: "taken", mine: true }),
		});
		expect(state.callbacks.map((one) => one.id)).toEqual(["y", "x"]);
		hears({
			type: "callback.updated",
			callback: callback("x", { state: "taken", agent_name: "Bob" }),
		});
		hears({
			type: "callback.updated",
			callback: callback("y", { state: "done", mine: true }),
		});
		expect(state.callbacks).toEqual([]);
	});

	it("are called by a number and nothing else", () => {
		expect(tel_href("+47 55 00 11-22")).toBe("tel:+4755001122");
		expect(tel_href("0800 / 1234")).toBe("tel:08001234");
		expect(tel_href("javascript:alert(1)//12")).toBeNull();
		expect(tel_href("555;ext=1?x=<b>")).toBeNull();
		expect(tel_href("")).toBeNull();
	});
});

describe("a missed offer", () => {
	it("is told until somebody has read it", () => {
		hears(
			welcome({
				offers: [
					{
						interaction: chat("o", { state: "offered" }),
						expires_at: "2030-01-01T08:10:20Z",
					},
				],
			}),
		);
		hears({ type: "offer.withdrawn", interaction: "o", reason: "missed" });
		expect(state.offers).toEqual([]);
		now += 3_600_000;
		does({ kind: "ticked" });
		const told = state.notices.find((one) => one.key === "offer.missed.of");
		expect(told?.values).toEqual({ name: "Mara" });
		does({ kind: "notice_read", id: told?.id ?? 0 });
		expect(state.notices).toEqual([]);
	});
});

describe("one's own quick replies", () => {
	it("say why one was refused until the next try", () => {
		hears(welcome());
		refuses("reply:new", "shortcut_taken");
		expect(state.reply_refused).toBe("No.");
		does({ kind: "reply_asked" });
		expect(state.reply_refused).toBeNull();
	});
});
