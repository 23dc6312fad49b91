import { type BarView, bar_view, is_watched } from "../views";
import { h, place_children, set_attr, set_text } from "./dom";
import { icon } from "./icons";
import type { Context, TopPart } from "./part";

const BADGES = {
	pointer: "badge_viewing",
	write: "badge_editing",
	paused: "badge_paused",
} as const;

const mode_of = (kind: BarView["kind"]): keyof typeof BADGES =>
	kind === "editing" ? "write" : kind === "paused" ? "paused" : "pointer";

/** Frame and badge around the page while an agent is in (spec WG-5). Takes no clicks. */
export function create_frame({ say }: Context): TopPart {
	const words = h("span");
	const eye = h("span", {}, icon("eye"));
	const held = h("span", {}, icon("pause"));
	const badge = h("div", { class: "badge", testid: "badge" }, eye, words);
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
			const mode = mode_of(view.kind);
			set_attr(node, "data-mode", mode);
			const agent = ("agent" in view && view.agent) || say("bar_agent");
			set_text(words, say(BADGES[mode], { agent }));
			place_children(badge, [mode === "paused" ? held : eye, words]);
		},
	};
}
