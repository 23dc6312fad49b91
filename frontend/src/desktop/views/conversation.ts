import type { Actions } from "../actions";
import { by_id, h, show } from "../dom";
import type { DesktopState } from "../state";
import { find_thread } from "../threads";
import { mount_call } from "./call";
import { mount_composer } from "./composer";
import { mount_context } from "./context";
import { mount_empty } from "./empty";
import { mount_ending } from "./ending";
import { mount_head } from "./head";
import { mount_join } from "./join";
import { mount_transcript } from "./transcript";

/** The middle of the desk: the selected interaction, or why there is none. */
export function mount_conversation(
	actions: Actions,
	open_transfer: () => void,
): (state: DesktopState, now: number) => void {
	const talk = by_id("talk");
	const panel = h("div", { class: "talk", hidden: true });
	const main = h("div", { class: "talk__main" });
	const context = h("aside", { class: "talk__context", id: "context" });
	panel.append(main, context);
	talk.append(panel);
	const empty = mount_empty();
	let shown = "";
	const parts = [
		mount_head(main, panel, actions, open_transfer),
		mount_ending(main, actions),
		mount_call(main),
		mount_join(main, actions),
		mount_transcript(main, actions),
		mount_composer(main, actions),
		mount_context(context),
	];

	return (state, now) => {
		const thread = find_thread(state, state.selected);
		empty(state);
		show(by_id("empty"), !thread);
		show(panel, thread !== undefined);
		if (!thread) return;
		for (const paint of parts) paint(thread, state, now);
		if (thread.interaction.id !== shown) {
			shown = thread.interaction.id;
			take_lost_focus(main);
		}
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
