/** Clicks of the hand, without what they open at the customer's: pickers are the agent's own. */
import { fire_pointer, type MouseFacts } from "./events";
import { document_of, matches, native_click, realm_of } from "./natives";
import { control_of } from "./reach";
import { lineage } from "./tree";

/** `click`, or `auxclick`. */
export const fire_click = (
	target: Element,
	type: "click" | "auxclick",
	facts: MouseFacts,
): void => without_picker(target, () => fire_pointer(target, type, facts));

/** As Enter and Space click. */
export const click_by_key = (target: Element): void =>
	without_picker(target, () => native_click(target));

/**
 * Browsers open the picker of a colour field at any click, soon after the customer
 * pressed something. Prevented where the click comes to its end, for the page's own
 * listeners to hear it untouched.
 */
function without_picker(target: Element, click: () => void): void {
	const control = control_of(target);
	if (!control || !matches(control, "input[type=color i]")) {
		click();
		return;
	}
	const view = realm_of(control);
	const way = [...lineage(control), document_of(control), view];
	/** Further out, a closed shadow root hides where it began. */
	let heard: Event | null = null;
	const stop = (event: Event) => {
		if (event.composedPath()[0] === control) heard = event;
		if (event !== heard) return;
		if (event.cancelBubble || event.currentTarget === view)
			event.preventDefault();
	};
	for (const at of way) at?.addEventListener("click", stop);
	try {
		click();
	} finally {
		for (const at of way) at?.removeEventListener("click", stop);
	}
}
