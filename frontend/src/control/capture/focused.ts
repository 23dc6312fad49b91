/** Where the customer's focus is, as the replica shows it. */
import { STATE_MARK } from "../../mirror/names";
import type { Replica } from "./replica";

export function focused_field(replica: Replica): Element | null {
	let root: Document | ShadowRoot | null | undefined =
		replica.frame.contentDocument;
	let found: Element | null = null;
	while (root) {
		const marked: Element | undefined = [
			...root.querySelectorAll(`[${STATE_MARK}~="focus-within"]`),
		].at(-1);
		if (!marked) break;
		found = marked;
		root =
			marked.shadowRoot ??
			(marked as Partial<HTMLIFrameElement>).contentDocument;
	}
	return found?.matches(`[${STATE_MARK}~="focus"]`) ? found : null;
}
