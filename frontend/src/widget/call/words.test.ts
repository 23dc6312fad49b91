import { describe, expect, it } from "vitest";
import { idle_line, type LineView } from "../../calls/view";
import { initial_state, type State } from "../state";
import { Phrases } from "../strings";
import type { Context } from "../ui/part";
import type { InteractionState } from "../wire";
import { idle_talk, type Talk } from "./talk";
import { clock_time, hint_words, obstacle_words, talk_words } from "./words";

const phrases = new Phrases(["en"]);
const context = {
	say: (name, values) => phrases.say(name, values),
} as Pick<Context, "say"> as Context;

const CALL: InteractionState = {
	id: "c",
	media: "voice",
	state: "active",
	external: false,
	asynchronous: false,
	queue_name: null,
	queue_position: null,
	estimated_wait_seconds: null,
	agent_name: "Alice",
	started_at: "2030-01-01T08:00:00Z",
	answered_at: "2030-01-01T08:00:10Z",
	ended_at: null,
	end_reason: null,
	customer_name: "Carla",
	customer_online: true,
	phone_number: null,
	contact: null,
	page: null,
	source: "browser",
	receipts: {
		customer_delivered: 0,
		customer_read: 0,
		agent_delivered: 0,
		agent_read: 0,
	},
};

const state = (
	call: Partial<InteractionState> | null,
	line: Partial<LineView> = {},
	talk: Partial<Talk> = {},
): State => ({
	...initial_state,
	call: call && { ...CALL, ...call },
	talk: { ...idle_talk, here: true, line: { ...idle_line, ...line }, ...talk },
});
const says = (...of: Parameters<typeof state>) =>
	talk_words(context, state(...of));
const hints = (...of: Parameters<typeof state>) =>
	hint_words(context, state(...of));

describe("where a call stands", () => {
	it("is said from the first press to the end", () => {
		expect(says(null, {}, { start: "microphone" })).toContain("allow");
		expect(says(null, {}, { start: "sending" })).toContain("Calling");
		expect(says({ state: "queued" })).toContain("looking for");
		expect(says({ state: "offered" })).toContain("about to answer");
		expect(says({}, { phase: "microphone" })).toContain("allow");
		expect(says({}, { phase: "waiting" })).toContain("Waiting for");
		expect(says({}, { phase: "connecting" })).toContain("Connecting");
		expect(says({}, { phase: "connected" })).toContain("speaking with");
		expect(says({}, { phase: "reconnecting" })).toContain("Reconnecting");
		expect(says({}, { phase: "connected", held: true })).toContain("on hold");
		expect(says({}, {}, { here: false })).toContain("another tab");
	});

	it("is a return, not a beginning, on a page that found it going on", () => {
		const talk = { resumed: true };
		expect(says({}, { phase: "waiting" }, talk)).toContain("Reconnecting");
		expect(says({}, { phase: "connecting" }, talk)).toContain("Reconnecting");
	});

	it.each([
		["customer_ended", "You have hung up"],
		["abandoned", "You have hung up"],
		["agent_ended", "has hung up"],
		["connection_lost", "away for too long"],
		["staff_ended", "has ended"],
	])("tells why it is over: %s", (end_reason, words) => {
		expect(says({ state: "ended", end_reason })).toContain(words);
	});
});

describe("what else the customer should know", () => {
	it("is the most pressing thing alone", () => {
		const quality = {
			grade: "poor",
			loss_percent: 20,
			round_trip_ms: 9,
		} as const;
		const line = { phase: "connected", other_muted: true } as const;
		expect(hints({}, line)).toContain("switched the microphone off");
		expect(hints({}, { ...line, quality })).toContain("poor");
		expect(hints({}, { ...line, quality, muted: true })).toContain("off");
		expect(
			hints({}, { ...line, muted: true, other_trouble: "connection" }),
		).toContain("trouble");
		expect(hints({}, { phase: "connected" })).toBeNull();
		expect(hints({}, { ...line, held: true })).toBeNull();
	});

	it("is what would help, when the microphone does not work", () => {
		const trouble = "microphone_refused";
		expect(hints({}, { phase: "trouble", trouble })).toContain("Allow it");
		expect(obstacle_words(context, "insecure")).toContain("https");
		expect(obstacle_words(context, null)).toBeNull();
	});
});

it("writes times as people do", () => {
	expect(clock_time(5)).toBe("0:05");
	expect(clock_time(750)).toBe("12:30");
	expect(clock_time(3723)).toBe("1:02:03");
	expect(clock_time(-3)).toBe("0:00");
});
