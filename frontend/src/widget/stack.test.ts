import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Api, StackAdapter } from "./api";
import { Stack } from "./stack";
import type { Shelf } from "./storage";
import { Store } from "./store";
import type { SessionState } from "./wire";

const api = {} as Api;
const pending = (id: string): SessionState => ({
	id,
	session_id: "123456789",
	state: "pending",
	media: "voice",
	mode: "pointer",
	mode_epoch: 1,
	paused: false,
	write_request_expires_at: null,
	write_requests_left: 3,
	agent_name: null,
	interaction_id: null,
	created_at: "2026-01-01T00:00:00Z",
	activated_at: null,
	ended_at: null,
	end_reason: null,
	customer_online: true,
	agent_online: false,
	page: null,
});

function shelf(): Shelf {
	const kept = new Map<string, string>();
	return {
		get: (name) => kept.get(name) ?? null,
		set: (name, value) => {
			if (value === null) kept.delete(name);
			else kept.set(name, value);
		},
	};
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 30));

describe("a stack of the site's own", () => {
	let store: Store;
	let tab: Shelf;
	let errors: string[];
	let stack: Stack;
	let given: string[];
	const adapter = (more: Partial<StackAdapter> = {}): StackAdapter => ({
		is_agent_connected: () => true,
		hand_over_session_id: (digits) => {
			given.push(digits);
		},
		...more,
	});

	beforeEach(() => {
		store = new Store();
		tab = shelf();
		errors = [];
		given = [];
		stack = new Stack(store, tab, (code) => errors.push(code), 10);
		vi.spyOn(console, "error").mockReturnValue(undefined);
	});

	test("is initialised once with the API", async () => {
		const initialise = vi.fn();
		const mine = adapter({ initialise });
		stack.use(mine, api);
		stack.use(mine, api);
		await settle();
		expect(initialise.mock.calls).toEqual([[api]]);
		expect(store.state.stack).toBe("quiet");
	});

	test.each([
		["true", () => true, true],
		["a promise of true", async () => true, true],
		["false", () => false, false],
		["something that is not true", () => 1 as unknown as boolean, false],
		[
			"an exception",
			() => {
				throw new Error("x");
			},
			false,
		],
		["a rejection", () => Promise.reject(new Error("x")), false],
		["silence", () => new Promise<boolean>(() => undefined), false],
	])("answers %s", async (_name, is_agent_connected, expected) => {
		stack.use(adapter({ is_agent_connected }), api);
		expect(await stack.is_agent_connected()).toBe(expected);
	});

	test("gets the digits of the session that this tab asked for, once", async () => {
		stack.use(adapter(), api);
		stack.expect_session();
		store.dispatch({ do: "session", session: pending("s1") });
		store.dispatch({
			do: "session",
			session: { ...pending("s1"), mode_epoch: 2 },
		});
		await settle();
		expect(given).toEqual(["123456789"]);
	});

	test("gets no digits of a session that another tab asked for", async () => {
		stack.use(adapter(), api);
		store.dispatch({ do: "session", session: pending("s1") });
		await settle();
		expect(given).toEqual([]);
	});

	test("gets them after a page load that came in between", async () => {
		stack.use(adapter(), api);
		stack.expect_session();
		const next_page = new Store();
		const again = new Stack(next_page, tab, () => undefined, 10);
		next_page.dispatch({ do: "session", session: pending("s1") });
		again.use(adapter(), api);
		await settle();
		expect(given).toEqual(["123456789"]);
	});

	test("that cannot take the digits leaves them to the customer", async () => {
		const broken = async () => {
			throw new Error("away");
		};
		stack.use(adapter({ hand_over_session_id: broken }), api);
		stack.expect_session();
		store.dispatch({ do: "session", session: pending("s1") });
		await settle();
		expect(store.state.stack).toBe("failed");
		expect(errors).toEqual(["hand_over_failed"]);
	});

	test.each([undefined, 1, "x", {}, { is_agent_connected: () => true }])(
		"that is none is refused: %o",
		(nonsense) => {
			stack.use(nonsense, api);
			expect(errors).toEqual(["bad_stack"]);
			expect(stack.is_set).toBe(false);
		},
	);

	test("may be taken away again", () => {
		stack.use(adapter(), api);
		stack.use(null, api);
		expect(stack.is_set).toBe(false);
		expect(store.state.stack).toBe("none");
	});
});
