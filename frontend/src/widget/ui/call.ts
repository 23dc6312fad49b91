import { may_start_session } from "../views";
import { h, left_to_right, set_attr, set_text, show } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";
import { view_header } from "./view_header";

/** The number to call, and the way to share once the call stands. */
export function create_call({ commands, say }: Context): Part {
	const text = h("div", {});
	const number = h("a", { class: "phone-number", testid: "phone-number" });
	const share = h(
		"button",
		{
			class: "button primary wide",
			testid: "call-cobrowse",
			press: () => commands.ask_cobrowse("voice"),
		},
		icon("screen"),
		say("call_cobrowse"),
	);
	const node = h(
		"div",
		{ class: "view" },
		view_header(say("call_title"), say("back"), () =>
			commands.show("channels"),
		),
		h(
			"div",
			{ class: "body" },
			text,
			number,
			h("div", { class: "muted" }, say("call_cobrowse_text")),
			share,
		),
	);
	return {
		node,
		update(state) {
			const voice_number = state.site?.voice_number ?? "";
			set_text(text, say(voice_number ? "call_text" : "call_no_number"));
			show(number, voice_number !== "");
			set_text(number, left_to_right(voice_number));
			set_attr(number, "href", `tel:${voice_number.replace(/[^\d+]/g, "")}`);
			show(share, may_start_session(state));
		},
	};
}
