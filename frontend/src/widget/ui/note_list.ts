import type { NoteWords } from "../sharing_contract";
import type { State } from "../state";
import { bar_view } from "../views";
import { h, place_children, show } from "./dom";
import type { Context } from "./part";

/** The notes on the page for those who hear it: on the page itself they are pictures. */
export class NoteList {
	readonly node: HTMLElement;
	#told: readonly NoteWords[] = [];

	constructor(private readonly context: Context) {
		const label = context.say("notes_label");
		this.node = h("div", {
			class: "visually-hidden",
			testid: "annotation-notes",
			attrs: { role: "list", "aria-label": label },
		});
		this.node.hidden = true;
	}

	update(state: State): void {
		const { notes } = state.drawings;
		if (notes === this.#told) return;
		this.#told = notes;
		const { say } = this.context;
		const view = bar_view(state);
		const agent = ("agent" in view && view.agent) || say("bar_agent");
		place_children(
			this.node,
			notes.map(({ side, name, text }) => {
				const place = name || say("part_unnamed");
				const words = { agent, name: place, text };
				const line = say(side === "agent" ? "note_theirs" : "note_mine", words);
				return h("div", { attrs: { role: "listitem" } }, line);
			}),
		);
		show(this.node, notes.length > 0);
	}
}
