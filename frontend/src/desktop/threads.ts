/** The list of threads inside the state: find, change, select, forget. */
import type { DesktopState } from "./state";
import { is_live, type Thread } from "./thread";

/** Ended interactions kept for reading. */
const ENDED_KEPT = 8;

export const find_thread = (
	state: DesktopState,
	id: string | null,
): Thread | undefined =>
	state.threads.find((thread) => thread.interaction.id === id);

export const first_live = (state: DesktopState): Thread | undefined =>
	state.threads.find(is_live);

/** The state with one thread changed; the same object if nothing changed. */
export function change(
	state: DesktopState,
	id: string,
	fn: (thread: Thread) => Thread,
): DesktopState {
	let changed = false;
	const threads = state.threads.map((thread) => {
		if (thread.interaction.id !== id) return thread;
		const next = fn(thread);
		changed ||= next !== thread;
		return next;
	});
	return changed ? { ...state, threads } : state;
}

/** Puts a thread in its place (newest first), replacing the one of the same id. */
export function put(state: DesktopState, thread: Thread): DesktopState {
	const threads = [
		thread,
		...state.threads.filter(
			(other) => other.interaction.id !== thread.interaction.id,
		),
	].sort(newest_first);
	return { ...state, threads };
}

export function select(state: DesktopState, id: string | null): DesktopState {
	return attend({ ...state, selected: id });
}

/** What is open before somebody's eyes is read. */
export function attend(state: DesktopState): DesktopState {
	if (!state.attentive || !state.selected) return state;
	return change(state, state.selected, (thread) =>
		thread.unread ? { ...thread, unread: 0 } : thread,
	);
}

export function keep_few_ended(state: DesktopState): DesktopState {
	let ended = 0;
	const threads = state.threads.filter(
		(thread) =>
			is_live(thread) ||
			thread.interaction.id === state.selected ||
			++ended <= ENDED_KEPT,
	);
	return threads.length === state.threads.length
		? state
		: { ...state, threads };
}

export const newest_first = (a: Thread, b: Thread): number =>
	Date.parse(b.interaction.started_at) - Date.parse(a.interaction.started_at);
