/**
 * The widget's whole state and every step it can take, without side effects.
 * `link`, `cobrowse` and the user interface send actions; what is seen is
 * derived (`views.ts`).
 */
import { idle_talk, type Talk, type TalkAction, with_talk } from "./call/talk";
import { type DrawingState, no_drawings } from "./drawing_state";
import {
	has_ended,
	with_call,
	with_callback,
	with_chat,
	with_interaction,
	with_messages,
	with_receipts,
} from "./state_chat";
import { apply_session, paused, session_lost, stopped } from "./state_session";
import type {
	ChatLine,
	ConsentWording,
	CustomerCallback,
	EarlierChat,
	InteractionState,
	Media,
	Receipts,
	SessionState,
	SiteInfo,
	WidgetWelcome,
} from "./wire";

export type Panel =
	| "none"
	| "channels"
	| "call"
	| "browser_call"
	| "callback"
	| "ask"
	| "chat";
/** `lost` tries again by itself; `refused` does not. */
export type Connection = "idle" | "connecting" | "open" | "lost" | "refused";
/** What this tab does for the live session. `elsewhere`: another tab shares. */
export type Sharing = "off" | "starting" | "live" | "lost" | "elsewhere";

/** A message of ours that the server has not confirmed yet. */
export interface Outgoing {
	readonly client_id: string;
	readonly text: string;
	/** `sent` was handed to a connection and is sent again on the next one. */
	readonly status: "waiting" | "sent" | "failed";
	readonly code?: string;
}

export interface ChatStart {
	readonly name: string;
	readonly question: string;
	/** Key of a queue; empty: the site's first. */
	readonly queue: string;
	/** Where to reach somebody who leaves a message. */
	readonly contact: string;
}

/** A wish to be called, not yet confirmed by the server. */
export interface CallbackWish {
	readonly name: string;
	readonly phone_number: string;
	readonly text: string;
	readonly queue: string;
	/** UTC; null: as soon as possible. */
	readonly preferred_at: string | null;
}

/** What rings when a message comes: both off until the customer wants them. */
export interface Alerts {
	readonly sound: boolean;
	readonly notify: boolean;
}

export interface State {
	readonly connection: Connection;
	readonly site: SiteInfo | null;
	/** The chat; null without one. */
	readonly interaction: InteractionState | null;
	/** The call made in the browser. */
	readonly call: InteractionState | null;
	/** What this tab does for it. */
	readonly talk: Talk;
	/** The customer's open request for a call. */
	readonly callback: CustomerCallback | null;
	readonly callback_start: CallbackWish | null;
	readonly messages: readonly ChatLine[];
	/** Conversations that ended before, oldest first. */
	readonly earlier: readonly EarlierChat[];
	readonly outbox: readonly Outgoing[];
	/** The interaction that outbox and `read_seq` belong to; outlives a page load. */
	readonly chat_id: string | null;
	/** Highest message number that the customer has had on the screen. */
	readonly read_seq: number;
	readonly typing_name: string | null;
	/** Asked for, not yet confirmed. */
	readonly chat_start: ChatStart | null;
	readonly session: SessionState | null;
	readonly session_start: Media | null;
	readonly sharing: Sharing;
	/** Drawings on this page, and the customer's own drawing. */
	readonly drawings: DrawingState;
	/** What the agent does not see is outlined. */
	readonly shows_hidden: boolean;
	/** Set by the customer's own stop; later news of that session is no news. */
	readonly stopped_id: string | null;
	/** Mode epoch that the customer has revoked here, before the server knew. */
	readonly revoked_epoch: number | null;
	/** The customer has paused here, before the server knew. */
	readonly pausing: boolean;
	/** The write request (by its expiry) that has been answered or ran out here. */
	readonly answered_request: string | null;
	readonly panel: Panel;
	/** This tab is on the screen: what its window shows is read. */
	readonly visible: boolean;
	/** The queue that the page asked for, by key. */
	readonly queue: string;
	readonly alerts: Alerts;
	/**
	 * The site's own stack supplies the interaction (spec PI-11). `quiet`: it passes the
	 * digits on and nobody needs to see them; `failed`: it could not.
	 */
	readonly stack: "none" | "quiet" | "failed";
	/** The site's own words for the consent question; null: the built-in ones. */
	readonly wording: ConsentWording | null;
	/** The version of the words that were agreed to last; null: those of the moment. */
	readonly agreed_version: number | null;
	/** The consent question, when it stands. */
	readonly consent: Media | null;
	readonly problem: string | null;
}

