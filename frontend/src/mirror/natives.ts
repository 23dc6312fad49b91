/**
 * DOM accessors taken from the prototypes once, when this module loads: a form
 * control named `childNodes`, or a page that patches `matches` later, cannot get
 * between us and the tree. A page that had patched them before gets the ones of
 * a clean frame.
 */
type Realm = typeof globalThis;

const PROBES: [keyof Realm & string, string][] = [
	["Element", "matches"],
	["Element", "getAttribute"],
	["Element", "getAttributeNames"],
	["Element", "querySelectorAll"],
	["Node", "contains"],
];

function isNative(value: unknown): boolean {
	return (
		typeof value === "function" &&
		Function.prototype.toString.call(value).includes("[native code]")
	);
}

function isClean(): boolean {
	return PROBES.every(([owner, name]) => {
		const made: unknown = globalThis[owner];
		return (
			typeof made === "function" &&
			isNative(Object.getOwnPropertyDescriptor(made.prototype, name)?.value)
		);
	});
}

function takeRealm(): Realm {
	if (isClean()) return globalThis;
	const frame = document.createElement("iframe");
	frame.setAttribute("data-cobrowse-root", "");
	frame.hidden = true;
	document.documentElement.append(frame);
	const realm = frame.contentWindow as unknown as Realm | null;
	frame.remove();
	return realm ?? globalThis;
}

const absent = typeof Node === "undefined";
const realm = absent ? globalThis : takeRealm();

type Key<T> = keyof T & string;

function getter<T extends object, K extends Key<T>>(
	owner: () => { prototype: T },
	name: K,
): (self: T) => T[K] {
	const get = absent
		? undefined
		: Object.getOwnPropertyDescriptor(owner().prototype, name)?.get;
	return get ? (self) => get.call(self) as T[K] : (self) => self[name];
}

function method<T extends object, A extends unknown[], R>(
	owner: () => { prototype: T },
	name: Key<T>,
): (self: T, ...given: A) => R {
	const call: unknown = absent
		? undefined
		: Object.getOwnPropertyDescriptor(owner().prototype, name)?.value;
	return (self, ...given) =>
		Reflect.apply(call as (...given: A) => R, self, given) as R;
}

const node = () => realm.Node;
const element = () => realm.Element;

export const nodeType = getter(node, "nodeType");
export const parentNode = getter(node, "parentNode");
export const firstChild = getter(node, "firstChild");
export const lastChild = getter(node, "lastChild");
export const nextSibling = getter(node, "nextSibling");
export const previousSibling = getter(node, "previousSibling");
export const isConnected = getter(node, "isConnected");
export const ownerDocument = getter(node, "ownerDocument");
export const baseURI = getter(node, "baseURI");
export const textContent = getter(node, "textContent");
export const rootOf = method<Node, [], Node>(node, "getRootNode");
export const contains = method<Node, [Node | null], boolean>(node, "contains");
export const insertBefore = method<Node, [Node, Node | null], Node>(
	node,
	"insertBefore",
);
export const removeChild = method<Node, [Node], Node>(node, "removeChild");

export const localName = getter(element, "localName");
export const namespaceURI = getter(element, "namespaceURI");
export const shadowRoot = getter(element, "shadowRoot");
export const attributeNames = method<Element, [], string[]>(
	element,
	"getAttributeNames",
);
export const getAttribute = method<Element, [string], string | null>(
	element,
	"getAttribute",
);
export const setAttribute = method<Element, [string, string], void>(
	element,
	"setAttribute",
);
export const removeAttribute = method<Element, [string], void>(
	element,
	"removeAttribute",
);
export const hasAttribute = method<Element, [string], boolean>(
	element,
	"hasAttribute",
);
export const matches = method<Element, [string], boolean>(element, "matches");
export const boundingRect = method<Element, [], DOMRect>(
	element,
	"getBoundingClientRect",
);
export const scrollTo = method<Element, [ScrollToOptions], void>(
	element,
	"scrollTo",
);
export const scrollLeft = getter(element, "scrollLeft");
export const scrollTop = getter(element, "scrollTop");
export const firstElementChild = getter(element, "firstElementChild");

export const textData = getter(() => realm.CharacterData, "data");
export const shadowHost = getter(() => realm.ShadowRoot, "host");

export const inputValue = getter(() => realm.HTMLInputElement, "value");
export const inputType = getter(() => realm.HTMLInputElement, "type");
export const inputChecked = getter(() => realm.HTMLInputElement, "checked");
export const inputIndeterminate = getter(
	() => realm.HTMLInputElement,
	"indeterminate",
);
export const areaValue = getter(() => realm.HTMLTextAreaElement, "value");
export const selectOptions = getter(() => realm.HTMLSelectElement, "options");
export const formFields = getter(() => realm.HTMLFormElement, "elements");
export const fieldsetFields = getter(
	() => realm.HTMLFieldSetElement,
	"elements",
);
export const optionSelected = getter(() => realm.HTMLOptionElement, "selected");
export const frameDocument = getter(
	() => realm.HTMLIFrameElement,
	"contentDocument",
);
const htmlSheet = getter(() => realm.HTMLStyleElement, "sheet");
const svgSheet = getter(() => realm.SVGStyleElement, "sheet");
const linkSheet = getter(() => realm.HTMLLinkElement, "sheet");

/** The sheet of a style or link element. */
export function sheetOf(owner: Element): CSSStyleSheet | null {
	if (localName(owner) === "link") return linkSheet(owner as HTMLLinkElement);
	return namespaceURI(owner) === "http://www.w3.org/2000/svg"
		? svgSheet(owner as SVGStyleElement)
		: htmlSheet(owner as HTMLStyleElement);
}
export const documentElement = getter(() => realm.Document, "documentElement");
export const fullscreenElement = getter(
	() => realm.Document,
	"fullscreenElement",
);

const queryElement = method<Element, [string], NodeListOf<Element>>(
	element,
	"querySelectorAll",
);
const queryDocument = method<Document, [string], NodeListOf<Element>>(
	() => realm.Document,
	"querySelectorAll",
);
const queryFragment = method<DocumentFragment, [string], NodeListOf<Element>>(
	() => realm.DocumentFragment,
	"querySelectorAll",
);

/** `querySelectorAll` of any root. */
export function query(root: Node, selector: string): NodeListOf<Element> {
	const type = nodeType(root);
	if (type === 9) return queryDocument(root as Document, selector);
	if (type === 11) return queryFragment(root as DocumentFragment, selector);
	return queryElement(root as Element, selector);
}

export const isElement = (node: Node): node is Element => nodeType(node) === 1;
export const isText = (node: Node): node is Text => {
	const type = nodeType(node);
	return type === 3 || type === 4;
};
export const isDocument = (node: Node): node is Document =>
	nodeType(node) === 9;
export const isShadow = (node: Node): node is ShadowRoot =>
	nodeType(node) === 11 && "host" in node;

/** The parent in the composed sense: shadow root → host, document → its frame element. */
export function composedParent(node: Node): Node | null {
	const parent = parentNode(node);
	if (parent) return parent;
	if (isShadow(node)) return shadowHost(node);
	if (!isDocument(node)) return null;
	try {
		return node.defaultView?.frameElement ?? null;
	} catch {
		return null;
	}
}
