import type { State } from "../state";
import { h, place_children } from "./dom";
import type { Context, Part } from "./part";
import { view_header } from "./view_header";

/** How a window is made once its code is here. */
export type CreatePart = (context: Context) => Part;

/**
 * A window whose code is fetched when it is first shown. While it comes, and when it
 * does not, the customer is told, with a way back and a way to try again.
 */
export function lazy_part(
	context: Context,
	title: string,
	load: () => Promise<CreatePart>,
): Part {
	const { commands, say } = context;
	const node = h("div", { class: "view" });
	let part: Part | null = null;
	let last: State | null = null;
	let loading = false;

	const words = h("div", { class: "muted", attrs: { role: "status" } });
	const again = h(
		"button",
		{ class: "button", press: () => fetch_part() },
		say("message_retry"),
	);
	const waiting = h(
		"div",
		{ class: "view" },
		view_header(title, say("back"), () => commands.show("channels")),
		h("div", { class: "body" }, words, again),
	);

	function fetch_part(): void {
		if (loading) return;
		loading = true;
		words.textContent = say("part_loading");
		again.hidden = true;
		load().then(
			(create) => {
				const had_focus = waiting.contains(focused(node));
				part = create(context);
				place_children(node, [part.node]);
				if (last) part.update(last);
				if (had_focus)
					part.node.querySelector<HTMLElement>("input, .title")?.focus();
			},
			() => {
				loading = false;
				words.textContent = say("part_failed");
				again.hidden = false;
			},
		);
	}

	return {
		node,
		update(state) {
			last = state;
			if (part) {
				part.update(state);
				return;
			}
			place_children(node, [waiting]);
			fetch_part();
		},
	};
}

function focused(node: HTMLElement): Element | null {
	const root = node.getRootNode();
	return root instanceof ShadowRoot ? root.activeElement : null;
}
