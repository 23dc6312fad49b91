/**
 * The desktop's state and its only way to change: `reduce`. Pure; time comes in
 * with the events. Views paint it, `link` and `actions` feed it.
 */
import type { ViewerReport } from "../viewer/bridge";
import type { Drafts } from "./drafts";
import { heard } from "./heard";
import { type Notice, notice, type Tone } from "./notices";
import { no_reads, type ReadEvent, type Reads, reduce_reads } from "./reads";
import { is_live, type Thread, with_outgoing } from "./thread";
import { attend, change, first_live, select, session_heard } from "./threads";
import type {
	AgentInfo,
	Callback,
	DesktopIn,
	Disposition,
	Offer,
	QuickReply,
	SessionState,
	TransferTargets,
} from "./wire";
import { type WrappingUp, with_notes } from "./wrap_up";

export type Connection =
	| { readonly kind: "connecting" }
	| { readonly kind: "open" }
	/** Lost, coming back by itself. `restart`: the server said so. */
	| { readonly kind: "reconnecting"; readonly restart: boolean }
	| { readonly kind: "signed_out" }
	/** A newer tab of this agent has the desktop now. */
	| { readonly kind: "superseded" }
	| { readonly kind: "failed"; readonly code: number };

export interface DesktopState {
	readonly connection: Connection;
	/** False until the first welcome: there is nothing to show yet. */
	readonly welcomed: boolean;
	/** Somebody looks at this tab: what arrives in the open thread counts as read. */
	readonly attentive: boolean;
	readonly me: AgentInfo | null;
	readonly offers: readonly Offer[];
	/** Interaction ids whose offer this desktop has answered and not heard back on. */
	readonly answering: ReadonlySet<string>;
	/** Newest first. */
	readonly threads: readonly Thread[];
	readonly selected: string | null;
	readonly targets: TransferTargets;
	/** What one may say for being not ready; empty: anything. */
	readonly reasons: readonly string[];
	readonly dispositions: readonly Disposition[];
	/** Own ones first, then by when they are due. */
	readonly callbacks: readonly Callback[];
	readonly quick_replies: readonly QuickReply[];
	/** Why the last change of an own quick reply was refused. */
	readonly reply_refused: string | null;
	/** What is asked of the server over HTTP: context, transcripts, search. */
	readonly reads: Reads;
	/** What the viewer of a session says of itself, by session id. */
	readonly viewers: ReadonlyMap<string, ViewerReport>;
	/** What was being written when this page was loaded, by interaction. */
	readonly drafts: Drafts;
	readonly notices: readonly Notice[];
	readonly next_notice: number;
}

export const initial_state: DesktopState = {
	connection: { kind: "connecting" },
	welcomed: false,
	attentive: true,
	me: null,
	offers: [],
	answering: new Set(),
	threads: [],
	selected: null,
	targets: { agents: [], queues: [] },
	reasons: [],
	dispositions: [],
	callbacks: [],
	quick_replies: [],
	reply_refused: null,
	reads: no_reads,
	viewers: new Map(),
	drafts: {},
	notices: [],
	next_notice: 1,
};

export type DesktopEvent =
	| { readonly kind: "message"; readonly message: DesktopIn }
	| { readonly kind: "connection"; readonly connection: Connection }
	| { readonly kind: "attention"; readonly attentive: boolean }
	| { readonly kind: "selected"; readonly interaction: string }
	| {
			readonly kind: "drafted";
			readonly interaction: string;
			readonly text: string;
	  }
	| {
			readonly kind: "sent";
			readonly interaction: string;
			readonly client_id: string;
			readonly text: string;
	  }
	| { readonly kind: "answered"; readonly interaction: string }
	| { readonly kind: "joining"; readonly interaction: string }
	| { readonly kind: "join_forgotten"; readonly interaction: string }
	| { readonly kind: "dismissed"; readonly interaction: string }
	| { readonly kind: "ending_read"; readonly interaction: string }
	| { readonly kind: "session"; readonly session: SessionState }
	| {
			readonly kind: "viewer";
			readonly session: string;
			readonly report: ViewerReport;
	  }
	| {
			readonly kind: "noticed";
			readonly key: string;
			readonly tone: Tone;
			readonly values?: Readonly<Record<string, string>>;
	  }
	| { readonly kind: "notice_read"; readonly id: number }
	| {
			readonly kind: "noted";
			readonly interaction: string;
			readonly notes: Partial<
				Pick<WrappingUp, "disposition" | "note" | "saving">
			>;
	  }
	| { readonly kind: "reply_asked" }
	| { readonly kind: "read"; readonly read: ReadEvent }
	| { readonly kind: "ticked" };

