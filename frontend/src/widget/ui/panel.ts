import type { Panel, State } from "../state";
import { create_ask } from "./ask";
import { create_call } from "./call";
import { create_channels } from "./channels";
import { create_chat } from "./chat";
import { h, place_children, set_text } from "./dom";
import { icon } from "./icons";
import { lazy_part } from "./lazy";
import type { Context, Part, TopPart } from "./part";

type Shown = Exclude<Panel, "none">;

/** The window above the launcher. Not modal: the page stays usable beside it. */
export function create_panel(context: Context): TopPart {
	const { commands, say } = context;
	const views: Readonly<Partial<Record<Shown, Part>>> = {
		channels: create_channels(context),
		call: create_call(context),
		browser_call: lazy_part(context, say("channel_browser_call"), () =>
			import("../call/view").then((module) => module.create_browser_call),
		),
		callback: lazy_part(context, say("channel_callback"), () =>
			import("./callback").then((module) => module.create_callback),
		),
		ask: create_ask(context),
		chat: create_chat(context),
	};
	const minimise = h(
		"button",
		{
			class: "icon-button minimise",
			testid: "minimise",
			attrs: { "aria-label": say("minimise") },
			press: () => commands.show("none"),
		},
		icon("minimise"),
	);
	const problem = h("div", {
		class: "banner danger",
		testid: "problem",
		attrs: { role: "alert" },
	});
	const node = h("div", {
		class: "panel",
		attrs: { id: "panel", role: "dialog", "aria-label": say("launcher") },
	});
	node.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && !event.defaultPrevented)
			commands.show("none");
	});
	let shown: Panel = "none";
	return {
		node,
		is_shown: (state) => state.panel !== "none",
		update(state) {
			const { panel } = state;
			const words = problem_words(context, state);
			set_text(problem, words);
			const was = shown;
			shown = panel;
			if (panel === "none") return;
			node.dataset.view = panel;
			const view = views[panel];
			if (!view) return;
			place_children(node, [view.node, ...(words ? [problem] : []), minimise]);
			view.update(state);
			const opened_here = panel !== was && (was !== "none" || has_focus(node));
			if (opened_here) focus_first(view.node);
		},
	};
}

/** The widget, not the page, holds the focus now. */
function has_focus(node: Element): boolean {
	const root = node.getRootNode();
	return root instanceof ShadowRoot && root.activeElement !== null;
}

export function focus_first(view: HTMLElement): void {
	const field = view.querySelector<HTMLElement>(
		"input:not([disabled]), textarea:not([disabled])",
	);
	const visible = field && field.offsetParent !== null ? field : null;
	(visible ?? view.querySelector<HTMLElement>(".title"))?.focus();
}

function problem_words({ say }: Context, state: State): string {
	switch (state.problem) {
		case null:
			break;
		case "unsupported":
			return say("problem_unsupported");
		case "framed":
			return say("problem_framed");
		case "rate_limited":
			return say("problem_rate_limited");
		case "interaction_required":
		case "no_interaction":
			return say("problem_needs_interaction");
		case "chat_unavailable":
			return say("problem_chat_closed");
		case "queue_closed":
			return say("problem_closed");
		case "no_agents":
			return say("problem_no_agents");
		case "queue_full":
			return say("problem_full");
		default:
			return say("problem_generic");
	}
	if (state.panel === "chat" && state.interaction) return "";
	if (state.connection === "refused") return say("refused");
	return state.connection === "lost" ? say("offline") : "";
}
