import { cobrowse_hint } from "../views";
import { h, set_attr, set_text, show } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";

/** The three dots: Start Co-browse (spec PI-5). Arrow keys, Escape, click outside. */
export function create_chat_menu({ commands, say }: Context): Part {
	const hint = h("span", { class: "menu-hint" });
	const start = h(
		"button",
		{
			class: "menu-item",
			testid: "start-cobrowse",
			attrs: { role: "menuitem" },
			press: () => {
				toggle(false);
				commands.ask_cobrowse("chat");
			},
		},
		icon("screen"),
		h("span", {}, say("start_cobrowse"), hint),
	);
	const list = h(
		"div",
		{ class: "menu", attrs: { role: "menu", "aria-label": say("chat_menu") } },
		start,
	);
	const opener = h(
		"button",
		{
			class: "icon-button",
			testid: "chat-menu",
			attrs: {
				"aria-label": say("chat_menu"),
				title: say("chat_menu"),
				"aria-haspopup": "menu",
			},
			press: () => toggle(list.hidden !== false),
		},
		icon("more"),
	);
	const node = h("div", { class: "menu-holder" }, opener, list);

	function toggle(open: boolean): void {
		if (!show(list, open)) return;
		set_attr(opener, "aria-expanded", String(open));
		document.removeEventListener("pointerdown", outside);
		if (!open) return;
		document.addEventListener("pointerdown", outside);
		start.focus();
	}
	function outside(event: Event): void {
		if (!event.composedPath().includes(node)) toggle(false);
	}
	toggle(false);
	set_attr(opener, "aria-expanded", "false");

	node.addEventListener("keydown", (event) => {
		if (event.key === "ArrowDown" && list.hidden) toggle(true);
		else if (event.key !== "Escape" || list.hidden) return;
		else {
			toggle(false);
			opener.focus();
		}
		event.preventDefault();
		event.stopPropagation();
	});
	node.addEventListener("focusout", (event) => {
		const to = event.relatedTarget;
		if (to instanceof Node && !node.contains(to)) toggle(false);
	});
	return {
		node,
		update(state) {
			const why = cobrowse_hint(state);
			start.disabled = why !== null;
			show(hint, why !== null);
			set_text(hint, why ? say(why) : "");
		},
	};
}
