/** The notes on an interaction that has just ended. */
import type { Thread } from "./thread";
import type { WrapUpView } from "./wire";

export interface WrappingUp {
	/** When the server closes it by itself; null: it waits for the agent. */
	readonly until_at: string | null;
	readonly disposition: number | null;
	readonly note: string;
	/** Sent, not confirmed yet. */
	readonly saving: boolean;
}

export const NOTE_LIMIT = 2_000;

/** An interaction that ended and is to be noted; what was noted already stays. */
export const with_wrap_up = (
	thread: Thread,
	until_at: string | null,
): Thread => ({
	...thread,
	wrap_up: {
		disposition: null,
		note: "",
		...thread.wrap_up,
		until_at,
		saving: false,
	},
});

/** Changes the notes; nothing happens to a thread that has none. */
export const with_notes = (
	thread: Thread,
	notes: Partial<Pick<WrappingUp, "disposition" | "note" | "saving">>,
): Thread =>
	thread.wrap_up
		? { ...thread, wrap_up: { ...thread.wrap_up, ...notes } }
		: thread;

export const without_wrap_up = (thread: Thread): Thread =>
	thread.wrap_up ? { ...thread, wrap_up: null } : thread;

/** The thread of a wrap-up that the welcome names, after `known` of before. */
export function wrapping_up(
	known: Thread | undefined,
	transcript: Thread,
	view: WrapUpView,
	now: number,
): Thread {
	const ended = Date.parse(view.interaction.ended_at ?? "");
	const closed: Thread = {
		...transcript,
		session: null,
		closed_at: Number.isFinite(ended) ? ended : (known?.closed_at ?? now),
		closed_reason:
			known?.closed_reason ?? view.interaction.end_reason ?? "ended",
		wrap_up: known?.wrap_up ?? null,
	};
	return with_wrap_up(closed, view.until_at);
}
