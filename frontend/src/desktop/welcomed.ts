/** The welcome, taken into the state. */
import { sorted } from "./callbacks";
import { with_draft } from "./drafts";
import type { DesktopState } from "./state";
import { is_live, type Thread, with_closed, with_transcript } from "./thread";
import {
	attend,
	find_thread,
	first_live,
	keep_few_ended,
	newest_first,
	select,
	session_heard,
} from "./threads";
import type { SessionState, Welcome } from "./wire";
import { without_wrap_up, wrapping_up } from "./wrap_up";

/** First connection and reconnection alike: the server's word, and what only we know. */
export function welcomed(
	state: DesktopState,
	message: Welcome,
	now: number,
): DesktopState {
	const live = message.interactions.map((transcript) => {
		const known = find_thread(state, transcript.interaction.id);
		const thread = with_transcript(known, transcript);
		return known ? thread : with_draft(thread, state.drafts);
	});
	const wrapping = message.wrap_ups.map((view) => {
		const known = find_thread(state, view.interaction.id);
		const transcript = with_transcript(known, view);
		const thread = wrapping_up(known, transcript, view, now);
		return known ? thread : with_draft(thread, state.drafts);
	});
	const ids = new Set(
		[...live, ...wrapping].map((thread) => thread.interaction.id),
	);
	const gone = state.threads
		.filter((thread) => !ids.has(thread.interaction.id))
		.map((thread) =>
			without_wrap_up(
				is_live(thread) ? with_closed(thread, "away", now) : thread,
			),
		);
	let next: DesktopState = {
		...state,
		welcomed: true,
		me: message.agent,
		reasons: message.not_ready_reasons,
		dispositions: message.dispositions,
		callbacks: sorted(message.callbacks),
		quick_replies: message.quick_replies,
		offers: message.offers,
		answering: new Set(),
		targets: message.transfer_targets,
		threads: [...live, ...wrapping, ...gone]
			.map((thread) => without_session(thread, message.session))
			.sort(newest_first),
	};
	next = keep_few_ended(next);
	if (message.session) next = session_heard(next, message.session);
	return find_thread(next, next.selected)
		? attend(next)
		: select(next, first_live(next)?.interaction.id ?? null);
}

/**
 * A session that the welcome no longer names ended while we were away, and a join
 * that was asked for before will not be answered any more.
 */
function without_session(known: Thread, live: SessionState | null): Thread {
	const thread: Thread =
		known.join.kind === "asking" ? { ...known, join: { kind: "idle" } } : known;
	if (!thread.session || thread.session.id === live?.id) return thread;
	return {
		...thread,
		session: null,
		ending: { reason: "away", seconds: null },
	};
}
