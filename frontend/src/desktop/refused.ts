/** What the server refuses, put where the person looks for it. */
import { notice } from "./notices";
import type { DesktopState } from "./state";
import { with_failed } from "./thread";
import { change, without_offer } from "./threads";
import type { ErrorMessage } from "./wire";
import { with_notes } from "./wrap_up";

/** Refusals that have words of their own. */
const TOLD = [
	"presence",
	"offer",
	"end",
	"transfer",
	"park",
	"resume",
	"wrap_up",
	"callback",
];

/** Refs are made by `actions`: what was asked, a colon, and for whom. */
export function refused(
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
	// A mark that did not arrive is said again; a signal may be late for its call.
	if (asked === "seen" || asked === "typing" || asked === "signal")
		return state;
	if (asked === "reply")
		return { ...state, reply_refused: error.detail || error.code };
	let next = asked === "offer" ? without_offer(state, id) : state;
	if (asked === "wrap_up")
		next = change(next, id, (thread) => with_notes(thread, { saving: false }));
	const key = TOLD.includes(asked) ? `refused.${asked}` : "refused.command";
	return notice(next, key, "warn", now, {
		detail: error.detail || error.code,
	});
}
