import type { Actions } from "../actions";
import { h, icon, keyed_list, set_attributes, set_text, show } from "../dom";
import { type Entry, entries_of, SHOWN_LINES, window_of } from "../entries";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, is_written_here, type Thread } from "../thread";
import { entry_view } from "./bubble";

/** Closer to the end than this counts as reading the end. */
const AT_END_PX = 60;

/** What was said, what is on its way, and that somebody types. */
export function mount_transcript(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	let count = 0;
	let lines = SHOWN_LINES;
	const painted = new Changes();
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
	const earlier = h("button", {
		class: "btn btn--sm btn--ghost talk__earlier",
		type: "button",
		"data-testid": "transcript-earlier",
	});
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
		earlier,
		list,
		h("div", { class: "talk__typing-room" }, typing),
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
	// A pane that changes its size keeps the end in sight, if it was.
	let was_at_end = true;
	thread_box.addEventListener("scroll", () => {
		was_at_end = at_end(thread_box);
	});
	new ResizeObserver(() => {
		if (was_at_end) to_end();
	}).observe(thread_box);
	const update = keyed_list<Entry, HTMLElement>(
		list,
		(entry) => entry.key,
		(entry) => entry_view(entry, (client_id) => actions.resend(id, client_id)),
	);
	let repaint: () => void = () => undefined;
	earlier.addEventListener("click", () => {
		const below = thread_box.scrollHeight - thread_box.scrollTop;
		lines += SHOWN_LINES;
		repaint();
		thread_box.scrollTop = thread_box.scrollHeight - below;
	});

	return (thread, state, now) => {
		show(box, is_written_here(thread));
		if (thread.interaction.media !== "chat") return;
		const other = thread.interaction.id !== id;
		id = thread.interaction.id;
		if (other) lines = SHOWN_LINES;
		const stay = other || was_at_end || at_end(thread_box);
		const name = thread.interaction.customer_name;
		set_attributes(thread_box, {
			"aria-label": say("chat.label", { name }),
			// A thread that is opened is not read out as news.
			"aria-live": other ? "off" : "polite",
		});
		const online = state.connection.kind === "open";
		const all = thread.messages.length + thread.outbox.length;
		repaint = () => {
			const { shown, before } = window_of(entries_of(thread, online), lines);
			update(shown);
			show(earlier, before > 0);
			set_text(earlier, say("chat.earlier", { count: before }));
		};
		// Typing and timers paint often; a long transcript is set only when it changed.
		if (painted.changed(id, thread, online)) repaint();
		show(empty, all === 0);
		set_text(empty, say(is_live(thread) ? "chat.empty" : "chat.none"));
		const types = is_live(thread) && thread.typing_until > now;
		const changed = typing.hidden === types || all !== count;
		show(typing, types);
		set_text(typing_name, say("chat.typing", { name }));
		const grew = !other && all > count;
		count = all;
		const ours =
			thread.outbox.length > 0 || thread.messages.at(-1)?.author === "agent";
		if (other || (changed && (stay || (grew && ours)))) to_end();
		else if (grew) show(more, true);
	};
}

/** Remembers what a transcript was painted from. */
class Changes {
	#last: readonly unknown[] = [];

	changed(id: string, thread: Thread, online: boolean): boolean {
		const next = [
			id,
			thread.messages,
			thread.outbox,
			thread.unread_from,
			thread.interaction.receipts,
			online,
			new Date().toDateString(),
		];
		const same =
			this.#last.length === next.length &&
			next.every((part, index) => part === this.#last[index]);
		this.#last = next;
		return !same;
	}
}

const at_end = (box: HTMLElement): boolean =>
	box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
