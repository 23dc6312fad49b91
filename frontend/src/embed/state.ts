/** The embedded desktop's state and its only way to change. Pure. */
import { newer_session } from "../desktop/thread";
import type {
	EmbedFact,
	InteractionState,
	SessionState,
} from "../protocol/messages";
import type { ViewerReport } from "../viewer/bridge";

export type Connection =
	| "connecting"
	| "open"
	| "reconnecting"
	| "signed_out"
	| "failed";

export type Joining =
	| { readonly kind: "idle" }
	| { readonly kind: "asking" }
	| {
			readonly kind: "refused";
			readonly code: string;
			/** Milliseconds since the epoch when another try is allowed. */
			readonly retry_at: number | null;
	  };

export interface EmbedState {
	readonly connection: Connection;
	/** Null until the first welcome. */
	readonly agent_name: string | null;
	readonly interactions: readonly InteractionState[];
	/** The session that runs, or the last one that ended here. */
	readonly session: SessionState | null;
	readonly report: ViewerReport | null;
	readonly joining: Joining;
	/** What the viewer refused last, in words for the agent. */
	readonly notice: { readonly key: string; readonly detail: string } | null;
}

export const initial_state: EmbedState = {
	connection: "connecting",
	agent_name: null,
	interactions: [],
	session: null,
	report: null,
	joining: { kind: "idle" },
	notice: null,
};

export type EmbedEvent =
	| { readonly kind: "connection"; readonly connection: Connection }
	| { readonly kind: "heard"; readonly fact: EmbedFact }
	| { readonly kind: "session"; readonly session: SessionState }
	| { readonly kind: "report"; readonly report: ViewerReport }
	| { readonly kind: "joining" }
	| { readonly kind: "join_refused"; readonly code: string }
	| { readonly kind: "join_forgotten" }
	| {
			readonly kind: "noticed";
			readonly notice: EmbedState["notice"];
	  };

export const JOIN_REF = "join";

export function reduce(
	state: EmbedState,
	event: EmbedEvent,
	now: number,
): EmbedState {
	switch (event.kind) {
		case "connection":
			return { ...state, connection: event.connection };
		case "heard":
			return heard(state, event.fact, now);
		case "session":
			return with_session(state, event.session);
		case "report":
			return { ...state, report: event.report };
		case "joining":
			return { ...state, joining: { kind: "asking" }, notice: null };
		case "join_refused":
			return {
				...state,
				joining: { kind: "refused", code: event.code, retry_at: null },
			};
		case "join_forgotten":
			return state.joining.kind === "refused" && !state.joining.retry_at
				? { ...state, joining: { kind: "idle" } }
				: state;
		case "noticed":
			return { ...state, notice: event.notice };
	}
}

function heard(state: EmbedState, fact: EmbedFact, now: number): EmbedState {
	switch (fact.type) {
		case "welcome": {
			const next: EmbedState = {
				...state,
				connection: "open",
				agent_name: fact.agent_name,
				interactions: fact.interactions,
				joining: { kind: "idle" },
			};
			if (fact.session) return with_session(next, fact.session);
			const { session } = state;
			// It ended while nobody was listening here.
			return session && session.state !== "ended"
				? { ...next, session: { ...session, state: "ended" }, report: null }
				: next;
		}
		case "interaction.opened":
		case "interaction.updated":
			return {
				...state,
				interactions: [
					...state.interactions.filter((one) => one.id !== fact.interaction.id),
					fact.interaction,
				],
			};
		case "interaction.closed":
			return {
				...state,
				interactions: state.interactions.filter(
					(one) => one.id !== fact.interaction,
				),
			};
		case "session.opened":
		case "session.updated":
			return with_session(state, fact.session);
		case "error":
			return fact.ref?.startsWith(JOIN_REF)
				? {
						...state,
						joining: {
							kind: "refused",
							code: fact.code,
							retry_at: fact.retry_after ? now + fact.retry_after * 1000 : null,
						},
					}
				: state;
		case "pong":
			return state;
	}
}

function with_session(state: EmbedState, news: SessionState): EmbedState {
	const known = state.session;
	if (known?.id === news.id)
		return { ...state, session: newer_session(known, news) };
	if (news.state !== "active") return state;
	// A second one at a time is the desktop's business: the first stays here.
	if (known && known.state !== "ended") return state;
	return {
		...state,
		session: news,
		report: null,
		joining: { kind: "idle" },
		notice: null,
	};
}

/** The running session, if there is one. */
export const live_session = ({ session }: EmbedState): SessionState | null =>
	session && session.state !== "ended" ? session : null;

/** What digits may be joined to now. */
export const joinable = ({ interactions }: EmbedState): InteractionState[] =>
	interactions.filter(
		(one) =>
			(one.media === "voice" || one.external) &&
			(one.state === "active" || one.state === "held"),
	);
