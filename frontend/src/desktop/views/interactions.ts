import type { Actions } from "../actions";
import {
	by_id,
	h,
	icon,
	keyed_list,
	set_attributes,
	set_text,
	show,
} from "../dom";
import { since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";
import { paint_avatar } from "./avatar";
import { customer_name } from "./names";

interface Shown {
	readonly thread: Thread;
	readonly selected: boolean;
	readonly now: number;
}

/** What is in hand, and what ended lately. */
export function mount_interactions(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const key = ({ thread }: Shown): string => thread.interaction.id;
	const live = keyed_list<Shown, HTMLElement>(by_id("handling"), key, (shown) =>
		item(shown, actions, "interaction"),
	);
	const ended = keyed_list<Shown, HTMLElement>(by_id("ended"), key, (shown) =>
		item(shown, actions, "interaction-ended"),
	);
	return (state, now) => {
		const shown = state.threads.map((thread) => ({
			thread,
			selected: thread.interaction.id === state.selected,
			now,
		}));
		const in_hand = shown.filter(({ thread }) => is_live(thread));
		const over = shown.filter(({ thread }) => !is_live(thread));
		live(in_hand);
		ended(over);
		show(by_id("skeletons"), !state.welcomed);
		show(by_id("handling-none"), state.welcomed && in_hand.length === 0);
		show(by_id("ended-section"), over.length > 0);
		const chats = in_hand.filter(
			({ thread }) => thread.interaction.media === "chat",
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

function item(first: Shown, actions: Actions, testid: string) {
	const { interaction } = first.thread;
	const name = h("span", { class: "desk__item-name truncate" });
	const last = h("span", { class: "desk__item-last truncate" });
	const time = h("span", { class: "timer desk__item-time" });
	const phase = h("span", { class: "badge" });
	const badge = h("span", {
		class: "desk__unread num",
		"data-testid": "unread",
	});
	const mark = h(
		"span",
		{ class: "desk__item-mark", title: say("item.cobrowse"), role: "img" },
		icon("cobrowse"),
	);
	mark.setAttribute("aria-label", say("item.cobrowse"));
	const letters = h("span", { "aria-hidden": "true" });
	const button = h(
		"button",
		{
			class: "list__item desk__item",
			type: "button",
			"data-testid": testid,
			"data-interaction": interaction.id,
		},
		h(
			"span",
			{ class: `avatar desk__avatar desk__avatar--${interaction.media}` },
			letters,
			interaction.media === "chat"
				? h("span", { class: "desk__medium" }, icon("chat"))
				: null,
		),
		h(
			"span",
			{ class: "desk__item-body" },
			h("span", { class: "desk__item-line" }, name, mark, time),
			h("span", { class: "desk__item-line" }, last, phase, badge),
		),
	);
	button.addEventListener("click", () => actions.select(interaction.id));
	return {
		element: h("li", {}, button),
		update: ({ thread, selected, now }: Shown) => {
			const current = thread.interaction;
			const label = customer_name(current);
			set_text(name, label);
			paint_avatar(letters, current);
			set_attributes(button, {
				"aria-current": selected ? "true" : null,
				title: `${say(`media.${current.media}`)} · ${label}`,
				"data-state": current.state,
			});
			set_text(last, last_words(thread));
			set_text(
				time,
				thread.closed_at
					? ""
					: since(current.answered_at ?? current.started_at, now),
			);
			// A call says its state in words; of a chat only the unusual is worth a badge.
			const calm = current.state === "active" || current.state === "ended";
			show(phase, !calm && current.media === "chat");
			set_text(phase, say(`phase.${current.state}`));
			show(badge, thread.unread > 0);
			set_text(badge, String(thread.unread));
			set_attributes(badge, {
				"aria-label": say("item.unread", { count: thread.unread }),
			});
			show(mark, thread.session !== null);
			set_attributes(mark, {
				class: `desk__item-mark desk__item-mark--${thread.session?.mode ?? "pointer"}`,
			});
		},
	};
}

function last_words(thread: Thread): string {
	if (thread.interaction.media === "voice")
		return say(`phase.${thread.interaction.state}`);
	const pending = thread.outbox.at(-1);
	if (pending) return say("item.you", { text: pending.text });
	const line = thread.messages.at(-1);
	if (!line) return say("item.no_message");
	return line.author === "agent"
		? say("item.you", { text: line.text })
		: line.text;
}
