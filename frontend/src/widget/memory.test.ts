import { describe, expect, it } from "vitest";
import { no_drawings } from "./drawing_state";
import { keep, recall } from "./memory";
import { initial_state, type State } from "./state";
import type { Shelf } from "./storage";

function shelf(): Shelf {
	const values = new Map<string, string>();
	return {
		get: (name) => values.get(name) ?? null,
		set: (name, value) =>
			void (value === null ? values.delete(name) : values.set(name, value)),
	};
}

describe("memory", () => {
	it("takes panel and undelivered messages to the next page", () => {
		const tab = shelf();
		const state: State = {
			...initial_state,
			panel: "chat",
			chat_id: "i1",
			read_seq: 4,
			outbox: [{ client_id: "c1", text: "hi", status: "sent" }],
		};
		keep(state, tab, shelf());
		expect(recall(tab)).toEqual({
			panel: "chat",
			chat_id: "i1",
			read_seq: 4,
			chat_start: null,
			drawings: no_drawings,
			outbox: [{ client_id: "c1", text: "hi", status: "waiting" }],
		});
	});

	it("remembers that no drawings are wanted, and nothing else of them", () => {
		const tab = shelf();
		const drawings = { ...no_drawings, count: 4, own: 2, allowed: false };
		keep({ ...initial_state, drawings }, tab, shelf());
		expect(recall(tab).drawings).toEqual({ ...no_drawings, allowed: false });
	});

	it("leaves out what it cannot trust", () => {
		const tab = shelf();
		tab.set(
			"state",
			'{"panel":"admin","outbox":[null,{"text":1}],"chat_id":1,"read_seq":"x","chat_start":7}',
		);
		expect(recall(tab)).toEqual({
			panel: "none",
			chat_id: null,
			read_seq: 0,
			chat_start: null,
			drawings: no_drawings,
			outbox: [],
		});
		tab.set("state", "[");
		expect(recall(tab)).toEqual({});
	});

	it("flags something to resume only when the server is known to have it", () => {
		const browser = shelf();
		keep({ ...initial_state, connection: "lost" }, shelf(), browser);
		expect(browser.get("resume")).toBeNull();
		const starting = { name: "Kim", question: "", queue: "", contact: "" };
		keep(
			{ ...initial_state, connection: "open", chat_start: starting },
			shelf(),
			browser,
		);
		expect(browser.get("resume")).toBe("1");
		keep({ ...initial_state, connection: "lost" }, shelf(), browser);
		expect(browser.get("resume")).toBe("1");
		keep({ ...initial_state, connection: "open" }, shelf(), browser);
		expect(browser.get("resume")).toBeNull();
	});
});
