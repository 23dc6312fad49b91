/** What arrow keys, Home, End and the Page keys do: in text, in menus and sliders, on the page. */
import type { Mods } from "../keys";
import { fire_before_input, fire_picked } from "./events";
import {
	matches,
	native_click,
	realm_of,
	set_input_value,
	set_selected_index,
} from "./natives";
import { page_of, scroll_by_key } from "./scrolling";
import { radio_group } from "./tab_order";
import {
	is_multiline,
	is_text_field,
	select_text,
	selection_of,
	type TextField,
} from "./text_fields";

const FORWARD = new Set(["ArrowRight", "ArrowDown", "End", "PageDown"]);
const LINEWISE = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown"]);

/** Options of a closed menu that a Page key passes. */
const MENU_PAGE = 3;

/** `to_radio` moves the focus; it refuses by throwing. */
export function move_by_key(
	target: Element,
	key: string,
	mods: Mods,
	to_radio: (radio: Element) => void,
): void {
	if (is_text_field(target)) move_in_field(target, key, mods);
	else if ((target as HTMLElement).isContentEditable)
		(key.startsWith("Page") ? move_by_page : modify_selection)(
			target,
			key,
			mods,
		);
	else if (matches(target, "input[type=radio i]"))
		move_in_group(target as HTMLInputElement, key, to_radio);
	else if (matches(target, "input[type=range i]"))
		slide(target as HTMLInputElement, key);
	else if (matches(target, "select")) choose(target as HTMLSelectElement, key);
	else scroll_by_key(target, key);
}

function move_in_field(field: TextField, key: string, mods: Mods): void {
	if (matches(field, "input[type=number i]") && key.startsWith("ArrowU")) {
		step(field as HTMLInputElement, 1);
		return;
	}
	if (matches(field, "input[type=number i]") && key === "ArrowDown") {
		step(field as HTMLInputElement, -1);
		return;
	}
	if (key.startsWith("Page")) {
		if (is_multiline(field)) move_by_page(field, key, mods);
		else if (!mods.shift) scroll_by_key(field, key);
		return;
	}
	const before = selection_of(field);
	const by_word = mods.ctrl && key.startsWith("Arrow");
	if (!before || by_word || (is_multiline(field) && LINEWISE.has(key))) {
		modify_selection(field, key, mods);
		return;
	}
	const { value } = field;
	const anchor = before.backward ? before.end : before.start;
	const head = before.backward ? before.start : before.end;
	const collapses = before.start !== before.end && !mods.shift;
	const next =
		collapses && key === "ArrowLeft"
			? before.start
			: collapses && key === "ArrowRight"
				? before.end
				: moved(value, head, key, is_multiline(field) && !mods.ctrl);
	const start = mods.shift ? Math.min(anchor, next) : next;
	const end = mods.shift ? Math.max(anchor, next) : next;
	select_text(field, { start, end, backward: mods.shift && next < anchor });
}

function moved(
	text: string,
	at: number,
	key: string,
	by_line: boolean,
): number {
	if (key === "ArrowLeft")
		return Math.max(0, at - [...text.slice(0, at)].slice(-1).join("").length);
	if (key === "ArrowRight")
		return at + ([...text.slice(at, at + 2)][0]?.length ?? 0);
	if (!by_line) return FORWARD.has(key) ? text.length : 0;
	if (key === "Home") return text.lastIndexOf("\n", at - 1) + 1;
	const line_end = text.indexOf("\n", at);
	return line_end < 0 ? text.length : line_end;
}

/** The browser's own caret movement: by word, by line, and in editable regions. */
function modify_selection(target: Element, key: string, mods: Mods): void {
	const unit = LINEWISE.has(key)
		? "line"
		: key === "Home" || key === "End"
			? mods.ctrl
				? "documentboundary"
				: "lineboundary"
			: mods.ctrl
				? "word"
				: "character";
	realm_of(target)
		?.getSelection()
		?.modify(
			mods.shift ? "extend" : "move",
			FORWARD.has(key) ? "forward" : "backward",
			unit,
		);
}

/** The caret by as many lines as a page has, and what is seen along with it. */
function move_by_page(target: Element, key: string, mods: Mods): void {
	const view = realm_of(target);
	if (!view) return;
	const page = page_of(Math.min(target.clientHeight, view.innerHeight));
	const { fontSize, lineHeight } = view.getComputedStyle(target);
	const line =
		Number.parseFloat(lineHeight) || 1.2 * Number.parseFloat(fontSize);
	for (let lines = Math.max(1, Math.floor(page / line)); lines > 0; lines -= 1)
		modify_selection(target, key, mods);
	const top = FORWARD.has(key) ? page : -page;
	target.scrollBy({ top, behavior: "instant" });
}

function step(field: HTMLInputElement, by: 1 | -1): void {
	if (matches(field, "[readonly]")) return;
	const trial = field.cloneNode() as HTMLInputElement;
	trial.value = field.value;
	if (by > 0) trial.stepUp();
	else trial.stepDown();
	if (trial.value === field.value) return;
	if (!fire_before_input(field, "insertText", trial.value)) return;
	set_input_value(field, trial.value);
	fire_picked(field);
}

function slide(range: HTMLInputElement, key: string): void {
	const before = range.value;
	const min = number_or(range.min, 0);
	const max = Math.max(min, number_or(range.max, 100));
	const step = number_or(range.step, 1);
	const unit = range.step === "any" ? (max - min) / 100 : step > 0 ? step : 1;
	const by = key.startsWith("Page") ? Math.max((max - min) / 10, unit) : unit;
	const up = key === "ArrowRight" || key === "ArrowUp" || key === "PageUp";
	const moved = Number(before) + (up ? by : -by);
	const next = key === "Home" ? min : key === "End" ? max : moved;
	set_input_value(range, String(Number(next.toFixed(6))));
	if (range.value !== before) fire_picked(range);
}

const number_or = (text: string, otherwise: number): number => {
	const number = Number.parseFloat(text);
	return Number.isFinite(number) ? number : otherwise;
};

function choose(select: HTMLSelectElement, key: string): void {
	const usable = [...select.options]
		.map((_, index) => index)
		.filter((index) => !is_disabled(select.options[index]));
	const here = select.selectedIndex;
	const shown = select.size || (select.multiple ? 4 : 1);
	const page = shown > 1 ? shown - 1 : MENU_PAGE;
	const by = key.startsWith("Page") ? page : 1;
	const ahead = FORWARD.has(key)
		? usable.filter((index) => index > here)
		: usable.filter((index) => index < here).reverse();
	const far = key === "Home" || key === "End" ? Number.POSITIVE_INFINITY : by;
	const next =
		ahead.find((index) => Math.abs(index - here) >= far) ?? ahead.at(-1);
	if (next === undefined || next === here) return;
	set_selected_index(select, next);
	fire_picked(select);
}

const is_disabled = (option: HTMLOptionElement | undefined): boolean =>
	!option || matches(option, "option:disabled, optgroup:disabled option");

function move_in_group(
	radio: HTMLInputElement,
	key: string,
	to_radio: (radio: Element) => void,
): void {
	if (!key.startsWith("Arrow")) return;
	const group = radio_group(radio).filter(
		(other) => other === radio || !matches(other, ":disabled"),
	);
	const by = FORWARD.has(key) ? 1 : -1;
	const next = group.at((group.indexOf(radio) + by) % group.length);
	if (!next || next === radio) return;
	to_radio(next);
	native_click(next);
}
