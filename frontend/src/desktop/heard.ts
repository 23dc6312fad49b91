/** What the server says, taken into the state. */
import { notice, type Tone } from "./notices";
import type { DesktopState } from "./state";
import {
	is_live,
	type Thread,
	TYPING_MS,
	with_closed,
	with_failed,
	with_line,
	with_session,
	with_transcript,
} from "./thread";
import {
	attend,
	change,
	find_thread,
	first_live,
	keep_few_ended,
	newest_first,
	put,
	select,
} from "./threads";
import type { DesktopIn, ErrorMessage, Offer, SessionState } from "./wire";

type Heard<T extends DesktopIn["type"]> = Extract<DesktopIn, { type: T }>;

export function heard(
	state: DesktopState,
	message: DesktopIn,
	now: number,
): DesktopState {
	switch (message.type) {
		case "welcome":
			return welcomed(state, message, now);
		case "presence.updated":
			return { ...state, me: message.agent };
		case "offer.made":
			return offered(state, message.offer);
		case "offer.withdrawn":
			// An offer that we took goes before its interaction comes.
			return message.reason === "accepted"
				? {
						...without_offer(state, message.interaction),
						answering: state.answering,
					}
				: without_offer(state, message.interaction);
		case "interaction.opened":
			return opened(state, message);
		case "interaction.updated":
			return updated(state, message, now);
		case "interaction.closed":
			return closed(state, message.interaction, message.reason, now);
		case "chat.message":
			return change(state, message.interaction, (thread) =>
				with_line(
					thread,
					message.message,
					state.attentive && state.selected === message.interaction,
				),
			);
		case "chat.typing":
			return change(state, message.interaction, (thread) => ({
				...thread,
				typing_until: now + TYPING_MS,
			}));
		case "session.opened":
			return session_heard(state, message.session);
		case "session.updated":
			return session_told(
				session_heard(state, message.session),
				message.cause,
				now,
			);
		case "transfer_targets.updated":
			return { ...state, targets: message.targets };
		case "error":
			return refused(state, message, now);
		case "pong":
			return state;
	}
}

/** First connection and reconnection alike: the server's word, and what only we know. */
function welcomed(
	state: DesktopState,
	message: Heard<"welcome">,
	now: number,
): DesktopState {
	const live = message.interactions.map((transcript) =>
		with_transcript(find_thread(state, transcript.interaction.id), transcript),
	);
	const ids = new Set(live.map((thread) => thread.interaction.id));
	const gone = state.threads
		.filter((thread) => !ids.has(thread.interaction.id))
		.map((thread) =>
			is_live(thread) ? with_closed(thread, "away", now) : thread,
		);
	let next: DesktopState = {
		...state,
		welcomed: true,
		me: message.agent,
		offers: message.offers,
		answering: new Set(),
		targets: message.transfer_targets,
		threads: [...live, ...gone]
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

function offered(state: DesktopState, offer: Offer): DesktopState {
	const next = without_offer(state, offer.interaction.id);
	return { ...next, offers: [...next.offers, offer] };
}

function without_offer(state: DesktopState, id: string): DesktopState {
	const answering = new Set(state.answering);
	answering.delete(id);
	return {
		...state,
		offers: state.offers.filter((offer) => offer.interaction.id !== id),
		answering,
	};
}

function opened(
	state: DesktopState,
	message: Heard<"interaction.opened">,
): DesktopState {
	const id = message.interaction.id;
	const current = find_thread(state, state.selected);
	const wanted = state.answering.has(id) || !current || !is_live(current);
	const next = put(
		without_offer(state, id),
		with_transcript(find_thread(state, id), message),
	);
	return wanted ? select(next, id) : next;
}

function updated(
	state: DesktopState,
	{ interaction }: Heard<"interaction.updated">,
	now: number,
): DesktopState {
	const next = change(state, interaction.id, (thread) => ({
		...thread,
		interaction,
	}));
	return interaction.state === "ended"
		? closed(next, interaction.id, interaction.end_reason ?? "ended", now)
		: next;
}

function closed(
	state: DesktopState,
	id: string,
	reason: string,
	now: number,
): DesktopState {
	return keep_few_ended(
		change(without_offer(state, id), id, (thread) =>
			with_closed(thread, reason, now),
		),
	);
}

export function session_heard(
	state: DesktopState,
	session: SessionState,
): DesktopState {
	return change(state, session.interaction_id ?? "", (thread) =>
		with_session(thread, session),
	);
}

const SESSION_NOTICES: Readonly<Record<string, Tone>> = {
	"write.granted": "ok",
	"write.declined": "warn",
	"write.expired": "warn",
	"write.revoked": "warn",
};

function session_told(
	state: DesktopState,
	cause: string,
	now: number,
): DesktopState {
	const tone = SESSION_NOTICES[cause];
	return tone ? notice(state, `cause.${cause}`, tone, now) : state;
}

/** Refs are made by `actions`: what was asked, a colon, and for whom. */
function refused(
	state: DesktopState,
	error: ErrorMessage,
	now: number,
): DesktopState {
	const [asked = "", id = ""] = (error.ref ?? "").split(":");
	if (asked === "chat")
		return {
			...state,
			threads: state.threads.map((thread) =>
				with_failed(thread, id, error.code),
			),
		};
	if (asked === "join")
		return change(state, id, (thread) => ({
			...thread,
			join: {
				kind: "refused",
				code: error.code,
				retry_at: error.retry_after ? now + error.retry_after * 1000 : null,
			},
		}));
	const next = asked === "offer" ? without_offer(state, id) : state;
	const key = ["presence", "offer", "end", "transfer"].includes(asked)
		? `refused.${asked}`
		: "refused.command";
	return notice(next, key, "warn", now, {
		detail: error.detail || error.code,
	});
}
