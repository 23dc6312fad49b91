import type { Actions } from "../actions";
import { by_id, keyed_list, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import type { Thread } from "../thread";
import { sections } from "../threads";
import { item, type Shown } from "./item";

/** What is in hand, being noted, waiting for its customer, and what ended lately. */
export function mount_interactions(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const list = (id: string, testid: string) =>
		keyed_list<Shown, HTMLElement>(
			by_id(id),
			({ thread }) => thread.interaction.id,
			(shown) => item(shown, actions, testid),
		);
	const in_hand = list("handling", "interaction");
	const wrapping = list("wrapping", "interaction-wrapping");
	const parked = list("parked", "interaction-parked");
	const ended = list("ended", "interaction-ended");

	return (state, now) => {
		const parts = sections(state.threads);
		const shown = (threads: readonly Thread[]): Shown[] =>
			threads.map((thread) => ({
				thread,
				selected: thread.interaction.id === state.selected,
				now,
			}));
		in_hand(shown(parts.in_hand));
		wrapping(shown(parts.wrapping_up));
		parked(shown(parts.parked));
		ended(shown(parts.ended));
		show(by_id("skeletons"), !state.welcomed);
		show(by_id("handling-none"), state.welcomed && parts.in_hand.length === 0);
		show(by_id("wrapping-section"), parts.wrapping_up.length > 0);
		show(by_id("parked-section"), parts.parked.length > 0);
		set_text(by_id("parked-count"), String(parts.parked.length));
		show(by_id("ended-section"), parts.ended.length > 0);
		const chats = parts.in_hand.filter(
			({ interaction }) => interaction.media === "chat",
		);
		set_text(
			by_id("capacity"),
			state.me
				? say("list.capacity", {
						count: chats.length,
						capacity: state.me.capacity,
					})
				: "",
		);
	};
}
