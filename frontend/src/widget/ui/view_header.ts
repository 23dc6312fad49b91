import { h, heading } from "./dom";
import { icon } from "./icons";

/** Heading of a window with a way back. */
export function view_header(
	title: string,
	back_label: string,
	back: () => void,
): HTMLElement {
	return h(
		"div",
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
		heading(2, title),
	);
}