export const initial_state: State = {
	connection: "idle",
	site: null,
	interaction: null,
	call: null,
	talk: idle_talk,
	callback: null,
	callback_start: null,
	messages: [],
	earlier: [],
	outbox: [],
	chat_id: null,
	read_seq: 0,
	typing_name: null,
	chat_start: null,
	session: null,
	session_start: null,
	sharing: "off",
	drawings: no_drawings,
	shows_hidden: false,
	stopped_id: null,
	revoked_epoch: null,
	pausing: false,
	answered_request: null,
	panel: "none",
	visible: true,
	queue: "",
	alerts: { sound: false, notify: false },
	stack: "none",
	wording: null,
	agreed_version: null,
	consent: null,
	problem: null,
};

export type Action =
	| TalkAction
	| { readonly do: "connection"; readonly connection: Connection }
	| { readonly do: "welcome"; readonly welcome: WidgetWelcome }
	| { readonly do: "interaction"; readonly interaction: InteractionState }
	| { readonly do: "site"; readonly site: SiteInfo }
	| { readonly do: "callback"; readonly callback: CustomerCallback }
	| { readonly do: "callback_start"; readonly wish: CallbackWish }
	| { readonly do: "receipts"; readonly receipts: Receipts }
	| { readonly do: "message"; readonly message: ChatLine }
	| { readonly do: "typing"; readonly name: string | null }
	| { readonly do: "session"; readonly session: SessionState }
	| { readonly do: "chat_start"; readonly start: ChatStart }
	| {
			readonly do: "queue_message";
			readonly client_id: string;
			readonly text: string;
	  }
	| {
			readonly do: "mark_message";
			readonly client_id: string;
			readonly status: Outgoing["status"];
			readonly code?: string;
	  }
	| { readonly do: "forget_chat" }
	| { readonly do: "restore"; readonly restored: Partial<State> }
	| { readonly do: "panel"; readonly panel: Panel }
	| { readonly do: "visible"; readonly visible: boolean }
	| { readonly do: "queue"; readonly queue: string }
	| { readonly do: "alerts"; readonly alerts: Partial<Alerts> }
	/** All messages have been on the screen of a page with windows of its own. */
	| { readonly do: "read" }
	| { readonly do: "stack"; readonly stack: State["stack"] }
	| { readonly do: "ask_consent"; readonly media: Media }
	| { readonly do: "drop_consent" }
	| { readonly do: "wording"; readonly wording: ConsentWording | null }
	| { readonly do: "session_start"; readonly media: Media }
	| { readonly do: "sharing"; readonly sharing: Sharing }
	| { readonly do: "drawings"; readonly change: Partial<DrawingState> }
	| { readonly do: "show_hidden"; readonly on: boolean }
	| { readonly do: "stop" }
	| { readonly do: "revoke" }
	| { readonly do: "pause" }
	| { readonly do: "unpause" }
	| { readonly do: "answer_request" }
	| { readonly do: "session_gone" }
	| { readonly do: "dismiss_session" }
	| { readonly do: "problem"; readonly code: string | null };

export function reduce(state: State, action: Action): State {
	const next = step(state, action);
	const newest = next.messages.at(-1)?.seq ?? 0;
	return next.panel === "chat" && next.visible && newest > next.read_seq
		? { ...next, read_seq: newest }
		: next;
}