/** The server withdraws an offer; this is for the case that nobody told us. */
const OFFER_GRACE_MS = 10_000;

/** The state after one event at `now` (milliseconds since the epoch). */
export function reduce(
	state: DesktopState,
	event: DesktopEvent,
	now: number,
): DesktopState {
	switch (event.kind) {
		case "message":
			return heard(state, event.message, now);
		case "connection":
			return { ...state, connection: event.connection };
		case "attention":
			return attend({ ...state, attentive: event.attentive });
		case "selected":
			return select(state, event.interaction);
		case "drafted":
			return change(state, event.interaction, (thread) =>
				thread.draft === event.text ? thread : { ...thread, draft: event.text },
			);
		case "sent":
			return change(state, event.interaction, (thread) =>
				with_outgoing(
					thread.draft.trim() === event.text
						? { ...thread, draft: "" }
						: thread,
					{
						client_id: event.client_id,
						text: event.text,
						at: now,
						failed: null,
					},
				),
			);
		case "answered":
			return {
				...state,
				answering: new Set(state.answering).add(event.interaction),
			};
		case "joining":
			return change(state, event.interaction, (thread) => ({
				...thread,
				join: { kind: "asking" },
			}));
		case "join_forgotten":
			return change(state, event.interaction, forget_refusal);
		case "dismissed":
			return dismiss(state, event.interaction);
		case "ending_read":
			return change(state, event.interaction, (thread) => ({
				...thread,
				ending: null,
			}));
		case "session":
			return session_heard(state, event.session);
		case "viewer":
			return {
				...state,
				viewers: new Map(state.viewers).set(event.session, event.report),
			};
		case "noticed":
			return notice(state, event.key, event.tone, now, event.values);
		case "notice_read":
			return {
				...state,
				notices: state.notices.filter((entry) => entry.id !== event.id),
			};
		case "noted":
			return change(state, event.interaction, (thread) =>
				with_notes(thread, event.notes),
			);
		case "reply_asked":
			return { ...state, reply_refused: null };
		case "read":
			return { ...state, reads: reduce_reads(state.reads, event.read) };
		case "ticked":
			return tick(state, now);
	}
}

/** A refusal goes when the digits change; a throttle stays until its time is over. */
function forget_refusal(thread: Thread): Thread {
	return thread.join.kind === "refused" && thread.join.retry_at === null
		? { ...thread, join: { kind: "idle" } }
		: thread;
}

function dismiss(state: DesktopState, id: string): DesktopState {
	const threads = state.threads.filter(
		(thread) =>
			thread.interaction.id !== id || is_live(thread) || thread.wrap_up,
	);
	const next = { ...state, threads };
	return state.selected === id
		? select(next, first_live(next)?.interaction.id ?? null)
		: next;
}

function tick(state: DesktopState, now: number): DesktopState {
	const notices = state.notices.filter((entry) => entry.until > now);
	const offers = state.offers.filter(
		(offer) => Date.parse(offer.expires_at) + OFFER_GRACE_MS > now,
	);
	const same =
		notices.length === state.notices.length &&
		offers.length === state.offers.length;
	return same ? state : { ...state, notices, offers };
}
