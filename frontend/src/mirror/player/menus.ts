import { insertBefore, removeChild } from "../natives";

/**
 * Has menus measured that grew while the replica was built. Chromium leaves a `<select>`
 * too narrow when text comes into an option that was drawn empty; one that comes and
 * goes makes it look at all of them.
 */
export function measure(menus: Iterable<Element>): void {
	for (const menu of menus as Iterable<HTMLSelectElement>) {
		const { selectedIndex } = menu;
		const passing = menu.ownerDocument.createElement("option");
		insertBefore(menu, passing, null);
		removeChild(menu, passing);
		if (menu.selectedIndex !== selectedIndex)
			menu.selectedIndex = selectedIndex;
	}
}
