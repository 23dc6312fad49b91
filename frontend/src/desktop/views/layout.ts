import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { type StringKey, say } from "../strings";
import { find_thread } from "../threads";

type Pane = "list" | "talk" | "page";

const PANES: readonly [Pane, string, StringKey][] = [
	["list", "list", "list.label"],
	["talk", "chat", "pane.talk"],
	["page", "cobrowse", "cobrowse.label"],
];

/** What the person chose to see; the state knows nothing of it. */
export const panels = {
	talk_hidden: (): boolean => document.body.dataset.talk === "hidden",
	toggle_talk(): void {
		document.body.dataset.talk = panels.talk_hidden() ? "shown" : "hidden";
	},
	open(pane: Pane): void {
		document.body.dataset.pane = pane;
	},
};

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
	let selected: string | null = null;
	let session: string | null = null;

	return (state) => {
		const thread = find_thread(state, state.selected);
		const live = thread?.session ?? null;
		document.body.dataset.layout = !thread
			? state.welcomed
				? "empty"
				: "loading"
			: live
				? "cobrowse"
				: thread.interaction.media;
		if (state.selected !== selected) {
			selected = state.selected;
			panels.open(selected ? "talk" : "list");
		}
		if ((live?.id ?? null) !== session) {
			session = live?.id ?? null;
			if (live) panels.open("page");
			else if (document.body.dataset.pane === "page") panels.open("talk");
		}
		const waiting =
			state.offers.length +
			state.threads.filter((other) => other.unread > 0).length;
		show(badge, waiting > 0);
		set_text(badge, String(waiting));
		show(bar, thread !== undefined);
		for (const { pane, button } of buttons) {
			mark(button, document.body.dataset.pane === pane);
			if (pane === "page") show(button, live !== null);
		}
		paint_title(state, waiting);
	};
}

function mark(button: HTMLElement, current: boolean): void {
	set_attributes(button, { "aria-current": current ? "true" : null });
}

/** The tab's title counts what waits, for whoever looks at another tab. */
function paint_title(state: DesktopState, waiting: number): void {
	const title = state.welcomed && waiting > 0 ? `(${waiting}) ` : "";
	const text = `${title}${say("title")}`;
	if (document.title !== text) document.title = text;
}
