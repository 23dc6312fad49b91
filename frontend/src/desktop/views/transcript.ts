import type { Actions } from "../actions";
import { h, icon, keyed_list, set_attributes, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";
import { bubble, type Entry, entries_of } from "./bubble";

/** Closer to the end than this counts as reading the end. */
const AT_END_PX = 60;

/** What was said, what is on its way, and that somebody types. */
export function mount_transcript(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	let count = 0;
	const empty = h("p", { class: "talk__first muted small" });
	const typing_name = h("span", { class: "visually-hidden" });
	const typing = h(
		"div",
		{ class: "bubble bubble--them talk__typing", "data-testid": "typing" },
		h(
			"span",
			{ class: "typing", "aria-hidden": "true" },
			h("span"),
			h("span"),
			h("span"),
		),
		typing_name,
	);
	const list = h("div", { class: "talk__lines" });
	const thread_box = h(
		"div",
		{
			class: "thread",
			role: "log",
			tabindex: "0",
			"data-testid": "transcript",
		},
		empty,
		list,
		typing,
	);
	const more = h(
		"button",
		{ class: "btn btn--sm talk__more", type: "button", hidden: true },
		icon("down"),
		say("chat.new"),
	);
	const box = h("div", { class: "talk__scroll" }, thread_box, more);
	host.append(box);
	const to_end = (): void => {
		thread_box.scrollTop = thread_box.scrollHeight;
		show(more, false);
	};
	more.addEventListener("click", to_end);
	thread_box.addEventListener("scroll", () => {
		if (at_end(thread_box)) show(more, false);
	});
	const update = keyed_list<Entry, HTMLElement>(
		list,
		(entry) => entry.key,
		(entry) => bubble(entry, (client_id) => actions.resend(id, client_id)),
	);

	return (thread, state, now) => {
		show(box, thread.interaction.media === "chat");
		if (thread.interaction.media !== "chat") return;
		const other = thread.interaction.id !== id;
		id = thread.interaction.id;
		const stay = other || at_end(thread_box);
		set_attributes(thread_box, {
			"aria-label": say("chat.label", {
				name: thread.interaction.customer_name,
			}),
			// A thread that is opened is not read out as news.
			"aria-live": other ? "off" : "polite",
		});
		const entries = entries_of(thread, state.connection.kind === "open");
		update(entries);
		show(empty, entries.length === 0);
		set_text(empty, say(is_live(thread) ? "chat.empty" : "chat.none"));
		const types = is_live(thread) && thread.typing_until > now;
		const changed = typing.hidden === types || entries.length !== count;
		show(typing, types);
		set_text(
			typing_name,
			say("chat.typing", { name: thread.interaction.customer_name }),
		);
		const grew = !other && entries.length > count;
		count = entries.length;
		const ours = entries.at(-1)?.author === "agent";
		if (other || (changed && (stay || (grew && ours)))) to_end();
		else if (grew) show(more, true);
	};
}

const at_end = (box: HTMLElement): boolean =>
	box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
