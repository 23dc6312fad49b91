import type { Actions } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { duration, seconds_until, since } from "../format";
import { say } from "../strings";
import { is_live, type Thread, waiting_since } from "../thread";
import { paint_avatar } from "./avatar";
import { customer_name } from "./names";

export interface Shown {
	readonly thread: Thread;
	readonly selected: boolean;
	readonly now: number;
}

/** A customer who waits longer than this for a word is shown in colour, seconds. */
const LONG_WAIT = 60;
const TOO_LONG_WAIT = 180;

/** One interaction in the list. */
export function item(first: Shown, actions: Actions, testid: string) {
	const { interaction } = first.thread;
	const name = h("span", { class: "desk__item-name truncate" });
	const last = h("span", { class: "desk__item-last truncate" });
	const time = h("span", {
		class: "timer desk__item-time",
		"data-testid": "item-time",
	});
	const phase = h("span", { class: "badge" });
	const badge = h("span", {
		class: "desk__unread num",
		"data-testid": "unread",
	});
	const mark = h(
		"span",
		{
			class: "desk__item-mark",
			title: say("item.cobrowse"),
			role: "img",
			"aria-label": say("item.cobrowse"),
		},
		icon("cobrowse"),
	);
	const letters = h("span", { "aria-hidden": "true" });
	const online = h("span", { class: "desk__online", "aria-hidden": "true" });
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
			interaction.media === "chat" ? online : null,
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
			paint_time(time, thread, now);
			paint_phase(phase, thread);
			show(badge, thread.unread > 0);
			set_text(badge, String(thread.unread));
			set_attributes(badge, {
				"aria-label": say("item.unread", { count: thread.unread }),
				role: "img",
			});
			set_attributes(online, {
				"data-online": String(current.customer_online && is_live(thread)),
			});
			show(mark, thread.session !== null);
			set_attributes(mark, {
				class: `desk__item-mark desk__item-mark--${thread.session?.mode ?? "pointer"}`,
			});
		},
	};
}

/** How long the customer waits for a word, else how long it is in hand. */
function paint_time(element: HTMLElement, thread: Thread, now: number): void {
	const { interaction, wrap_up } = thread;
	if (wrap_up) {
		const left = wrap_up.until_at;
		const text = left ? duration(seconds_until(left, now)) : "";
		set_text(element, text);
		set_attributes(element, {
			title: left ? say("wrap_up.left", { time: text }) : null,
			"data-pace": null,
		});
		return;
	}
	if (!is_live(thread)) {
		set_text(element, "");
		set_attributes(element, { title: null, "data-pace": null });
		return;
	}
	const waiting = waiting_since(thread);
	const seconds = waiting === null ? 0 : Math.max(0, (now - waiting) / 1000);
	const time =
		waiting === null
			? since(interaction.answered_at ?? interaction.started_at, now)
			: duration(seconds);
	set_text(element, time);
	set_attributes(element, {
		title: say(waiting === null ? "item.since" : "item.waiting", { time }),
		"data-pace":
			seconds >= TOO_LONG_WAIT ? "late" : seconds >= LONG_WAIT ? "slow" : null,
		"data-waiting": waiting === null ? null : "true",
	});
}

/** A call says its state in words; of a chat only the unusual is worth a badge. */
function paint_phase(element: HTMLElement, { interaction }: Thread): void {
	const calm = ["active", "ended", "parked"].includes(interaction.state);
	show(element, !calm && interaction.media === "chat");
	set_text(element, say(`phase.${interaction.state}`));
}

function last_words(thread: Thread): string {
	if (thread.interaction.media === "voice")
		return say(`phase.${thread.interaction.state}`);
	if (thread.draft.trim())
		return say("item.draft", { text: thread.draft.trim() });
	const pending = thread.outbox.at(-1);
	if (pending) return say("item.you", { text: pending.text });
	const line = thread.messages.at(-1);
	if (!line) return say("item.no_message");
	return line.author === "agent"
		? say("item.you", { text: line.text })
		: line.text;
}
