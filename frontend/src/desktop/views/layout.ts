import { waiting_count } from "../alerts";
import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { type StringKey, say } from "../strings";
import { is_written_here } from "../thread";
import { find_thread } from "../threads";
import { type NarrowPane, panels } from "./panels";

const PANES: readonly [NarrowPane, string, StringKey][] = [
	["list", "list", "list.label"],
	["talk", "chat", "pane.talk"],
	["page", "cobrowse", "cobrowse.label"],
];

/**
 * The layout follows what is there: nothing, a conversation, a conversation with a
 * page. On narrow screens one pane is seen at a time, with a bar to change.
 */
export function mount_layout(): (state: DesktopState) => void {
	const bar = by_id("panes");
	const badge = h("span", { class: "desk__unread num" });
	const buttons = PANES.map(([pane, sign, key]) => {
		const button = h(
			"button",
			{ class: "desk__pane", type: "button", "data-testid": `pane-${pane}` },
			icon(sign),
			h("span", {}, say(key)),
			pane === "list" ? badge : null,
		);
		button.addEventListener("click", () => {
			panels.open(pane);
			for (const other of buttons) mark(other.button, other.pane === pane);
		});
		return { pane, button };
	});
	bar.append(...buttons.map(({ button }) => button));
	const fold = mount_fold();
	let selected: string | null = null;
	let session: string | null = null;

	return (state) => {
		const thread = find_thread(state, state.selected);
		const live = thread?.session ?? null;
		const reading = state.reads.opened !== null;
		panels.measure(live !== null, thread !== undefined || reading);
		fold();
		document.body.dataset.layout = !thread
			? state.welcomed
				? "empty"
				: "loading"
			: live
				? "cobrowse"
				: is_written_here(thread)
					? "chat"
					: "voice";
		if (state.selected !== selected) {
			selected = state.selected;
			panels.open(selected ? "talk" : "list");
		}
		if ((live?.id ?? null) !== session) {
			session = live?.id ?? null;
			if (live) panels.open("page");
			else if (document.body.dataset.pane === "page") panels.open("talk");
		}
		show(by_id("context"), thread !== undefined || reading);
		const waiting = waiting_count(state);
		show(badge, waiting > 0);
		set_text(badge, String(waiting));
		show(bar, thread !== undefined);
		for (const { pane, button } of buttons) {
			mark(button, document.body.dataset.pane === pane);
			if (pane === "page") show(button, live !== null);
		}
	};
}

/** The button that folds the list to a rail and back. */
function mount_fold(): () => void {
	const button = by_id("list-fold");
	button.append(icon("panel"));
	button.addEventListener("click", () => panels.toggle("list"));
	return () => {
		const shown = panels.is_shown("list");
		const label = say(shown ? "list.hide" : "list.show");
		set_attributes(button, {
			"aria-label": label,
			title: label,
			"aria-expanded": String(shown),
		});
	};
}

function mark(button: HTMLElement, current: boolean): void {
	set_attributes(button, { "aria-current": current ? "true" : null });
}
