import type { State } from "./state";
import { has_live_chat } from "./views";
import type { WidgetOut } from "./wire";

/** References that come back in errors, so that each finds what it belongs to. */
export const CHAT_REF = "chat.start";
export const SESSION_REF = "session.start";
export const CALLBACK_REF = "callback.request";

/** What was asked for and is not confirmed: said on every new connection. */
export function due_starts(state: State, source: string): WidgetOut[] {
	const due: WidgetOut[] = [];
	const { chat_start, callback_start } = state;
	if (chat_start && !has_live_chat(state))
		due.push({ type: "chat.start", ...chat_start, source, ref: CHAT_REF });
	if (callback_start)
		due.push({
			type: "callback.request",
			...callback_start,
			ref: CALLBACK_REF,
		});
	return due;
}
