import type { Actions } from "../actions";
import { h, icon, set_text, show } from "../dom";
import { duration } from "../format";
import type { DesktopState } from "../state";
import { say, say_code } from "../strings";
import { is_live, type Thread } from "../thread";

/** Says in words how the co-browse session or the whole interaction ended. */
export function mount_ending(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const title = h("p", { class: "alert__title" });
	const text = h("p", { class: "small" });
	const close = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			type: "button",
			"aria-label": say("cobrowse.dismiss"),
			title: say("cobrowse.dismiss"),
		},
		icon("close"),
	);
	close.addEventListener("click", () => actions.read_ending(id));
	const cobrowse = h(
		"div",
		{ class: "alert alert--info talk__notice", "data-testid": "session-ended" },
		h("div", { class: "grow" }, title, text),
		close,
	);
	const over_text = h("p", { class: "small" });
	const over = h(
		"div",
		{ class: "alert talk__notice", "data-testid": "interaction-over" },
		h(
			"div",
			{ class: "grow" },
			h("p", { class: "alert__title" }, say("ended.title")),
			over_text,
		),
	);
	host.append(
		h("div", { class: "talk__notices", role: "status" }, cobrowse, over),
	);

	return (thread) => {
		id = thread.interaction.id;
		const { ending } = thread;
		show(cobrowse, ending !== null);
		if (ending) {
			set_text(
				title,
				ending.seconds === null
					? say("cobrowse.ended")
					: say("cobrowse.ended.after", {
							duration: duration(ending.seconds),
						}),
			);
			set_text(text, say_code(`end.${ending.reason}`, "end.error"));
		}
		show(over, !is_live(thread));
		set_text(
			over_text,
			say_code(`ended.${thread.closed_reason ?? "ended"}`, "ended.ended"),
		);
	};
}
