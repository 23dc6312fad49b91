/** The list of threads inside the state: find, change, select, forget. */
import type { DesktopState } from "./state";
import {
	is_in_hand,
	is_live,
	is_parked,
	type Thread,
	with_session,
} from "./thread";
import type { SessionState } from "./wire";

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

/** Opens a thread. The one that is left has been read: its line of news goes. */
export function select(state: DesktopState, id: string | null): DesktopState {
	const left =
		state.selected && state.selected !== id
			? change(state, state.selected, (thread) =>
					thread.unread_from === null
						? thread
						: { ...thread, unread_from: null },
				)
			: state;
	return attend({ ...left, selected: id });
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
			thread.wrap_up !== null ||
			thread.interaction.id === state.selected ||
			++ended <= ENDED_KEPT,
	);
	return threads.length === state.threads.length
		? state
		: { ...state, threads };
}

/** The list's sections, in the order in which they are seen. */
export interface Sections {
	readonly in_hand: readonly Thread[];
	readonly wrapping_up: readonly Thread[];
	readonly parked: readonly Thread[];
	readonly ended: readonly Thread[];
}

export function sections(threads: readonly Thread[]): Sections {
	const over = threads.filter((thread) => !is_live(thread));
	return {
		in_hand: threads.filter(is_in_hand),
		wrapping_up: over.filter((thread) => thread.wrap_up !== null),
		parked: threads.filter(is_parked),
		ended: over.filter((thread) => thread.wrap_up === null),
	};
}

/** What comes after (or before) the open interaction in the list, around its ends. */
export function neighbour(
	state: DesktopState,
	step: 1 | -1,
): Thread | undefined {
	const { in_hand, wrapping_up, parked } = sections(state.threads);
	const order = [...in_hand, ...wrapping_up, ...parked];
	const at = order.findIndex(
		(thread) => thread.interaction.id === state.selected,
	);
	if (at < 0) return step === 1 ? order[0] : order.at(-1);
	return order[(at + step + order.length) % order.length];
}

export function session_heard(
	state: DesktopState,
	session: SessionState,
): DesktopState {
	return change(state, session.interaction_id ?? "", (thread) =>
		with_session(thread, session),
	);
}

export function without_offer(state: DesktopState, id: string): DesktopState {
	const answering = new Set(state.answering);
	answering.delete(id);
	return {
		...state,
		offers: state.offers.filter((offer) => offer.interaction.id !== id),
		answering,
	};
}

export const newest_first = (a: Thread, b: Thread): number =>
	Date.parse(b.interaction.started_at) - Date.parse(a.interaction.started_at);
