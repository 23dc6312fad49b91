import { call_reach, chat_reach, type Reach } from "../availability";
import type { State } from "../state";
import { can_call } from "../support";
import {
	has_live_call,
	has_live_chat,
	known_media,
	may_start_session,
} from "../views";
import { h, heading, left_to_right, set_text, show } from "./dom";
import { type IconName, icon } from "./icons";
import type { Context, Part } from "./part";
import { reach_words } from "./reach";
import { moment } from "./when";

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
export function create_channels(context: Context): Part {
	const { commands, say } = context;
	let last: State | null = null;
	const to =
		(panel: State["panel"]): (() => void) =>
		() =>
			commands.show(panel);
	const chat = choice(
		"chat",
		say("channel_chat"),
		say("channel_chat_hint"),
		to("chat"),
		"channel-chat",
	);
	const browser_call = choice(
		"headset",
		say("channel_browser_call"),
		say("channel_browser_call_hint"),
		to("browser_call"),
		"channel-browser-call",
	);
	const call = choice(
		"phone",
		say("channel_call"),
		say("channel_call_hint"),
		to("call"),
		"channel-call",
	);
	const callback = choice(
		"callback",
		say("channel_callback"),
		say("channel_callback_hint"),
		to("callback"),
		"channel-callback",
	);
	const cobrowse = choice(
		"screen",
		say("channel_cobrowse"),
		say("channel_cobrowse_hint"),
		// Who clicks here speaks with us, on the phone unless we know better (spec PI-4).
		() => commands.ask_cobrowse((last && known_media(last)) ?? "voice"),
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
		h(
			"div",
			{ class: "scroll" },
			h(
				"div",
				{ class: "choices" },
				chat.node,
				browser_call.node,
				call.node,
				callback.node,
				cobrowse.node,
			),
			h("div", { class: "footnote" }, icon("shield"), say("channels_footer")),
		),
	);

	const offer = (
		{ node, hint }: Choice,
		reach: Reach | null,
		usual: string,
	) => {
		node.disabled = reach?.kind === "closed" || reach?.kind === "full";
		node.dataset.reach = reach?.kind ?? "unknown";
		set_text(hint, reach_words(context, reach) ?? usual);
	};

	return {
		node,
		update(state) {
			last = state;
			offer(chat, chat_reach(state), say("channel_chat_hint"));
			if (has_live_chat(state)) chat.node.disabled = false;
			show(browser_call.node, state.site?.browser_calls === true && can_call());
			offer(browser_call, call_reach(state), say("channel_browser_call_hint"));
			if (has_live_call(state)) browser_call.node.disabled = false;
			set_text(
				call.hint,
				left_to_right(state.site?.voice_number ?? "") ||
					say("channel_call_hint"),
			);
			show(callback.node, state.site?.callbacks === true || !!state.callback);
			set_text(callback.hint, callback_words(context, state));
			show(cobrowse.node, may_start_session(state));
		},
	};
}

function callback_words({ say, locale }: Context, { callback }: State): string {
	if (!callback) return say("channel_callback_hint");
	const at = callback.preferred_at;
	return at
		? say("callback_done_at", { time: moment(at, locale) })
		: say("channel_callback_open", { number: callback.phone_number });
}
