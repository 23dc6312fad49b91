import type { MirrorRule } from "../mirror";

/** What a site with customers' data would have, by effect and by kind of selector. */
const SELECTORS: readonly [MirrorRule["effect"], string][] = [
	["mask", ".mask"],
	["mask", "[data-private]"],
	["mask", ".customer .price"],
	["mask", ".orders > .order"],
	["mask", "section:has(> .iban)"],
	["mask", "input[name^=account], input[autocomplete^=cc-]"],
	["mask", "#account-summary"],
	["mask", "div.row-3"],
	["block", ".advert"],
	["restrict", "button.order, a.delete"],
];

export const RULES: readonly MirrorRule[] = SELECTORS.map(
	([effect, selector], index) => ({ id: index + 1, selector, effect }),
);

const within = (section: Element, selector: string): Element | null =>
	section.querySelector(selector);

/** One in this many items is a customer's, each hidden in another way. */
const EVERY = 10;
const WAYS: readonly ((section: Element) => void)[] = [
	(section) => section.classList.add("mask"),
	(section) => section.setAttribute("data-private", ""),
	(section) => section.setAttribute("data-cobrowse", "mask"),
	(section) => within(section, "p")?.classList.add("iban"),
	(section) => section.classList.add("mask"),
	(section) => {
		section.classList.add("customer");
		within(section, "a")?.classList.add("advert");
		within(section, "input")?.setAttribute("name", "account");
	},
];

/** Marks a tenth of a page's items as its templates would; rules read it. */
export function makePrivate(): void {
	const items = document.querySelectorAll("main > section.row");
	for (let i = EVERY / 2; i < items.length; i += EVERY) {
		const item = items[i];
		if (item) WAYS[(i / EVERY - 0.5) % WAYS.length]?.(item);
	}
}
