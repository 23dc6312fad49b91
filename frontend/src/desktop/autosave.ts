/**
 * A wrap-up that is over by time is closed by the server with nothing noted. What
 * somebody has noted by then is sent a moment before.
 */
import type { DesktopState } from "./state";
import type { Thread } from "./thread";

const BEFORE_MS = 2_500;

const has_notes = ({ wrap_up }: Thread): boolean =>
	wrap_up !== null &&
	!wrap_up.saving &&
	(wrap_up.disposition !== null || wrap_up.note.trim() !== "");

/** The interactions whose notes must go now. */
export const due_wrap_ups = (state: DesktopState, now: number): string[] =>
	state.threads
		.filter(has_notes)
		.filter(
			({ wrap_up }) =>
				wrap_up?.until_at != null &&
				Date.parse(wrap_up.until_at) - now <= BEFORE_MS,
		)
		.map((thread) => thread.interaction.id);
