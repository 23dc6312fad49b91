import { call_is_answered, unread_count } from "../views";
import { h, set_attr, set_text, show } from "./dom";
import { icon } from "./icons";
import { prefetch_windows } from "./lazy_panel";
import type { Context, TopPart } from "./part";

/** The button in the corner; opens and closes the panel. */
export function create_launcher({ commands, say }: Context): TopPart {
	const label = h("span", { class: "launcher-label" }, say("launcher"));
	const count = h("span", { class: "count", attrs: { "aria-hidden": "true" } });
	const opened = h("span", { class: "launcher-icon" }, icon("minimise"));
	const closed = h("span", { class: "launcher-icon" }, icon("chat"));
	const node = h(
		"button",
		{
			class: "launcher",
			testid: "launcher",
			attrs: { "aria-controls": "panel" },
			press: () => commands.open(),
		},
		closed,
		opened,
		label,
		count,
	);
	for (const type of ["pointerenter", "focus"])
		node.addEventListener(type, prefetch_windows, { once: true });
	return {
		node,
		// With a stack of its own the page has its own way in.
		is_shown: (state) => state.stack === "none" || state.panel !== "none",
		update(state) {
			const open = state.panel !== "none";
			const unread = unread_count(state);
			show(opened, open);
			show(closed, !open);
			const in_call = call_is_answered(state);
			show(label, !open);
			set_text(label, say(in_call ? "launcher_call" : "launcher"));
			node.toggleAttribute("data-call", in_call);
			show(count, !open && unread > 0);
			set_text(count, unread > 99 ? "99+" : String(unread));
			set_attr(node, "aria-expanded", String(open));
			const way_in =
				unread > 0
					? say("launcher_unread", { count: unread })
					: say("launcher_open");
			// Who speaks to the page says what stands on the button.
			const name = in_call ? `${say("launcher_call")}: ${way_in}` : way_in;
			set_attr(node, "aria-label", open ? say("minimise") : name);
		},
	};
}
