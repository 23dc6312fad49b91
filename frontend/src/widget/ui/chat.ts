import { has_live_chat } from "../views";
import { create_chat_form } from "./chat_form";
import { create_chat_menu } from "./chat_menu";
import { create_waiting, end_words, status_words } from "./chat_status";
import { create_composer } from "./composer";
import { h, heading, place_children, set_text, show } from "./dom";
import { icon } from "./icons";
import { create_message_list } from "./message_list";
import type { Context, Part } from "./part";

/** The chat window: form before, conversation during, transcript after. */
export function create_chat(context: Context): Part {
	const { say, commands } = context;
	const form = create_chat_form(context);
	const messages = create_message_list(context);
	const composer = create_composer(context);
	const menu = create_chat_menu(context);
	const waiting = create_waiting(context);

	const avatar = h("span", {
		class: "avatar",
		attrs: { "aria-hidden": "true" },
	});
	const title = heading(2);
	title.dir = "auto";
	const status = h("div", {
		class: "status",
		testid: "chat-status",
	});
	const end = h(
		"button",
		{
			class: "icon-button",
			testid: "end-chat",
			attrs: { "aria-label": say("chat_end"), title: say("chat_end") },
			press: () => commands.end_chat(),
		},
		icon("leave"),
	);
	const back = h(
		"button",
		{
			class: "icon-button",
			attrs: { "aria-label": say("back") },
			press: () => commands.show("channels"),
		},
		icon("back"),
	);
	const banner = h("div", {
		class: "banner warn",
		testid: "chat-connection",
		attrs: { role: "status" },
	});
	const again = h(
		"button",
		{
			class: "button primary wide",
			testid: "chat-again",
			press: () => commands.show("chat"),
		},
		say("chat_again"),
	);
	const why = h("div", {
		class: "muted",
		testid: "chat-ended",
		attrs: { role: "status" },
	});
	const save = h(
		"button",
		{
			class: "button wide",
			testid: "chat-download-ended",
			press: () => commands.download(),
		},
		icon("save"),
		say("chat_download"),
	);
	const ended = h("div", { class: "ended" }, why, again, save);
	const header = h(
		"div",
		{ class: "view-header chat-header" },
		back,
		avatar,
		h("div", { class: "who" }, title, status),
		menu.node,
		end,
	);
	const talk = h("div", { class: "view chat" });
	const node = h("div", { class: "view" });
	return {
		node,
		update(state) {
			const talking = state.interaction !== null;
			const typed_here = holds_focus(form.node);
			place_children(node, [talking ? talk : form.node]);
			form.update(state);
			if (!talking) return;
			const live = has_live_chat(state);
			const agent = state.interaction?.agent_name ?? "";
			set_text(title, agent || say("chat_title"));
			set_text(avatar, initial(agent));
			show(avatar, agent !== "");
			set_text(status, status_words(context, state));
			show(end, live);
			show(back, !live);
			show(menu.node, live);
			const trouble =
				state.connection === "lost" || state.connection === "refused";
			set_text(
				banner,
				say(state.connection === "refused" ? "refused" : "reconnecting"),
			);
			place_children(talk, [
				header,
				...(trouble && live ? [banner] : []),
				waiting.node,
				messages.node,
				live ? composer.node : ended,
			]);
			if (typed_here) composer.focus();
			messages.update(state);
			menu.update(state);
			waiting.update(state);
			composer.update(state);
			set_text(why, end_words(context, state));
		},
	};
}

function holds_focus(node: Element): boolean {
	const root = node.getRootNode();
	return root instanceof ShadowRoot && node.contains(root.activeElement);
}

const initial = (name: string): string =>
	[...name.trim()][0]?.toUpperCase() ?? "";
