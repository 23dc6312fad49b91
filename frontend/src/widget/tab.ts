import { new_id } from "./ids";
import type { Shelf } from "./storage";

/**
 * This tab's id, the same over its page loads. A tab opened from this one gets a
 * copy of our session storage; so the id lies there only between two pages, and
 * a copy taken while a page lives has none.
 */
export function tab_id(shelf: Shelf, page: Window = window): string {
	const id = shelf.get("tab") ?? new_id();
	shelf.set("tab", null);
	page.addEventListener("pagehide", () => shelf.set("tab", id));
	page.addEventListener("pageshow", (event) => {
		if (event.persisted) shelf.set("tab", null);
	});
	return id;
}

/** True while this tab is what the customer looks at. */
export const is_in_front = (): boolean =>
	document.visibilityState === "visible" && document.hasFocus();

/** Calls `fn` each time this tab comes to the front. */
export function on_front(fn: () => void, page: Window = window): void {
	const check = () => {
		if (is_in_front()) fn();
	};
	document.addEventListener("visibilitychange", check);
	page.addEventListener("focus", check);
	page.addEventListener("pageshow", check);
	// Two windows side by side: a press says more than focus events.
	page.addEventListener(
		"pointerdown",
		(event) => {
			if (event.isTrusted) fn();
		},
		{ capture: true, passive: true },
	);
}