function step(state: State, action: Action): State {
	switch (action.do) {
		case "talk":
		case "forget_call":
			return with_talk(state, action);
		case "connection":
			return {
				...state,
				connection: action.connection,
				typing_name: action.connection === "open" ? state.typing_name : null,
			};
		case "welcome":
			return welcomed(state, action.welcome);
		case "interaction":
			return with_interaction(state, action.interaction);
		case "site":
			return { ...state, site: action.site };
		case "callback":
			return with_callback(state, action.callback);
		case "callback_start":
			return { ...state, callback_start: action.wish, problem: null };
		case "receipts":
			return with_receipts(state, action.receipts);
		case "message":
			return with_messages({ ...state, typing_name: null }, [
				...state.messages,
				action.message,
			]);
		case "typing":
			return { ...state, typing_name: action.name };
		case "session":
			return apply_session(state, action.session);
		case "chat_start":
			return {
				...state,
				chat_start: action.start,
				panel: "chat",
				problem: null,
			};
		case "queue_message":
			return {
				...state,
				outbox: [
					...state.outbox,
					{ client_id: action.client_id, text: action.text, status: "waiting" },
				],
			};
		case "mark_message":
			return {
				...state,
				outbox: state.outbox.map((message) =>
					message.client_id === action.client_id
						? { ...message, status: action.status, code: action.code }
						: message,
				),
			};
		case "forget_chat":
			return has_ended(state.interaction)
				? { ...state, interaction: null, messages: [], outbox: [], read_seq: 0 }
				: state;
		case "restore":
			return { ...state, ...action.restored };
		case "panel":
			return { ...state, panel: action.panel };
		case "visible":
			return { ...state, visible: action.visible };
		case "queue":
			return { ...state, queue: action.queue };
		case "alerts":
			return { ...state, alerts: { ...state.alerts, ...action.alerts } };
		case "read":
			return { ...state, read_seq: state.messages.at(-1)?.seq ?? 0 };
		case "stack":
			return { ...state, stack: action.stack };
		case "ask_consent":
			return {
				...state,
				consent: action.media,
				session_start: null,
				problem: null,
			};
		case "wording":
			return { ...state, wording: action.wording };
		case "drop_consent":
			return { ...state, consent: null };
		case "session_start":
			return {
				...state,
				consent: null,
				agreed_version: state.site ? (state.wording?.version ?? 0) : null,
				session_start: action.media,
				session: null,
				problem: null,
			};
		case "sharing":
			return { ...state, sharing: action.sharing };
		case "show_hidden":
			return { ...state, shows_hidden: action.on };
		case "drawings":
			return { ...state, drawings: { ...state.drawings, ...action.change } };
		case "stop":
			return stopped(state);
		case "revoke":
			return state.session?.mode === "write"
				? {
						...state,
						revoked_epoch: state.session.mode_epoch,
						session: { ...state.session, mode: "pointer" },
					}
				: state;
		case "pause":
			return paused(state);
		case "unpause":
			// The server's word shows that the page may be seen again.
			return { ...state, pausing: false };
		case "answer_request":
			return {
				...state,
				answered_request: state.session?.write_request_expires_at ?? null,
			};
		case "session_gone":
			return session_lost(state);
		case "dismiss_session":
			return state.session?.state === "ended"
				? { ...state, session: null }
				: state;
		case "problem":
			return {
				...state,
				problem: action.code,
				chat_start: action.code ? null : state.chat_start,
				callback_start: action.code ? null : state.callback_start,
				session_start: action.code ? null : state.session_start,
			};
	}
}

function welcomed(state: State, welcome: WidgetWelcome): State {
	let next: State = { ...state, connection: "open", site: welcome.site };
	next = with_chat(next, welcome.interaction);
	next = with_messages(next, [...next.messages, ...welcome.messages]);
	if (welcome.call) next = with_call(next, welcome.call);
	else if (next.call) next = with_call(next, { ...next.call, state: "ended" });
	next = {
		...next,
		callback: welcome.callback,
		earlier: welcome.earlier_chats ?? [],
		wording: welcome.consent ?? null,
	};
	// What an earlier connection swallowed is sent again; the server knows it by its id.
	next = {
		...next,
		outbox: next.outbox.map((message) =>
			message.status === "sent" ? { ...message, status: "waiting" } : message,
		),
	};
	return welcome.session
		? apply_session(next, welcome.session)
		: session_lost(next);
}
