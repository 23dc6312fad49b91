import type { Actions } from "../actions";
import { h, icon, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_parked, type Thread } from "../thread";

/** In the composer's place while the conversation waits for its customer. */
export function mount_parked(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const resume = h(
		"button",
		{
			class: "btn btn--primary btn--sm",
			type: "button",
			"data-testid": "resume",
		},
		icon("play"),
		say("head.resume"),
	);
	resume.addEventListener("click", () => actions.resume(id));
	const panel = h(
		"div",
		{ class: "parked", "data-testid": "parked" },
		h("span", { class: "parked__art" }, icon("park")),
		h(
			"div",
			{ class: "grow" },
			h("p", { class: "parked__title" }, say("park.title")),
			h("p", { class: "small muted" }, say("park.text")),
		),
		resume,
	);
	host.append(panel);
	return (thread) => {
		id = thread.interaction.id;
		show(panel, is_parked(thread));
	};
}
