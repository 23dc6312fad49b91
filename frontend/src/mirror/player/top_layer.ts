import { FULLSCREEN_MARK } from "../names";
import {
	documentElement,
	hasAttribute,
	matches,
	ownerDocument,
	removeAttribute,
	setAttribute,
} from "../natives";
import { TopLayer } from "../ops";

/** Styles of the browser for fullscreen elements; a popover's own are taken back. */
export const FULLSCREEN_CSS = `
:where([${FULLSCREEN_MARK}]){border:0;padding:0;color:inherit;background:transparent;overflow:visible;object-fit:contain}
:where([${FULLSCREEN_MARK}])::backdrop{background:#000}
[${FULLSCREEN_MARK}]{position:fixed!important;inset:0!important;margin:0!important;box-sizing:border-box!important;
min-width:0!important;max-width:none!important;min-height:0!important;max-height:none!important;width:100%!important;
height:100%!important;transform:none!important}
iframe[${FULLSCREEN_MARK}]{border:0!important;padding:0!important}`;

/** Puts an element on top of the top layer, or takes it out; what cannot be opened stays as it is. */
export function applyTopLayer(node: Element, state: number): void {
	/* What moved between frames has the prototype of another one: no test by class. */
	const element = node as HTMLElement;
	const open = hasAttribute(element, "open");
	/* WebKit would take the agent's focus along. */
	element.inert = true;
	try {
		leave(element);
		if (state === TopLayer.POPOVER) element.showPopover();
		else if (state === TopLayer.MODAL) {
			removeAttribute(element, "open");
			(element as HTMLDialogElement).showModal();
		} else if (state === TopLayer.FULLSCREEN) fill(element);
	} catch {
		/* What the attribute says is restored below. */
	}
	element.inert = false;
	if (open) setAttribute(element, "open", "");
	else removeAttribute(element, "open");
}

function leave(element: HTMLElement): void {
	if (matches(element, ":popover-open")) element.hidePopover();
	if (hasAttribute(element, FULLSCREEN_MARK)) {
		removeAttribute(element, FULLSCREEN_MARK);
		removeAttribute(element, "popover");
	}
	if (!matches(element, ":modal")) return;
	/* Only an open one can be closed. */
	setAttribute(element, "open", "");
	(element as HTMLDialogElement).close();
}

/** Scripts alone can go fullscreen, and the agent's screen is not the customer's: a popover without bounds stands for it. */
function fill(element: HTMLElement): void {
	const page = ownerDocument(element);
	if (!page || element === documentElement(page)) return;
	setAttribute(element, FULLSCREEN_MARK, "");
	setAttribute(element, "popover", "manual");
	element.showPopover();
}
