import { may_start_session } from "../views";
import { h, heading, set_text, show } from "./dom";
import { type IconName, icon } from "./icons";
import type { Context, Part } from "./part";

interface Choice {
	readonly node: HTMLButtonElement;
	readonly hint: HTMLElement;
}

export function choice(
	name: IconName,
	title: string,
	hint: string,
	press: () => void,
	testid?: string,
): Choice {
	const hint_node = h("span", { class: "choice-hint" }, hint);
	const node = h(
		"button",
		{ class: "choice", testid, press },
		h("span", { class: "choice-icon" }, icon(name)),
		h(
			"span",
			{ class: "choice-text" },
			h("span", { class: "choice-title" }, title),
			hint_node,
		),
		icon("next"),
	);
	return { node, hint: hint_node };
}

/** First window: how would you like to reach us. */
export function create_channels({ commands, say }: Context): Part {
	const chat = choice(
		"chat",
		say("channel_chat"),
		say("channel_chat_hint"),
		() => commands.show("chat"),
		"channel-chat",
	);
	const call = choice(
		"phone",
		say("channel_call"),
		say("channel_call_hint"),
		() => commands.show("call"),
		"channel-call",
	);
	const cobrowse = choice(
		"screen",
		say("channel_cobrowse"),
		say("channel_cobrowse_hint"),
		() => commands.ask_cobrowse("voice"),
		"channel-cobrowse",
	);
	const node = h(
		"div",
		{ class: "view channels" },
		h(
			"div",
			{ class: "hero" },
			heading(2, say("channels_title")),
			h("div", {}, say("channels_intro")),
		),
		h("div", { class: "choices" }, chat.node, call.node, cobrowse.node),
		h("div", { class: "footnote" }, icon("shield"), say("channels_footer")),
	);
	return {
		node,
		update(state) {
			const closed = state.site !== null && !state.site.chat_available;
			chat.node.disabled = closed;
			set_text(
				chat.hint,
				say(closed ? "channel_chat_closed" : "channel_chat_hint"),
			);
			set_text(call.hint, state.site?.voice_number || say("channel_call_hint"));
			show(cobrowse.node, may_start_session(state));
		},
	};
}
