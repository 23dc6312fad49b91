/**
 * Browser functions as they were when our code was loaded, called on elements
 * that may lie: a form control named `matches` hides the method of its form,
 * and a page may replace prototypes later.
 */

export { shadowRoot as shadow_of } from "../../mirror";

const getter = <T, V>(prototype: T, name: keyof T & string) => {
	const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
	return (target: T): V => get?.call(target) as V;
};
const setter = <T, V>(prototype: T, name: keyof T & string) => {
	const set = Object.getOwnPropertyDescriptor(prototype, name)?.set;
	return (target: T, value: V): void => set?.call(target, value);
};

const dispatch = EventTarget.prototype.dispatchEvent;
const matches_selector = Element.prototype.matches;
const client_rects = Element.prototype.getClientRects;
const bounding_rect = Element.prototype.getBoundingClientRect;
const scroll_into_view = Element.prototype.scrollIntoView;
const focus_element = HTMLElement.prototype.focus;
const blur_element = HTMLElement.prototype.blur;
const click_element = HTMLElement.prototype.click;
const exec_command = Document.prototype.execCommand;
const request_submit = HTMLFormElement.prototype.requestSubmit;

/** False when a listener prevented the default. */
export const fire = (target: EventTarget, event: Event): boolean =>
	dispatch.call(target, event);

export const matches = (element: Element, selector: string): boolean =>
	matches_selector.call(element, selector);
export const rects_of = (element: Element): DOMRectList =>
	client_rects.call(element);
export const box_of = (element: Element): DOMRect =>
	bounding_rect.call(element);
export const bring_into_view = (element: Element): void =>
	scroll_into_view.call(element, {
		block: "center",
		inline: "nearest",
		behavior: "instant",
	});

export const native_focus = (element: Element): void =>
	focus_element.call(element as HTMLElement, { preventScroll: true });
export const native_blur = (element: Element): void =>
	blur_element.call(element as HTMLElement);
export const native_click = (element: Element): void =>
	click_element.call(element as HTMLElement);
export const native_submit = (
	form: HTMLFormElement,
	submitter: HTMLElement | null,
): void => request_submit.call(form, submitter);

/** An edit as the browser's own editing does it, with caret, undo and input event; false when it declines. */
export function native_edit(
	document: Document,
	command: string,
	text = "",
): boolean {
	try {
		return exec_command.call(document, command, false, text);
	} catch {
		return false;
	}
}

export const parent_node_of = getter<Node, Node | null>(
	Node.prototype,
	"parentNode",
);
export const is_connected = getter<Node, boolean>(
	Node.prototype,
	"isConnected",
);
export const document_of = getter<Node, Document>(
	Node.prototype,
	"ownerDocument",
);
export const slot_of = getter<Element, HTMLSlotElement | null>(
	Element.prototype,
	"assignedSlot",
);
export const controls_of = getter<HTMLFormElement, HTMLFormControlsCollection>(
	HTMLFormElement.prototype,
	"elements",
);

/** The prototype's setters: frameworks put their own `value` on the element to notice writes. */
export const set_input_value = setter<HTMLInputElement, string>(
	HTMLInputElement.prototype,
	"value",
);
export const set_textarea_value = setter<HTMLTextAreaElement, string>(
	HTMLTextAreaElement.prototype,
	"value",
);
export const set_option_selected = setter<HTMLOptionElement, boolean>(
	HTMLOptionElement.prototype,
	"selected",
);
export const set_selected_index = setter<HTMLSelectElement, number>(
	HTMLSelectElement.prototype,
	"selectedIndex",
);

/** Names of page elements hide properties of `document`; these see through. */
export const focused_in = getter<Document, Element | null>(
	Document.prototype,
	"activeElement",
);
export const body_of = getter<Document, HTMLElement | null>(
	Document.prototype,
	"body",
);
export const root_of = getter<Document, HTMLElement | null>(
	Document.prototype,
	"documentElement",
);
const view_of = getter<Document, Realm | null>(
	Document.prototype,
	"defaultView",
);
const query_all = Document.prototype.querySelectorAll;
/** Empty also where the browser does not know the selector. */
export function all_in(document: Document, selector: string): Element[] {
	try {
		return [...query_all.call(document, selector)];
	} catch {
		return [];
	}
}

export type Realm = Window & typeof globalThis;

/** The window whose classes the element's events must be made of; null when its document is gone. */
export const realm_of = (node: Node): Realm | null =>
	view_of(document_of(node)) ?? null;
