/** What fields show, so far as it may be told. */
import {
	areaValue,
	inputChecked,
	inputIndeterminate,
	inputType,
	inputValue,
	optionSelected,
	selectOptions,
} from "../natives";
import { MASKED, type Value } from "../writer";
import { isField } from "./fields";
import { isOwn } from "./own";

/** Value of a field to show, or null where a value is neither shown nor told. */
export function shownValue(
	field: Element,
	tag: string,
	masked: boolean,
): Value | null {
	if (tag === "select" || !isField(tag)) return null;
	const type =
		tag === "input" ? inputType(field as HTMLInputElement) : "textarea";
	if (/^(?:checkbox|radio|hidden|file|image)$/.test(type)) return null;
	const value =
		tag === "input"
			? inputValue(field as HTMLInputElement)
			: areaValue(field as HTMLTextAreaElement);
	if (!masked) return value;
	if (type === "range" || type === "color") return null;
	return value === "" ? "" : MASKED;
}

/** Check state in bits, or null under a mask. */
export function shownChecks(
	field: Element,
	tag: string,
	masked: boolean,
): number | null {
	if (tag !== "input" || masked) return null;
	const input = field as HTMLInputElement;
	if (!/^(?:checkbox|radio)$/.test(inputType(input))) return null;
	return (inputChecked(input) ? 1 : 0) | (inputIndeterminate(input) ? 2 : 0);
}

/** Selected options, or null under a mask. */
export function shownChoices(
	field: Element,
	tag: string,
	masked: boolean,
): number[] | null {
	if (tag !== "select" || masked) return null;
	const indexes: number[] = [];
	const options = selectOptions(field as HTMLSelectElement);
	let index = 0;
	for (let i = 0; i < options.length && indexes.length < 1000; i++) {
		const option = options[i];
		if (!option || isOwn(option)) continue;
		if (optionSelected(option)) indexes.push(index);
		index++;
	}
	return indexes;
}
