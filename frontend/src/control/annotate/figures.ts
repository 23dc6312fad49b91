/** The elements that drawings and notes are on the screen. */
import type { Drawing, Note, Side } from "./model";

const SVG = "http://www.w3.org/2000/svg";

export function make_line(
	lines: SVGElement,
	{ shape, stays }: Drawing,
	side: Side,
): SVGElement {
	const line = lines.ownerDocument.createElementNS(SVG, "path");
	if (!stays) line.classList.add("cobrowse-fades");
	Object.assign(line.dataset, { testid: `annotation-${side}`, shape });
	lines.append(line);
	return line;
}

/** `author`: shown above the text; empty for none. */
export function make_note(
	layer: HTMLElement,
	{ text }: Note,
	author: string,
): HTMLElement {
	const note = layer.ownerDocument.createElement("div");
	note.className = "cobrowse-note";
	note.dir = "auto";
	note.dataset.testid = "annotation-note";
	if (author) {
		const name = layer.ownerDocument.createElement("b");
		name.textContent = author;
		note.append(name);
	}
	note.append(text);
	layer.append(note);
	return note;
}
