import { ZOOMS } from "../../viewer/bridge";
import { h } from "../dom";
import { browser_memory } from "../memory";
import { say } from "../strings";
import type { SessionView, Tell } from "./session_view";

/** The size that was chosen last, in this browser's memory. */
export const ZOOM = "zoom";

/** How large the page is shown. */
export function mount_zoom(
	host: HTMLElement,
	tell: Tell,
): (view: SessionView) => void {
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
				class: "segmented desk__zoom",
				role: "radiogroup",
				"aria-label": say("zoom.label"),
			},
			...sizes.map(({ zoom, input }) =>
				h("label", {}, input, h("span", {}, say(`zoom.${zoom}`))),
			),
		),
	);

	return ({ report }) => {
		for (const { zoom, input } of sizes)
			input.checked = (report?.zoom ?? "fit") === zoom;
	};
}
