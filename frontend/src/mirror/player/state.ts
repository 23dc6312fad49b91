import { MirrorStreamError } from "../ops";

/** Sets the value of a field of the replica; nothing listens there. */
export function applyValue(element: Element, value: string): void {
	const tag = element.localName;
	try {
		if (tag === "input") (element as HTMLInputElement).value = value;
		else if (tag === "textarea") (element as HTMLTextAreaElement).value = value;
		else throw new MirrorStreamError("bad_reference", "field");
	} catch (error) {
		/* A file field refuses every value; the recorder never sends one. */
		if (error instanceof MirrorStreamError) throw error;
	}
}

export function applyChecked(element: Element, bits: number): void {
	if (element.localName !== "input")
		throw new MirrorStreamError("bad_reference", "check box");
	const input = element as HTMLInputElement;
	input.checked = (bits & 1) === 1;
	input.indeterminate = (bits & 2) === 2;
}

export function applySelected(
	element: Element,
	indexes: readonly number[],
): void {
	if (element.localName !== "select")
		throw new MirrorStreamError("bad_reference", "select");
	const select = element as HTMLSelectElement;
	if (!select.multiple) {
		select.selectedIndex = indexes[0] ?? -1;
		return;
	}
	const chosen = new Set(indexes);
	const { options } = select;
	for (let i = 0; i < options.length; i++) {
		const option = options[i];
		if (option) option.selected = chosen.has(i);
	}
}
