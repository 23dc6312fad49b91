import type { Actions } from "../actions";
import { by_id, h, icon, keyed_list, set_text } from "../dom";
import type { Notice } from "../notices";
import type { DesktopState } from "../state";
import { say, say_code } from "../strings";

/** Short notices in the corner; they go by themselves. */
export function mount_notices(actions: Actions): (state: DesktopState) => void {
	const update = keyed_list<Notice, HTMLElement>(
		by_id("notices"),
		(notice) => String(notice.id),
		(notice) => {
			const text = h("span", { class: "grow" });
			const close = h(
				"button",
				{
					class: "btn btn--quiet btn--sm btn--icon",
					type: "button",
					"aria-label": say("dialog.close"),
				},
				icon("close"),
			);
			close.addEventListener("click", () => actions.read_notice(notice.id));
			return {
				element: h(
					"div",
					{
						class: `toast toast--${notice.tone}`,
						"data-testid": "notice",
						"data-key": notice.key,
					},
					text,
					close,
				),
				update: (current) =>
					set_text(
						text,
						say_code(current.key, "refused.command", current.values),
					),
			};
		},
	);
	return ({ notices }) => update(notices);
}
