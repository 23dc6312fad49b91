import {
	firstChild,
	getAttribute,
	isElement,
	localName,
	nextSibling,
	queryFirst,
} from "../natives";

/** The first icon that the page's head names. */
export function iconOf(page: Document): Element | null {
	const head = queryFirst(page, "head");
	for (let at = head && firstChild(head); at; at = nextSibling(at)) {
		if (!isElement(at) || localName(at) !== "link") continue;
		const kinds = getAttribute(at, "rel")?.toLowerCase().split(/\s+/);
		if (kinds?.includes("icon") && getAttribute(at, "href")) return at;
	}
	return null;
}
