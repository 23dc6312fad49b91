/** This browser tab's own id: the newest tab has the desktop. */
import type { Memory } from "./memory";

/**
 * The same over page loads of this tab. A duplicated tab gets a copy of the session
 * storage; so the id lies there only between two pages, and a copy that is made
 * while a page lives has none.
 */
export function tab_id(
	memory: Memory,
	page: Pick<Window, "addEventListener">,
	make: () => string,
): string {
	const id = memory.get("tab") ?? make();
	memory.set("tab", null);
	page.addEventListener("pagehide", () => memory.set("tab", id));
	page.addEventListener("pageshow", (event) => {
		if (event.persisted) memory.set("tab", null);
	});
	return id;
}
