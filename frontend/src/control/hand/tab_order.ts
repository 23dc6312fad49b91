/** The order in which Tab visits the page: positive tabindex first, then as the page reads. */
import { body_of, matches, shadow_of } from "./natives";
import { frame_document, is_visible, tag_of } from "./tree";

interface Stop {
	readonly element: Element;
	/** Position in the page. */
	readonly at: number;
	readonly tabindex: number;
}

/**
 * The next element that Tab (or Shift-Tab) reaches from `from`; wraps around at
 * the end, for the hand has no address bar to go to. Elements that `may_visit`
 * refuses are passed over.
 */
export function tab_stop(
	document: Document,
	from: Element | null,
	backward: boolean,
	may_visit: (element: Element) => boolean,
): Element | null {
	const stops: Stop[] = [];
	let position = 0;
	let from_position = backward ? Number.POSITIVE_INFINITY : -1;
	const visit = (element: Element): void => {
		position += 1;
		if (element === from) from_position = position;
		const tabindex = (element as HTMLElement).tabIndex;
		if (tabindex >= 0 && !frame_document(element))
			stops.push({ element, at: position, tabindex });
		for (const child of children_of(element)) visit(child);
	};
	const body = body_of(document);
	if (body) visit(body);
	const order = stops
		.filter(({ element }) => is_stop(element, from) && may_visit(element))
		.sort((a, b) => rank(a) - rank(b) || a.at - b.at);
	return neighbour(order, from, from_position, backward);
}

const rank = ({ tabindex }: Stop) => tabindex || Number.MAX_SAFE_INTEGER;

function neighbour(
	order: readonly Stop[],
	from: Element | null,
	from_position: number,
	backward: boolean,
): Element | null {
	const index = order.findIndex(({ element }) => element === from);
	if (index >= 0) {
		const step = backward ? -1 : 1;
		return order.at((index + step) % order.length)?.element ?? null;
	}
	const found = backward
		? order.filter(({ at }) => at < from_position).at(-1)
		: order.find(({ at }) => at > from_position);
	return (found ?? order.at(backward ? -1 : 0))?.element ?? null;
}

function children_of(element: Element): Iterable<Element> {
	const shadow = shadow_of(element);
	if (shadow) return shadow.children;
	if (tag_of(element) === "slot") {
		const slotted = (element as HTMLSlotElement).assignedElements();
		return slotted.length > 0 ? slotted : element.children;
	}
	const body = frame_document(element)?.body;
	return body ? [body] : element.children;
}

function is_stop(element: Element, from: Element | null): boolean {
	if (element === from) return true;
	if (matches(element, ":disabled, [inert], [inert] *")) return false;
	return is_visible(element) && !is_passed_over_radio(element, from);
}

/** One stop per radio group: the checked one, or any while none is. */
function is_passed_over_radio(element: Element, from: Element | null): boolean {
	if (!matches(element, "input[type=radio i]")) return false;
	const radio = element as HTMLInputElement;
	const group = radio_group(radio);
	if (from && group.includes(from as HTMLInputElement)) return true;
	return !radio.checked && group.some((other) => other.checked);
}

/** Radio buttons that exclude each other, in page order. */
export function radio_group(radio: HTMLInputElement): HTMLInputElement[] {
	if (!radio.name) return [radio];
	const root = radio.getRootNode() as Document | ShadowRoot;
	return [
		...root.querySelectorAll<HTMLInputElement>("input[type=radio i]"),
	].filter((other) => other.name === radio.name && other.form === radio.form);
}
