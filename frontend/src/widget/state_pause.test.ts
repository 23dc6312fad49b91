import { describe, expect, it } from "vitest";
import { initial_state, reduce, type State } from "./state";
import type { SessionState } from "./wire";

const session = (changes: Partial<SessionState> = {}): SessionState => ({
	id: "s1",
	session_id: "123456789",
	state: "active",
	media: "chat",
	mode: "pointer",
	mode_epoch: 1,
	paused: false,
	write_request_expires_at: null,
	write_requests_left: 3,
	agent_name: "Alice",
	interaction_id: "i1",
	created_at: "2026-01-01T10:00:00Z",
	activated_at: "2026-01-01T10:00:05Z",
	ended_at: null,
	end_reason: null,
	customer_online: true,
	agent_online: true,
	page: null,
	...changes,
});

const hear = (state: State, changes: Partial<SessionState>): State =>
	reduce(state, { do: "session", session: session(changes) });

const sharing = hear({ ...initial_state, sharing: "live" }, {});

describe("a pause", () => {
	it("is seen at once and takes Write Mode with it", () => {
		const writing = hear(sharing, { mode: "write", mode_epoch: 2 });
		const state = reduce(writing, { do: "pause" });
		expect(state.session).toMatchObject({ paused: true, mode: "pointer" });
	});

	it("holds against news from before the server heard of it", () => {
		const asked = hear(reduce(sharing, { do: "pause" }), {
			mode_epoch: 2,
			write_request_expires_at: "2026-01-01T10:01:00Z",
		});
		expect(asked.session).toMatchObject({
			paused: true,
			write_request_expires_at: null,
		});
		const granted = hear(asked, { mode: "write", mode_epoch: 3 });
		expect(granted.session?.mode).toBe("pointer");
	});

	it("ends by the server's word", () => {
		const told = hear(reduce(sharing, { do: "pause" }), {
			paused: true,
			mode_epoch: 2,
		});
		const asked = reduce(told, { do: "unpause" });
		expect(asked.session?.paused).toBe(true);
		const resumed = hear(asked, { mode_epoch: 3 });
		expect(resumed.session?.paused).toBe(false);
	});

	it("is nothing to a session that nobody has joined, or the next one", () => {
		const waiting = hear(initial_state, { state: "pending" });
		expect(reduce(waiting, { do: "pause" })).toBe(waiting);
		const ended = hear(reduce(sharing, { do: "pause" }), { state: "ended" });
		expect(hear(ended, { id: "s2" }).session?.paused).toBe(false);
	});
});
