import { type Anchor, type Entry, name_of } from "../control";
import { by_id, h, set_text } from "../desktop/dom";
import { say } from "../desktop/strings";

/** Drawings and notes for agents who hear them: they are in pictures else. */
export class DrawingWords {
	#said = by_id("said");
	#notes = by_id("notes");
	#pointed = "";

	constructor() {
		this.#notes.setAttribute("aria-label", say("annotate.notes"));
	}

	/** What the cross is on; said once while it stays there. */
	point_at(name: string): void {
		if (name !== this.#pointed) this.say(name);
		this.#pointed = name;
	}

	/** Once, politely. */
	say(words: string): void {
		this.#pointed = "";
		// The same words again are news, too.
		this.#said.replaceChildren(h("span", {}, words));
	}

	/** The customer has drawn this. */
	tell({ annotation, anchor }: Entry): void {
		const name = name_at(anchor);
		if (annotation.op === "note")
			this.say(say("annotate.heard.note", { name, text: annotation.text }));
		else this.say(say(`annotate.heard.${annotation.shape}`, { name }));
	}

	/** All notes of the page, as a list to read. */
	list(entries: readonly Entry[]): void {
		const lines = entries.flatMap(({ annotation, side, anchor }) => {
			if (annotation.op !== "note") return [];
			const name = name_at(anchor);
			return say(`annotate.note_of.${side}`, { name, text: annotation.text });
		});
		const items = [...this.#notes.children];
		for (const item of items.slice(lines.length)) item.remove();
		lines.forEach((line, index) => {
			const item = items[index] ?? this.#notes.appendChild(h("li"));
			set_text(item, line);
		});
		this.#notes.hidden = lines.length === 0;
	}
}

const name_at = (anchor: Anchor): string =>
	name_of(anchor.node()) || say("annotate.somewhere");
