/** Availability in words: open, wait, closed until when. */
import type { Reach } from "../availability";
import type { Context } from "./part";
import { moment } from "./when";

const MINUTE_SECONDS = 60;

/** A wait as whole minutes, at least one; null: less than a minute. */
export const wait_minutes = (seconds: number): number | null =>
	seconds < MINUTE_SECONDS ? null : Math.round(seconds / MINUTE_SECONDS);

/** What a channel says below its name; null: nothing special, its usual words. */
export function reach_words(
	{ say, locale }: Context,
	reach: Reach | null,
): string | null {
	if (!reach) return null;
	switch (reach.kind) {
		case "open": {
			if (reach.wait_seconds === null) return null;
			const minutes = wait_minutes(reach.wait_seconds);
			return minutes === null
				? say("reach_soon")
				: say("reach_minutes", { minutes });
		}
		case "message":
			return reach.opens_at
				? say("reach_message_until", { time: moment(reach.opens_at, locale) })
				: say("reach_message");
		case "full":
			return say("reach_full");
		case "closed":
			return reach.opens_at
				? say("reach_closed_until", { time: moment(reach.opens_at, locale) })
				: say("reach_closed");
	}
}
