import { insertBefore, isElement, parentNode, removeChild } from "../natives";

/**
 * Menus of a replica that grows. Chromium does not measure a `<select>` anew when text
 * comes into an option that was drawn empty, and leaves it too narrow for its choices.
 */
export class GrownMenus {
	/** Options of the unit that is being applied: nothing has drawn them yet. */
	#fresh = new Set<Node>();
	#stale = new Set<HTMLSelectElement>();

	clear(): void {
		this.#fresh.clear();
		this.#stale.clear();
	}

	/** `node` was put into `parent` while the page is built. */
	built(node: Node, parent: Node): void {
		if (isElement(node) && node.localName === "option") this.#fresh.add(node);
		if (!isElement(parent) || parent.localName !== "option") return;
		if (this.#fresh.has(parent)) return;
		const menu = (parent as HTMLOptionElement).closest("select");
		if (menu) this.#stale.add(menu);
	}

	/** A unit has been applied. */
	settle(): void {
		this.#fresh.clear();
	}

	/** The page is complete. */
	complete(): void {
		for (const menu of this.#stale) if (parentNode(menu)) measure(menu);
		this.#stale.clear();
	}
}

/** An option that comes and goes has the browser look at all of them. */
function measure(menu: HTMLSelectElement): void {
	const { selectedIndex } = menu;
	const passing = menu.ownerDocument.createElement("option");
	insertBefore(menu, passing, null);
	removeChild(menu, passing);
	if (menu.selectedIndex !== selectedIndex) menu.selectedIndex = selectedIndex;
}
