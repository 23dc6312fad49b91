import { chat_reach } from "../availability";
import { can_call } from "../support";
import { choice } from "./channels";
import { h, left_to_right, set_text, show } from "./dom";
import type { Context, Part } from "./part";
import { reach_words } from "./reach";
import { view_header } from "./view_header";

/** Co-browse was asked for with neither chat nor call: which of the two (spec PI-2). */
export function create_ask(context: Context): Part {
	const { commands, say } = context;
	const call = choice("screen", say("ask_call"), say("channel_cobrowse"), () =>
		commands.ask_cobrowse("voice"),
	);
	const chat = choice("chat", say("ask_chat"), say("channel_chat_hint"), () =>
		commands.show("chat"),
	);
	const browser_call = choice(
		"headset",
		say("ask_browser_call"),
		say("channel_browser_call_hint"),
		() => commands.show("browser_call"),
	);
	const phone = choice("phone", say("ask_phone"), "", () =>
		commands.show("call"),
	);
	const node = h(
		"div",
		{ class: "view", testid: "ask-media" },
		view_header(say("ask_title"), say("back"), () => commands.show("channels")),
		h(
			"div",
			{ class: "body" },
			h("div", {}, say("ask_text")),
			h(
				"div",
				{ class: "choices" },
				call.node,
				chat.node,
				browser_call.node,
				phone.node,
			),
		),
	);
	return {
		node,
		update(state) {
			set_text(
				phone.hint,
				left_to_right(state.site?.voice_number ?? "") ||
					say("channel_call_hint"),
			);
			const reach = chat_reach(state);
			show(chat.node, reach?.kind !== "closed" && reach?.kind !== "full");
			set_text(
				chat.hint,
				reach_words(context, reach) ?? say("channel_chat_hint"),
			);
			show(browser_call.node, state.site?.browser_calls === true && can_call());
		},
	};
}
