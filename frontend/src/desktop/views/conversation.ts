import type { Actions } from "../actions";
import { by_id, h, show } from "../dom";
import type { DesktopState } from "../state";
import type { Thread } from "../thread";
import { find_thread } from "../threads";
import { mount_call } from "./call";
import { mount_composer } from "./composer";
import { mount_empty } from "./empty";
import { mount_ending } from "./ending";
import { type Doors, mount_head } from "./head";
import { mount_join } from "./join";
import { mount_parked } from "./parked";
import { mount_transcript } from "./transcript";
import { mount_wrap_up } from "./wrap_up";

/** A part of the conversation that paints the open interaction. */
export type Part = (thread: Thread, state: DesktopState, now: number) => void;

/** The middle of the desk: the selected interaction, or why there is none. */
export function mount_conversation(
	actions: Actions,
	doors: Doors & { readonly replies: () => void },
	mount_browser_call: (host: HTMLElement) => Part,
): {
	readonly paint: (state: DesktopState, now: number) => void;
	readonly open_replies: () => void;
} {
	const talk = by_id("talk");
	const main = h("div", { class: "talk", hidden: true });
	talk.append(main);
	const empty = mount_empty();
	let shown = "";
	const parts: Part[] = [
		mount_head(main, actions, doors),
		mount_ending(main, actions),
		mount_call(main),
		mount_browser_call(main),
		mount_join(main, actions),
		mount_transcript(main, actions),
		mount_parked(main, actions),
		mount_wrap_up(main, actions),
	];
	const composer = mount_composer(main, actions, doors.replies);
	parts.push(composer.paint);

	return {
		open_replies: composer.open_replies,
		paint: (state, now) => {
			const thread = find_thread(state, state.selected);
			empty(state);
			show(by_id("empty"), !thread);
			show(main, thread !== undefined);
			if (!thread) return;
			for (const paint of parts) paint(thread, state, now);
			if (thread.interaction.id !== shown) {
				shown = thread.interaction.id;
				take_lost_focus(main);
			}
		},
	};
}

/**
 * The button that opened the interaction is often gone with it: whoever works by
 * keyboard goes on where the next words are typed. Nobody's focus is taken away,
 * and no on-screen keyboard pops up.
 */
function take_lost_focus(main: HTMLElement): void {
	const lost = document.activeElement === document.body;
	if (!lost || matchMedia("(pointer: coarse)").matches) return;
	const fields = main.querySelectorAll<HTMLElement>("textarea, input");
	[...fields].find((field) => field.checkVisibility())?.focus();
}
