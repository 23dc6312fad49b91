import { h } from "./dom";
import { icon } from "./icons";

/** Heading of a window with a way back. */
export function view_header(
	title: string,
	back_label: string,
	back: () => void,
): HTMLElement {
	return h(
		"header",
		{ class: "view-header" },
		h(
			"button",
			{
				class: "icon-button",
				attrs: { "aria-label": back_label },
				press: back,
			},
			icon("back"),
		),
		h("h2", { attrs: { tabindex: "-1" } }, title),
	);
}
