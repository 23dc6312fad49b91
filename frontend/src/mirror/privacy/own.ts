import { getAttribute, hasAttribute } from "../natives";

/** Our own interface, and what markup says is not the agent's affair. */
export function isOwn(element: Element): boolean {
	if (hasAttribute(element, "data-cobrowse-root")) return true;
	const markup = getAttribute(element, "data-cobrowse");
	return markup !== null && /\bignore\b/i.test(markup);
}
