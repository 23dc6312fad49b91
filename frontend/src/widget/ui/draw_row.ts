/** The customer's drawing tools, and the switch that turns drawings off. */
import { SHAPES } from "../../control/annotate/model";
import type { DrawingTool } from "../../control/annotate/tool";
import type { State } from "../state";
import { by_person, h, set_attr } from "./dom";
import { drawn_icon } from "./icons";
import type { Context } from "./part";

export interface DrawRow {
	readonly node: HTMLElement;
	update(state: State): void;
}

const TOOLS = [...SHAPES, "note"] as const;
const PATHS = {
	pen: [
		"M4 18.500c3-4.500 3.500-11 6-11 3 0-.5 9 2.500 9 2 0 2.500-4.500 4.500-4.500 1.500 0 1.500 3 3 3",
	],
	arrow: ["M5 19L18.500 5.500", "M10 5.500h8.500V14"],
	box: ["M4.500 6h15v12h-15z"],
	highlight: [
		"M8.500 13.500L16 4.500l4 3.300-7.500 9-4.500.6z",
		"M4.500 20.500h15",
	],
	note: [
		"M5 5h14v9.500L14.500 19H5z",
		"M19 14.500h-4.500V19",
		"M8.500 9h7M8.500 12.500h4",
	],
	undo: [
		"M9 5.500L4.500 10 9 14.500",
		"M4.500 10H15a4.500 4.500 0 0 1 0 9h-4.500",
	],
} as const;

export function create_draw_row({ commands, say }: Context): DrawRow {
	let tool: DrawingTool = "none";
	let by_keyboard = false;
	const small = (
		name: keyof typeof PATHS,
		press: (event: MouseEvent) => void,
	): HTMLButtonElement => {
		const label = say(`draw_${name}`);
		return h(
			"button",
			{
				class: "icon-button",
				testid: `draw-${name}`,
				attrs: { "aria-label": label, title: label },
				press,
			},
			drawn_icon(name, PATHS[name]),
		);
	};
	const tools = TOOLS.map((name) => ({
		name,
		button: small(name, (event) => {
			by_keyboard = event.detail === 0;
			commands.draw(tool === name ? "none" : name, by_keyboard);
		}),
	}));
	const undo = small("undo", () => commands.undo_drawing());
	let allowed = true;
	const off = h(
		"button",
		{
			class: "button",
			testid: "draw-off",
			press: by_person(() => commands.allow_drawings(!allowed)),
		},
		say("draw_off"),
	);
	const node = h(
		"div",
		{
			class: "draw-tools",
			attrs: { role: "group", "aria-label": say("draw") },
		},
		...tools.map(({ button }) => button),
		undo,
		off,
	);

	return {
		node,
		update({ drawings }) {
			const before = tool;
			tool = drawings.tool;
			allowed = drawings.allowed;
			for (const { name, button } of tools) {
				set_attr(button, "aria-pressed", String(name === tool));
				button.disabled = !allowed;
			}
			undo.disabled = drawings.own === 0;
			set_attr(off, "aria-pressed", String(!allowed));
			if (tool !== "none" || before === "none" || !by_keyboard) return;
			by_keyboard = false;
			// Escape on the page leads back to where the tool was taken up.
			tools.find(({ name }) => name === before)?.button.focus();
		},
	};
}
