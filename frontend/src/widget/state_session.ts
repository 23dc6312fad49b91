import type { State } from "./state";
import type { SessionState } from "./wire";

/** Takes news of a session into the state, unless we know better already. */
export function apply_session(state: State, news: SessionState): State {
	const known = state.session;
	if (news.id === state.stopped_id && news.state !== "ended") return state;
	if (known && known.id === news.id) {
		if (known.state === "ended" && news.state !== "ended") return state;
		if (news.mode_epoch < known.mode_epoch && news.state !== "ended")
			return state;
	} else if (news.state === "ended") {
		return state;
	}
	const revoked =
		news.mode === "write" &&
		known?.id === news.id &&
		state.revoked_epoch !== null &&
		news.mode_epoch <= state.revoked_epoch;
	const same_session = known?.id === news.id;
	const pausing =
		same_session && state.pausing && !news.paused && news.state === "active";
	const shown = pausing ? quiet(news) : news;
	return {
		...state,
		session: revoked ? { ...shown, mode: "pointer" } : shown,
		pausing,
		session_start: null,
		revoked_epoch: same_session ? state.revoked_epoch : null,
		answered_request: same_session ? state.answered_request : null,
		sharing: news.state === "ended" ? "off" : state.sharing,
		consent: news.state === "ended" ? state.consent : null,
	};
}

/** The server knows of no live session: one that we believed in is over. */
export function session_lost(state: State): State {
	const known = state.session;
	if (!known || known.state === "ended") return { ...state, sharing: "off" };
	return {
		...state,
		sharing: "off",
		session: {
			...known,
			state: "ended",
			mode: "pointer",
			write_request_expires_at: null,
		},
	};
}

/** The customer's own stop: it holds here whatever the server still says. */
export function stopped(state: State): State {
	const session = state.session;
	if (!session || session.state === "ended")
		return { ...state, session_start: null, sharing: "off" };
	return {
		...state,
		session_start: null,
		sharing: "off",
		stopped_id: session.id,
		session: {
			...session,
			state: "ended",
			mode: "pointer",
			end_reason: "customer_ended",
			write_request_expires_at: null,
		},
	};
}

/** The customer's own pause: nothing is shown, and Write Mode is gone. */
export function paused(state: State): State {
	const session = state.session;
	if (session?.state !== "active" || session.paused) return state;
	return { ...state, pausing: true, session: quiet(session) };
}

const quiet = (session: SessionState): SessionState => ({
	...session,
	paused: true,
	mode: "pointer",
	write_request_expires_at: null,
});
