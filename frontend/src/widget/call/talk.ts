/** What this tab knows of the browser call beside the interaction; pure. */
import type { Obstacle, Trouble } from "../../calls/signals";
import { idle_line, type LineView } from "../../calls/view";
import type { State } from "../state";

export interface CallWish {
	readonly name: string;
	/** Key of a queue; empty: the site's first. */
	readonly queue: string;
}

export interface Talk {
	/** Asked for; first the microphone is tried, then the server is asked. */
	readonly start: "none" | "microphone" | "sending";
	/** Why the start went no further. */
	readonly obstacle: Obstacle | Trouble | "unreachable" | null;
	/** The tab of this browser that has the call. */
	readonly tab: string | null;
	/** It is this one. */
	readonly here: boolean;
	readonly line: LineView;
	/** This page found the call going on and has not spoken in it yet. */
	readonly resumed: boolean;
}

export const idle_talk: Talk = {
	start: "none",
	obstacle: null,
	tab: null,
	here: false,
	line: idle_line,
	resumed: false,
};

export type TalkAction =
	| { readonly do: "talk"; readonly talk: Partial<Talk> }
	| { readonly do: "forget_call" };

export function with_talk(state: State, action: TalkAction): State {
	if (action.do === "talk")
		return { ...state, talk: { ...state.talk, ...action.talk } };
	return state.call?.state === "ended"
		? { ...state, call: null, talk: idle_talk }
		: state;
}
