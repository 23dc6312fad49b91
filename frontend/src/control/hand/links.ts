/** Links under the hand: the customer stays in the tab that is shared. */
import { matches, realm_of } from "./natives";
import { closest } from "./tree";

/** The link that a press on the element would follow. */
export const link_of = (element: Element): HTMLAnchorElement | null =>
	closest(element, (at) => matches(at, "a[href]")) as HTMLAnchorElement | null;

/**
 * To be called before a click on the link. Browsers let no script open a tab,
 * so a link that asks for one would do nothing; it opens here instead, unless
 * the page takes the click upon itself.
 */
export function stay_in_tab(link: HTMLAnchorElement): void {
	const view = realm_of(link);
	const wants_tab = link.target || base_target(link);
	if (wants_tab !== "_blank" || !view || !/^https?:$/.test(link.protocol))
		return;
	const follow = (event: Event): void => {
		if (event.defaultPrevented) return;
		event.preventDefault();
		view.location.assign(link.href);
	};
	view.addEventListener("click", follow, { once: true });
	view.setTimeout(() => view.removeEventListener("click", follow));
}

const base_target = (link: Element): string =>
	link.ownerDocument.querySelector("base")?.target ?? "";
