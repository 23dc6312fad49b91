import { complain } from "../transport/complain";
import type { Api, StackAdapter } from "./api";
import type { State } from "./state";
import type { Shelf } from "./storage";
import type { Store } from "./store";

/** An adapter that has not answered by then counts as "no agent". */
const ANSWER_MS = 5_000;

/**
 * The site's own chat or telephone system in place of ours (spec PI-11). Whatever
 * the adapter does stays with it: an exception, a promise that never settles or a
 * strange value is a no.
 */
export class Stack {
	#adapter: StackAdapter | null = null;

	constructor(
		private readonly store: Store,
		private readonly tab: Shelf,
		private readonly on_error: (code: string, detail: string) => void,
		private readonly answer_ms = ANSWER_MS,
	) {
		store.watch((state) => this.#follow(state));
	}

	get is_set(): boolean {
		return this.#adapter !== null;
	}

	/** Takes an adapter with its two needed functions, or none; anything else is refused. */
	use(adapter: unknown, api: Api): void {
		if (adapter !== null && !is_adapter(adapter)) {
			this.on_error("bad_stack", "The adapter lacks a function.");
			return;
		}
		if (adapter === this.#adapter) return;
		this.#adapter = adapter;
		this.store.dispatch({ do: "stack", stack: adapter ? "quiet" : "none" });
		void this.#ask(() => adapter?.initialise?.(api));
		this.#follow(this.store.state);
	}

	/** Whether the customer is in touch with an agent there; never rejects. */
	async is_agent_connected(): Promise<boolean> {
		const answer = await this.#ask(() => this.#adapter?.is_agent_connected());
		return answer.ok && answer.value === true;
	}

	/** The session that is made next is this tab's to hand over. */
	expect_session(): void {
		this.tab.set("stack_session", "next");
		this.store.dispatch({ do: "stack", stack: "quiet" });
	}

	#follow(state: State): void {
		const { session } = state;
		if (!this.#adapter || session?.state !== "pending") return;
		const digits = session.session_id;
		// Written down before it is handed over: no second page does it again.
		if (!digits || this.tab.get("stack_session") !== "next") return;
		this.tab.set("stack_session", session.id);
		void this.#hand_over(digits);
	}

	async #hand_over(digits: string): Promise<void> {
		const { ok } = await this.#ask(() =>
			this.#adapter?.hand_over_session_id(digits),
		);
		if (ok) return;
		// Better the customer can still pass the digits on than nobody has them.
		this.store.dispatch({ do: "stack", stack: "failed" });
		this.on_error("hand_over_failed", "");
	}

	async #ask(
		call: () => unknown,
	): Promise<{ readonly ok: boolean; readonly value?: unknown }> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error("no answer")), this.answer_ms);
		});
		try {
			return { ok: true, value: await Promise.race([call(), late]) };
		} catch (error) {
			complain(error, "the stack adapter failed");
			return { ok: false };
		} finally {
			clearTimeout(timer);
		}
	}
}

function is_adapter(value: unknown): value is StackAdapter {
	if (typeof value !== "object" || value === null) return false;
	const adapter = value as Partial<Record<keyof StackAdapter, unknown>>;
	return (
		typeof adapter.is_agent_connected === "function" &&
		typeof adapter.hand_over_session_id === "function" &&
		(adapter.initialise === undefined ||
			typeof adapter.initialise === "function")
	);
}
