import { type Tool, ZOOMS } from "../../viewer/bridge";
import { h, icon, set_attributes } from "../dom";
import { browser_memory } from "../memory";
import { say } from "../strings";
import type { SessionView, Tell } from "./session_view";

/** The size that was chosen last, in this browser's memory. */
export const ZOOM = "zoom";

const DRAWN = ["pen", "arrow", "note"] as const;

/** The pens, and how large the page is shown. */
export function mount_drawing(
	host: HTMLElement,
	tell: Tell,
): (view: SessionView) => void {
	let current: Tool = "none";
	const tools = DRAWN.map((tool) => {
		const button = h(
			"button",
			{
				class: "btn btn--quiet btn--sm btn--icon",
				type: "button",
				"aria-label": say(`annotate.${tool}`),
				title: say(`annotate.${tool}`),
				"aria-pressed": "false",
				"data-testid": `annotate-${tool}`,
			},
			icon(tool),
		);
		button.addEventListener("click", () =>
			tell({ type: "viewer.tool", tool: current === tool ? "none" : tool }),
		);
		return { tool, button };
	});
	const clear = h(
		"button",
		{
			class: "btn btn--quiet btn--sm btn--icon",
			type: "button",
			"aria-label": say("annotate.clear"),
			title: say("annotate.clear"),
			"data-testid": "annotate-clear",
		},
		icon("clear"),
	);
	clear.addEventListener("click", () =>
		tell({ type: "viewer.clear_annotations" }),
	);
	const sizes = ZOOMS.map((zoom) => {
		const input = h("input", {
			type: "radio",
			name: "zoom",
			value: zoom,
			"data-testid": `zoom-${zoom}`,
		});
		input.addEventListener("change", () => {
			browser_memory.set(ZOOM, zoom);
			tell({ type: "viewer.zoom", zoom });
		});
		return { zoom, input };
	});
	host.append(
		h(
			"div",
			{
				class: "toolbar desk__tools",
				role: "group",
				"aria-label": say("annotate.label"),
			},
			...tools.map(({ button }) => button),
			clear,
		),
		h(
			"div",
			{
				class: "segmented desk__zoom",
				role: "radiogroup",
				"aria-label": say("zoom.label"),
			},
			...sizes.map(({ zoom, input }) =>
				h("label", {}, input, h("span", {}, say(`zoom.${zoom}`))),
			),
		),
	);

	return ({ session, report }) => {
		current = report?.tool ?? "none";
		for (const { tool, button } of tools) {
			set_attributes(button, { "aria-pressed": String(current === tool) });
			button.disabled = session.state !== "active" || session.paused;
		}
		clear.disabled = !report?.drawings;
		for (const { zoom, input } of sizes)
			input.checked = (report?.zoom ?? "fit") === zoom;
	};
}
