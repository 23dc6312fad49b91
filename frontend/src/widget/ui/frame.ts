import { bar_view, is_watched } from "../views";
import { h, set_attr, set_text } from "./dom";
import { icon } from "./icons";
import type { Context, TopPart } from "./part";

/** Frame and badge around the page while an agent is in (spec WG-5). Takes no clicks. */
export function create_frame({ say }: Context): TopPart {
	const words = h("span");
	const badge = h(
		"div",
		{ class: "badge", testid: "badge" },
		icon("eye"),
		words,
	);
	const node = h(
		"div",
		{ class: "frame", testid: "frame", attrs: { "aria-hidden": "true" } },
		badge,
	);
	return {
		node,
		is_shown: is_watched,
		update(state) {
			const view = bar_view(state);
			set_attr(
				node,
				"data-mode",
				view.kind === "editing" ? "write" : "pointer",
			);
			const agent = ("agent" in view && view.agent) || say("bar_agent");
			set_text(
				words,
				say(view.kind === "editing" ? "badge_editing" : "badge_viewing", {
					agent,
				}),
			);
		},
	};
}
