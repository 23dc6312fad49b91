import { describe, expect, it } from "vitest";
import { seen_due, tell_seen } from "./seen";
import { initial_state, type State } from "./state";
import { Store } from "./store";
import type { ChatLine, InteractionState, WidgetOut } from "./wire";

const line = (seq: number, author: ChatLine["author"] = "agent"): ChatLine => ({
	seq,
	client_id: null,
	author,
	name: "Alice",
	text: "x",
	at: "2026-01-01T10:00:00Z",
});

const none = {
	customer_delivered: 0,
	customer_read: 0,
	agent_delivered: 0,
	agent_read: 0,
};

describe("what the server must hear", () => {
	const state = (over: Partial<State>): State => ({
		...initial_state,
		...over,
	});

	it("is what has arrived, and what has been read", () => {
		const arrived = state({ messages: [line(1), line(2)] });
		expect(seen_due(arrived, none)).toEqual({ seq: 2, read: false });
		const read = { ...arrived, read_seq: 2 };
		expect(seen_due(read, none)).toEqual({ seq: 2, read: true });
		expect(seen_due(read, { ...none, customer_read: 2 })).toBeNull();
	});

	it("is nothing of the customer's own lines", () => {
		const own = state({ messages: [line(1, "customer")], read_seq: 1 });
		expect(seen_due(own, none)).toBeNull();
	});

	it("is said once on a connection, and again what a cut swallowed", () => {
		const store = new Store();
		const said: WidgetOut[] = [];
		let works = true;
		tell_seen(store, (message) => {
			if (works) said.push(message);
			return works;
		});
		const chat = { id: "i1", media: "chat", state: "active", receipts: none };
		const interaction = chat as unknown as InteractionState;
		store.dispatch({ do: "connection", connection: "open" });
		store.dispatch({ do: "interaction", interaction });
		store.dispatch({ do: "message", message: line(1) });
		store.dispatch({ do: "typing", name: "Alice" });
		expect(said).toEqual([{ type: "chat.seen", seq: 1, read: false }]);
		works = false;
		store.dispatch({ do: "message", message: line(2) });
		store.dispatch({ do: "connection", connection: "lost" });
		works = true;
		store.dispatch({ do: "panel", panel: "chat" });
		expect(said).toHaveLength(1);
		store.dispatch({ do: "connection", connection: "open" });
		expect(said.at(-1)).toEqual({ type: "chat.seen", seq: 2, read: true });
		expect(said).toHaveLength(2);
	});

	it("is not read while the tab is hidden", () => {
		const store = new Store();
		store.dispatch({ do: "visible", visible: false });
		store.dispatch({ do: "panel", panel: "chat" });
		store.dispatch({ do: "message", message: line(1) });
		expect(store.state.read_seq).toBe(0);
		store.dispatch({ do: "visible", visible: true });
		expect(store.state.read_seq).toBe(1);
	});
});
