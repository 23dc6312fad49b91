/** Fields that a person sets with the browser's own pickers: dates, colours, sliders, menus, lists. */
import type { Mods } from "../keys";
import { fire_change, fire_picked, fire_set } from "./events";
import type { Focus } from "./focus";
import {
	document_of,
	matches,
	set_input_value,
	set_option_selected,
	set_selected_index,
} from "./natives";
import { forbidden, Refused } from "./refusal";
import { is_text_field, select_text } from "./text_fields";

const PICKED =
	"input[type=date i], input[type=time i], input[type=datetime-local i], input[type=month i], input[type=week i], input[type=color i], input[type=range i]";

/** Sliders that are held: they have another value, and no `change` has told. */
const held = new WeakSet<Element>();

/** Refuses what the browser would not take as a value of that field. `going`: more follows before it is let go. */
export function pick_value(
	element: Element,
	value: string,
	going: boolean,
	focus: Focus,
): void {
	if (!matches(element, PICKED)) throw new Refused("bad_command");
	const field = element as HTMLInputElement;
	const trial = document_of(field).createElement("input");
	trial.type = field.type;
	if (field.type === "range") {
		trial.min = field.min;
		trial.max = field.max;
		trial.step = field.step;
	}
	trial.value = value;
	const kept = trial.value.toLowerCase() === value.toLowerCase();
	const is_number = field.type === "range" && /^-?\d+(\.\d+)?$/.test(value);
	if (!kept && !is_number) throw new Refused("bad_command");
	focus.to(field);
	const is_other = field.value !== trial.value;
	if (is_other) {
		set_input_value(field, value);
		fire_set(field);
	}
	if (going) {
		if (is_other) held.add(field);
	} else if (held.delete(field) || is_other) fire_change(field);
}

export function pick_options(
	element: Element,
	indexes: readonly number[],
	focus: Focus,
): void {
	if (!matches(element, "select")) throw new Refused("bad_command");
	const select = element as HTMLSelectElement;
	const options = [...select.options];
	const wanted = new Set(indexes);
	if (!select.multiple && wanted.size !== 1) throw new Refused("bad_command");
	for (const index of wanted) {
		const option = options[index];
		if (!option) throw new Refused("bad_command");
		if (!option.selected && is_disabled(option)) throw forbidden("disabled");
	}
	focus.to(select);
	const changed = options.filter(
		(option, index) => option.selected !== wanted.has(index),
	);
	if (changed.length === 0) return;
	if (!select.multiple) set_selected_index(select, [...wanted][0] ?? -1);
	else
		for (const option of changed) set_option_selected(option, !option.selected);
	fire_picked(select);
}

/** Where a choice of many begins: the option that was pressed last without Shift. */
const anchors = new WeakMap<HTMLSelectElement, number>();

/**
 * A press on an option of an open list. In a multiple choice Ctrl adds or takes it,
 * and Shift chooses all as far as there.
 */
export function press_option(
	option: HTMLOptionElement,
	mods: Mods,
	focus: Focus,
): void {
	const select = option.closest("select");
	if (!select || is_disabled(option)) return;
	const index = [...select.options].indexOf(option);
	const anchor = anchors.get(select) ?? select.selectedIndex;
	if (select.multiple && mods.shift && anchor >= 0) {
		pick_options(select, usable_between(select, anchor, index), focus);
		return;
	}
	anchors.set(select, index);
	const chosen = [...select.selectedOptions].map((chosen) => chosen.index);
	const next =
		!(mods.ctrl || mods.meta) || !select.multiple
			? [index]
			: option.selected
				? chosen.filter((at) => at !== index)
				: [...chosen, index];
	pick_options(select, next, focus);
}

function usable_between(
	select: HTMLSelectElement,
	one: number,
	other: number,
): number[] {
	const [from, to] = one < other ? [one, other] : [other, one];
	return [...select.options]
		.slice(from, to + 1)
		.filter((option) => !is_disabled(option))
		.map((option) => option.index);
}

const is_disabled = (option: HTMLOptionElement): boolean =>
	matches(option, "option:disabled, optgroup:disabled option");

export function select_span(
	element: Element,
	start: number,
	end: number,
): void {
	if (!is_text_field(element)) throw new Refused("bad_command");
	const length = element.value.length;
	select_text(element, {
		start: Math.min(start, length),
		end: Math.min(Math.max(start, end), length),
		backward: false,
	});
}
