/** Where a chat stands, in words. */
import { is_away, queue_of_chat } from "../availability";
import type { State } from "../state";
import { chat_is_answered, has_live_chat } from "../views";
import { h, set_text, show } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";
import { wait_minutes } from "./reach";
import { moment } from "./when";

/** One line below the name. */
export function status_words(context: Context, state: State): string {
	const { say } = context;
	const { interaction } = state;
	if (!interaction || interaction.state === "ended") return say("chat_ended");
	if (chat_is_answered(state))
		return say("chat_with", {
			agent: interaction.agent_name || say("chat_agent"),
		});
	if (interaction.state === "parked") return say("chat_parked");
	if (interaction.state === "offered") return say("chat_offered");
	return is_away(state) ? say("chat_left") : say("chat_queued");
}

/** Why it is over, as far as the customer should know. */
export function end_words({ say }: Context, { interaction }: State): string {
	switch (interaction?.end_reason) {
		case "agent_ended":
			return say("chat_ended_agent", {
				agent: interaction.agent_name || say("chat_agent"),
			});
		case "customer_ended":
			return say("chat_ended_customer");
		default:
			return say("chat_ended");
	}
}

/** A strip above the conversation while it waits: place, time, or that we are away. */
export function create_waiting(context: Context): Part {
	const { say, locale } = context;
	const position = h("span", { testid: "queue-position" });
	const wait = h("span", { testid: "wait-estimate" });
	const away = h("span", { testid: "chat-away" });
	const stay = h("span", { class: "waiting-hint" }, say("chat_leave_page"));
	const node = h(
		"div",
		{ class: "waiting" },
		icon("clock"),
		h("div", {}, position, wait, away, stay),
	);
	return {
		node,
		update(state) {
			const chat = state.interaction;
			const is_left = is_away(state);
			const parked = chat?.state === "parked";
			const place = is_left ? null : (chat?.queue_position ?? null);
			const seconds = is_left ? null : (chat?.estimated_wait_seconds ?? null);
			show(position, place !== null);
			set_text(
				position,
				place ? say("chat_queue_position", { position: place }) : "",
			);
			show(wait, seconds !== null);
			set_text(wait, seconds === null ? "" : wait_words(context, seconds));
			const opens_at = queue_of_chat(state)?.opens_at;
			show(away, is_left);
			set_text(
				away,
				opens_at
					? say("chat_away_until", { time: moment(opens_at, locale) })
					: say("chat_away"),
			);
			show(stay, chat?.asynchronous === true);
			const waits = chat?.state === "queued" || chat?.state === "offered";
			const says = place !== null || seconds !== null || is_left || parked;
			show(node, has_live_chat(state) && (waits || parked) && says);
		},
	};
}

function wait_words({ say }: Context, seconds: number): string {
	const minutes = wait_minutes(seconds);
	return minutes === null
		? say("chat_wait_soon")
		: say("chat_wait_minutes", { minutes });
}
