import type { Shape } from "../../control/annotate/model";
import { TOOLS, type Tool, type ToViewer } from "../../viewer/bridge";
import { h, icon, set_attributes, set_text } from "../dom";
import { say } from "../strings";
import { ink_menu, remembered_ink } from "./drawing_ink";
import type { SessionView, Tell } from "./session_view";

const DRAWN = TOOLS.filter((tool) => tool !== "none");

/** What a viewer has to know before anything is drawn. */
export const drawing_greeting = (): ToViewer => ({
	type: "viewer.ink",
	ink: remembered_ink(),
});

/** Pens and notes, their colour, undo and clear. */
export function mount_drawing(
	host: HTMLElement,
	tell: Tell,
): (view: SessionView) => void {
	let current: Tool = "none";
	const tools = DRAWN.map((tool) => {
		const button = tool_button(tool, say(`annotate.${tool}`));
		button.setAttribute("aria-pressed", "false");
		button.addEventListener("click", (event) =>
			tell({
				type: "viewer.tool",
				tool: current === tool ? "none" : tool,
				// A press without a mouse.
				by_keyboard: event.detail === 0,
			}),
		);
		return { tool, button };
	});
	const ink = ink_menu((chosen) => tell({ type: "viewer.ink", ink: chosen }));
	const undo = tool_button("undo", say("annotate.undo"));
	undo.addEventListener("click", () => tell({ type: "viewer.undo" }));
	const clear = tool_button("clear", say("annotate.clear"));
	clear.addEventListener("click", () =>
		tell({ type: "viewer.clear_annotations" }),
	);
	const off = h("span", {
		class: "small muted desk__tools-off",
		role: "status",
		"data-testid": "annotate-off",
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
			ink.element,
			undo,
			clear,
			off,
		),
	);

	return ({ session, report }) => {
		const is_off = report?.may_draw === false;
		const closed = session.state !== "active" || session.paused || is_off;
		set_text(off, is_off ? say("annotate.off") : "");
		current = report?.tool ?? "none";
		for (const { tool, button } of tools) {
			set_attributes(button, { "aria-pressed": String(current === tool) });
			button.disabled = closed;
		}
		ink.paint(report?.ink ?? remembered_ink(), closed);
		undo.disabled = !report?.own_drawings;
		clear.disabled = !report?.drawings;
	};
}

const tool_button = (
	name: Shape | "note" | "undo" | "clear",
	label: string,
): HTMLButtonElement =>
	h(
		"button",
		{
			class: "btn btn--quiet btn--sm btn--icon",
			type: "button",
			"aria-label": label,
			title: label,
			"data-testid": `annotate-${name}`,
		},
		icon(name),
	);
