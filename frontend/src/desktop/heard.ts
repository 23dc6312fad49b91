/** What the server says, taken into the state. */
import { with_callback } from "./callbacks";
import { notice, type Tone } from "./notices";
import { refused } from "./refused";
import type { DesktopState } from "./state";
import {
	is_live,
	type Thread,
	TYPING_MS,
	with_closed,
	with_interaction,
	with_line,
	with_receipts,
	with_transcript,
} from "./thread";
import {
	change,
	find_thread,
	first_live,
	keep_few_ended,
	put,
	select,
	session_heard,
	without_offer,
} from "./threads";
import { welcomed } from "./welcomed";
import type { DesktopIn, Offer } from "./wire";
import { with_wrap_up, without_wrap_up } from "./wrap_up";

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
			return withdrawn(state, message, now);
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
		case "chat.receipts":
			return change(state, message.interaction, (thread) =>
				with_receipts(thread, message.receipts),
			);
		case "wrap_up.started":
			return change(state, message.interaction, (thread) =>
				with_wrap_up(with_ended(thread, now), message.until_at),
			);
		case "wrap_up.done":
			return wrapped_up(state, message.interaction);
		case "callback.updated":
			return with_callback(state, message.callback);
		case "quick_replies.updated":
			return { ...state, quick_replies: message.quick_replies };
		// The call panel listens for these itself: its talk is with the browser.
		case "call.connect":
		case "call.signal":
			return state;
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

function offered(state: DesktopState, offer: Offer): DesktopState {
	const next = without_offer(state, offer.interaction.id);
	return { ...next, offers: [...next.offers, offer] };
}

function withdrawn(
	state: DesktopState,
	{ interaction, reason }: Heard<"offer.withdrawn">,
	now: number,
): DesktopState {
	const next = without_offer(state, interaction);
	// An offer that we took goes before its interaction comes.
	if (reason === "accepted") return { ...next, answering: state.answering };
	if (reason !== "missed") return next;
	const offer = state.offers.find(
		(known) => known.interaction.id === interaction,
	);
	const name = offer?.interaction.customer_name ?? "";
	return notice(
		next,
		name ? "offer.missed.of" : "offer.missed",
		"warn",
		now,
		{ name },
		{ stays: true },
	);
}

/** It leaves the desk: what is in hand comes to the front. */
function wrapped_up(state: DesktopState, id: string): DesktopState {
	const next = change(state, id, without_wrap_up);
	const moved =
		next !== state && next.selected === id
			? select(next, first_live(next)?.interaction.id ?? null)
			: next;
	return keep_few_ended(moved);
}

/** A wrap-up may be told before the end that it belongs to. */
const with_ended = (thread: Thread, now: number): Thread =>
	is_live(thread) ? with_closed(thread, "ended", now) : thread;

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
	const next = change(state, interaction.id, (thread) =>
		with_interaction(thread, interaction),
	);
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

const SESSION_NOTICES: Readonly<Record<string, Tone>> = {
	"write.granted": "ok",
	"write.declined": "warn",
	"write.expired": "warn",
	"write.revoked": "warn",
	"sharing.paused": "warn",
	"sharing.resumed": "ok",
};

function session_told(
	state: DesktopState,
	cause: string,
	now: number,
): DesktopState {
	const tone = SESSION_NOTICES[cause];
	return tone ? notice(state, `cause.${cause}`, tone, now) : state;
}
