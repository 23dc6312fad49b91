/** Puts new figures into the page that the server rendered; what is the same stays. */
import type { Cell, Figures, Panel, Row } from "./realtime_shapes";

export function show_figures(root: ParentNode, figures: Figures): void {
	for (const panel of figures.panels) {
		const place = root.querySelector(`[data-template="${panel.key}"]`);
		if (place === null) continue;
		const body = place.querySelector("tbody");
		if (body === null) show_cells(place, panel.cells);
		else show_table(place, body, panel);
	}
}

function show_table(place: Element, body: Element, panel: Panel): void {
	const known = new Map<string, HTMLTableRowElement>();
	for (const row of body.querySelectorAll<HTMLTableRowElement>("[data-row]"))
		known.set(row.dataset.row ?? "", row);
	const empty = body.querySelector<HTMLElement>("[data-empty]");
	let after: Element | null = null;
	for (const row of panel.rows) {
		const id = String(row.id);
		const line = known.get(id) ?? new_line(place, id);
		known.delete(id);
		const next: Element | null =
			after === null ? body.firstElementChild : after.nextElementSibling;
		if (line !== next) body.insertBefore(line, next);
		show_line(line, row);
		after = line;
	}
	for (const gone of known.values()) gone.remove();
	const is_empty = panel.rows.length === 0;
	if (empty !== null) empty.hidden = !is_empty;
	const foot = place.querySelector("tfoot");
	if (foot === null) return;
	foot.hidden = is_empty;
	show_cells(foot, panel.cells);
}

/** A row has a cell for every column of the head. */
function new_line(place: Element, id: string): HTMLTableRowElement {
	const line = document.createElement("tr");
	line.dataset.row = id;
	const head = document.createElement("th");
	head.scope = "row";
	head.append(span("", "name"), span("rt-place", "place"));
	line.append(head);
	for (const column of place.querySelectorAll<HTMLElement>("[data-column]")) {
		const cell = document.createElement("td");
		cell.dataset.cell = column.dataset.column ?? "";
		cell.className = column.className;
		line.append(cell);
	}
	return line;
}

function show_line(line: Element, row: Row): void {
	set_text(line.querySelector("[data-name]"), row.name);
	set_text(line.querySelector("[data-place]"), row.place);
	show_cells(line, row.cells);
}

function show_cells(place: Element, cells: Cell[]): void {
	for (const cell of cells) {
		const box = place.querySelector<HTMLElement>(`[data-cell="${cell.key}"]`);
		if (box !== null) show_cell(box, cell);
	}
}

function show_cell(box: HTMLElement, cell: Cell): void {
	if (cell.level) box.dataset.level = cell.level;
	else delete box.dataset.level;
	const inner = box.querySelector("dd") ?? box;
	const value = value_element(inner, cell);
	set_text(value, cell.text);
	const note = beside(inner, "note", "rt-note", cell.note, value);
	beside(inner, "mark", "rt-level", cell.level_word, note ?? value);
}

/** A link where there is more about it; else only text. */
function value_element(inner: Element, cell: Cell): HTMLElement {
	const old = inner.querySelector<HTMLElement>("[data-value]");
	const tag = cell.href ? "a" : "span";
	const value = old?.localName === tag ? old : document.createElement(tag);
	if (value !== old) {
		value.dataset.value = "";
		if (old === null) inner.prepend(value);
		else old.replaceWith(value);
	}
	value.className = cell.whole ? "rt-value mono" : "rt-value";
	if (cell.whole) value.title = cell.whole;
	else value.removeAttribute("title");
	if (cell.href) value.setAttribute("href", cell.href);
	return value;
}

function beside(
	inner: Element,
	name: string,
	look: string,
	text: string | undefined,
	after: Element,
): Element | null {
	const old = inner.querySelector(`[data-${name}]`);
	if (!text) {
		old?.remove();
		return null;
	}
	const shown = old ?? span(look, name);
	if (old === null) after.after(shown);
	set_text(shown, text);
	return shown;
}

function span(look: string, name: string): HTMLSpanElement {
	const made = document.createElement("span");
	if (look) made.className = look;
	made.dataset[name] = "";
	return made;
}

function set_text(element: Element | null, text: string): void {
	if (element !== null && element.textContent !== text)
		element.textContent = text;
}
