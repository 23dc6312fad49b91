import type { State } from "../state";
import { h, set_attr, show } from "./dom";
import type { DrawRow } from "./draw_row";
import { icon } from "./icons";
import type { Context } from "./part";

/** The pencil in the bar, and the row of tools that it opens; they are fetched then. */
export class DrawPart {
	readonly button: HTMLElement;
	readonly row = h("div", { class: "draw-row", attrs: { id: "draw-row" } });
	#tools: DrawRow | null = null;
	#is_open = false;
	#state: State | null = null;

	constructor(private readonly context: Context) {
		const label = context.say("draw");
		this.button = h(
			"button",
			{
				class: "button",
				testid: "draw",
				attrs: {
					title: label,
					"aria-label": label,
					"aria-controls": "draw-row",
				},
				press: () => this.#open(!this.#is_open),
			},
			icon("pencil"),
		);
		this.#open(false);
	}

	/** `shares`: the agent sees the page now. */
	update(state: State, shares: boolean): void {
		this.#state = state;
		show(this.button, shares);
		if (!shares && this.#is_open) this.#open(false);
		if (this.#is_open) this.#tools?.update(state);
	}

	#open(open: boolean): void {
		const { commands } = this.context;
		this.#is_open = open;
		set_attr(this.button, "aria-expanded", String(open));
		show(this.row, open && this.#tools !== null);
		if (open) this.#fetch();
		else if (this.#state && this.#state.drawings.tool !== "none")
			commands.draw("none", false);
	}

	#fetch(): void {
		if (this.#tools) {
			if (this.#state) this.#tools.update(this.#state);
			return;
		}
		import("./draw_row").then(
			({ create_draw_row }) => {
				this.#tools ??= create_draw_row(this.context);
				this.row.replaceChildren(this.#tools.node);
				show(this.row, this.#is_open);
				if (this.#state) this.#tools.update(this.#state);
			},
			// The network is away: the next press asks again.
			() => this.#open(false),
		);
	}
}
