/** What the state means for the person in front of it: questions, no steps. */
import type { State } from "./state";
import type { Media, SessionState } from "./wire";

export const has_live_chat = (state: State): boolean =>
	state.interaction !== null && state.interaction.state !== "ended";

/** An agent is in the chat: co-browse can start (spec PI-1). */
export const chat_is_answered = (state: State): boolean =>
	state.interaction?.state === "active";

export const has_live_call = (state: State): boolean =>
	state.call !== null && state.call.state !== "ended";

/** Somebody speaks with the customer in the browser. */
export const call_is_answered = (state: State): boolean =>
	state.call?.state === "active" || state.call?.state === "held";

/** How customer and agent are in touch now, as far as the server knows. */
export function known_media(state: State): Media | null {
	if (call_is_answered(state)) return "voice";
	return chat_is_answered(state) ? "chat" : null;
}

export const live_session = (state: State): SessionState | null =>
	state.session && state.session.state !== "ended" ? state.session : null;

/** There is something that another page load or tab must take up again. */
export const has_something_to_resume = (state: State): boolean =>
	has_live_chat(state) ||
	has_live_call(state) ||
	live_session(state) !== null ||
	state.chat_start !== null;

/** Agents' messages that were on no screen of this customer, in whichever tab. */
export function unread_count(state: State): number {
	const elsewhere = state.interaction?.receipts?.customer_read ?? 0;
	const read = Math.max(state.read_seq, elsewhere);
	return state.messages.filter(
		(line) => line.author === "agent" && line.seq > read,
	).length;
}

export const may_start_session = (state: State): boolean =>
	live_session(state) === null && state.session_start === null;

export interface WriteRequest {
	readonly agent_name: string;
	readonly expires_at: string;
}

/** The agent's open question for Write Mode, if this tab is the one to answer it. */
export function write_request(state: State): WriteRequest | null {
	const session = state.session;
	if (
		session?.state !== "active" ||
		session.mode !== "pointer" ||
		!session.write_request_expires_at ||
		session.write_request_expires_at === state.answered_request ||
		state.sharing !== "live"
	)
		return null;
	return {
		agent_name: session.agent_name ?? "",
		expires_at: session.write_request_expires_at,
	};
}

export type BarView =
	| { readonly kind: "none" }
	| { readonly kind: "starting" }
	| { readonly kind: "waiting_chat" }
	| { readonly kind: "waiting_voice"; readonly digits: string }
	| { readonly kind: "viewing"; readonly agent: string }
	| { readonly kind: "editing"; readonly agent: string }
	| { readonly kind: "paused"; readonly agent: string }
	| { readonly kind: "agent_away"; readonly agent: string }
	| { readonly kind: "reconnecting" }
	| { readonly kind: "elsewhere" }
	| { readonly kind: "ended"; readonly reason: string };

export function bar_view(state: State): BarView {
	const session = state.session;
	if (state.session_start) return { kind: "starting" };
	if (!session) return { kind: "none" };
	if (session.state === "ended")
		return { kind: "ended", reason: session.end_reason ?? "unknown" };
	if (session.state === "pending")
		return needs_digits(state, session)
			? { kind: "waiting_voice", digits: grouped(session.session_id ?? "") }
			: { kind: "waiting_chat" };
	if (state.sharing === "elsewhere") return { kind: "elsewhere" };
	if (state.sharing === "lost") return { kind: "reconnecting" };
	if (state.sharing !== "live") return { kind: "starting" };
	const agent = session.agent_name ?? "";
	if (session.paused) return { kind: "paused", agent };
	if (!session.agent_online) return { kind: "agent_away", agent };
	return { kind: session.mode === "write" ? "editing" : "viewing", agent };
}

/** The customer has to pass the digits on: nobody else does. */
const needs_digits = (state: State, session: SessionState): boolean =>
	session.media === "voice" &&
	state.stack !== "quiet" &&
	!rides_on_call(state, session);

/** In a call made here the agent's desktop joins by itself: no digits to read out. */
const rides_on_call = ({ call }: State, session: SessionState): boolean =>
	call !== null && session.interaction_id === call.id;

/** `123456789` → `123 456 789`. */
export const grouped = (digits: string): string =>
	digits.replace(/(\d{3})(?=\d)/g, "$1 ");

/** An agent sees this page now: frame and badge are due (spec WG-5). */
export function is_watched(state: State): boolean {
	const { kind } = bar_view(state);
	return (
		kind === "viewing" ||
		kind === "editing" ||
		kind === "paused" ||
		kind === "agent_away"
	);
}

/** Why co-browse cannot start from the chat now; null when it can. */
export function cobrowse_hint(
	state: State,
): "start_cobrowse_wait" | "start_cobrowse_running" | null {
	if (!may_start_session(state)) return "start_cobrowse_running";
	return chat_is_answered(state) ? null : "start_cobrowse_wait";
}
