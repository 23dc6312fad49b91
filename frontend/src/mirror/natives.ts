/**
 * DOM accessors taken from the prototypes once, when this module loads: a form
 * control named `childNodes`, or a page that patches `matches` later, cannot get
 * between us and the tree. A page that had patched them before gets the ones of
 * a clean frame.
 */
import { getter, leaveClean, method, ofWindow, windowGetter } from "./realm";

export const nodeType = getter("Node", "nodeType");
export const parentNode = getter("Node", "parentNode");
export const childNodes = getter("Node", "childNodes");
export const firstChild = getter("Node", "firstChild");
export const lastChild = getter("Node", "lastChild");
export const nextSibling = getter("Node", "nextSibling");
export const previousSibling = getter("Node", "previousSibling");
export const isConnected = getter("Node", "isConnected");
export const ownerDocument = getter("Node", "ownerDocument");
export const baseURI = getter("Node", "baseURI");
export const textContent = getter("Node", "textContent");
export const rootOf = method<Node, [], Node>("Node", "getRootNode");
export const contains = method<Node, [Node | null], boolean>(
	"Node",
	"contains",
);
export const insertBefore = method<Node, [Node, Node | null], Node>(
	"Node",
	"insertBefore",
);
export const removeChild = method<Node, [Node], Node>("Node", "removeChild");

export const localName = getter("Element", "localName");
export const namespaceURI = getter("Element", "namespaceURI");
const openRoot = getter("Element", "shadowRoot");
/** Closed shadow roots that we saw being made, by their hosts. */
export const closedRoots = new WeakMap<Element, ShadowRoot>();
/** Of custom elements that asked for theirs. */
export const internalsOf = new WeakMap<Element, ElementInternals>();
const internalRoot = getter("ElementInternals", "shadowRoot");
/** The shadow root of an element, a closed one if it is known. */
export function shadowRoot(element: Element): ShadowRoot | null {
	const known = openRoot(element) ?? closedRoots.get(element);
	if (known) return known;
	const internals = internalsOf.get(element);
	return internals ? internalRoot(internals) : null;
}
export const shadowMode = getter("ShadowRoot", "mode");
export const slotAssignment = getter("ShadowRoot", "slotAssignment");
/** The slot that shows an element; not of a closed root. */
export const assignedSlot = getter("Element", "assignedSlot");
export const assignedNodes = method<
	HTMLSlotElement,
	[AssignedNodesOptions?],
	Node[]
>("HTMLSlotElement", "assignedNodes");
export const attributeNames = method<Element, [], string[]>(
	"Element",
	"getAttributeNames",
);
export const getAttribute = method<Element, [string], string | null>(
	"Element",
	"getAttribute",
);
export const setAttribute = method<Element, [string, string], void>(
	"Element",
	"setAttribute",
);
export const removeAttribute = method<Element, [string], void>(
	"Element",
	"removeAttribute",
);
export const hasAttribute = method<Element, [string], boolean>(
	"Element",
	"hasAttribute",
);
export const matches = method<Element, [string], boolean>("Element", "matches");
export const boundingRect = method<Element, [], DOMRect>(
	"Element",
	"getBoundingClientRect",
);
export const scrollTo = method<Element, [ScrollToOptions], void>(
	"Element",
	"scrollTo",
);
export const scrollLeft = getter("Element", "scrollLeft");
export const scrollTop = getter("Element", "scrollTop");
export const firstElementChild = getter("Element", "firstElementChild");

export const textData = getter("CharacterData", "data");
export const shadowHost = getter("ShadowRoot", "host");

export const inputValue = getter("HTMLInputElement", "value");
export const inputType = getter("HTMLInputElement", "type");
export const inputChecked = getter("HTMLInputElement", "checked");
export const inputIndeterminate = getter("HTMLInputElement", "indeterminate");
export const areaValue = getter("HTMLTextAreaElement", "value");
export const inputStart = getter("HTMLInputElement", "selectionStart");
export const inputEnd = getter("HTMLInputElement", "selectionEnd");
export const inputDirection = getter("HTMLInputElement", "selectionDirection");
export const areaStart = getter("HTMLTextAreaElement", "selectionStart");
export const areaEnd = getter("HTMLTextAreaElement", "selectionEnd");
export const areaDirection = getter(
	"HTMLTextAreaElement",
	"selectionDirection",
);
const documentActive = getter("Document", "activeElement");
const shadowActive = getter("ShadowRoot", "activeElement");
export const activeElement = (root: Document | ShadowRoot): Element | null =>
	isDocument(root) ? documentActive(root) : shadowActive(root);
const editable = getter("HTMLElement", "isContentEditable");
export const isEditable = (element: Element): boolean =>
	namespaceURI(element) === "http://www.w3.org/1999/xhtml" &&
	editable(element as HTMLElement);
export const selectOptions = getter("HTMLSelectElement", "options");
export const formFields = getter("HTMLFormElement", "elements");
export const fieldsetFields = getter("HTMLFieldSetElement", "elements");
export const optionSelected = getter("HTMLOptionElement", "selected");
export const imageComplete = getter("HTMLImageElement", "complete");
/** The address that was chosen among those of `srcset` and `picture`. */
export const imageSource = getter("HTMLImageElement", "currentSrc");
export const mediaPaused = getter("HTMLMediaElement", "paused");
export const mediaEnded = getter("HTMLMediaElement", "ended");
export const mediaMuted = getter("HTMLMediaElement", "muted");
export const mediaVolume = getter("HTMLMediaElement", "volume");
export const mediaSeeking = getter("HTMLMediaElement", "seeking");
export const mediaReady = getter("HTMLMediaElement", "readyState");
export const mediaRate = getter("HTMLMediaElement", "playbackRate");
/** In seconds. */
export const mediaPosition = getter("HTMLMediaElement", "currentTime");
export const mediaDuration = getter("HTMLMediaElement", "duration");
const contentDocument = getter("HTMLIFrameElement", "contentDocument");
/** What a frame shows; null if it is of another origin, or not there any more. */
export function frameDocument(frame: Node): Document | null {
	try {
		const inner = contentDocument(frame as HTMLIFrameElement);
		return inner && documentView(inner) ? inner : null;
	} catch {
		return null;
	}
}
type AnimationRoot = Document | ShadowRoot;
const ofDocument = method<Document, [], Animation[]>(
	"Document",
	"getAnimations",
);
const ofShadow = method<ShadowRoot, [], Animation[]>(
	"ShadowRoot",
	"getAnimations",
);
/** Animations of a root that are under way or in effect, in the order of their composition. */
export const animationsIn = (root: AnimationRoot): Animation[] =>
	isDocument(root) ? ofDocument(root) : ofShadow(root);
export const animationEffect = getter("Animation", "effect");
export const effectTarget = getter("KeyframeEffect", "target");
export const effectPseudo = getter("KeyframeEffect", "pseudoElement");
export const effectKeyframes = method<KeyframeEffect, [], ComputedKeyframe[]>(
	"KeyframeEffect",
	"getKeyframes",
);
/** By the effect's own method: another window's, called twice on it, crashes the page in Chromium. */
export const effectTiming = (effect: AnimationEffect): EffectTiming =>
	effect.getTiming();
const htmlSheet = getter("HTMLStyleElement", "sheet");
const svgSheet = getter("SVGStyleElement", "sheet");
const linkSheet = getter("HTMLLinkElement", "sheet");

/** The sheet of a style or link element. */
export function sheetOf(owner: Element): CSSStyleSheet | null {
	if (localName(owner) === "link") return linkSheet(owner as HTMLLinkElement);
	return namespaceURI(owner) === "http://www.w3.org/2000/svg"
		? svgSheet(owner as SVGStyleElement)
		: htmlSheet(owner as HTMLStyleElement);
}
export const documentElement = getter("Document", "documentElement");
export const documentView = getter("Document", "defaultView") as (
	page: Document,
) => (Window & typeof globalThis) | null;
export const documentTitle = getter("Document", "title");
export const scrollingElement = getter("Document", "scrollingElement");
export const compatMode = getter("Document", "compatMode");
export const selectionOf = method<Document, [], Selection | null>(
	"Document",
	"getSelection",
);
export const readyState = getter("Document", "readyState");
export const createElement = method<Document, [string], HTMLElement>(
	"Document",
	"createElement",
);
export const fullscreenElement = getter("Document", "fullscreenElement");

const queryElement = method<Element, [string], NodeListOf<Element>>(
	"Element",
	"querySelectorAll",
);
const queryDocument = method<Document, [string], NodeListOf<Element>>(
	"Document",
	"querySelectorAll",
);
/** The first match, which for a title lies at the start of the page. */
export const queryFirst = method<Document, [string], Element | null>(
	"Document",
	"querySelector",
);
const queryFragment = method<DocumentFragment, [string], NodeListOf<Element>>(
	"DocumentFragment",
	"querySelectorAll",
);

/** `querySelectorAll` of any root. */
export function query(root: Node, selector: string): NodeListOf<Element> {
	const type = nodeType(root);
	if (type === 9) return queryDocument(root as Document, selector);
	if (type === 11) return queryFragment(root as DocumentFragment, selector);
	return queryElement(root as Element, selector);
}

const askSupports = globalThis.CSS?.supports;
/** Whether this browser, the customer's, knows a feature of CSS. */
export const supports = (condition: string): boolean =>
	askSupports?.(condition) ?? false;

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
		return documentView(node)?.frameElement ?? null;
	} catch {
		return null;
	}
}

export const sheetRules = getter("CSSStyleSheet", "cssRules");
export const sheetDisabled = getter("StyleSheet", "disabled");
export const sheetMedia = getter("StyleSheet", "media");
export const sheetTitle = getter("StyleSheet", "title");
export const sheetHref = getter("StyleSheet", "href");
export const importingRule = getter("CSSStyleSheet", "ownerRule");
export const ruleText = getter("CSSRule", "cssText");
export const outerRule = getter("CSSRule", "parentRule");
export const ruleSheet = getter("CSSRule", "parentStyleSheet");
export const importMedia = getter("CSSImportRule", "media");
export const importedSheet = getter("CSSImportRule", "styleSheet");
const adoptedByDocument = getter("Document", "adoptedStyleSheets");
const adoptedByShadow = getter("ShadowRoot", "adoptedStyleSheets");

/** Adopted sheets of a document or shadow root; none where a browser has no such thing. */
export function adoptedSheets(root: Node): readonly CSSStyleSheet[] {
	const sheets = isDocument(root)
		? adoptedByDocument(root)
		: adoptedByShadow(root as ShadowRoot);
	return sheets ?? [];
}

type Listen = [
	type: string,
	listener: (event: Event) => void,
	options?: AddEventListenerOptions,
];
export const listen = method<EventTarget, Listen, void>(
	"EventTarget",
	"addEventListener",
);
export const unlisten = method<EventTarget, Listen, void>(
	"EventTarget",
	"removeEventListener",
);

const hitsInDocument = method<Document, [number, number], Element[]>(
	"Document",
	"elementsFromPoint",
);
const hitsInShadow = method<ShadowRoot, [number, number], Element[]>(
	"ShadowRoot",
	"elementsFromPoint",
);

/** Elements at a point, the topmost first. */
export const elementsAt = (root: Node, x: number, y: number): Element[] =>
	isDocument(root)
		? hitsInDocument(root, x, y)
		: hitsInShadow(root as ShadowRoot, x, y);

/** What is seen of the window when it is zoomed. */
export const visualView = windowGetter("visualViewport");
export const innerWidth = windowGetter("innerWidth");
export const innerHeight = windowGetter("innerHeight");
const styleIn = ofWindow("getComputedStyle");
export const computedStyle = (
	element: Element,
	pseudo?: string,
): CSSStyleDeclaration | null => {
	const page = ownerDocument(element);
	const view = page && documentView(page);
	return view && styleIn.call(view, element, pseudo);
};

/** The page's own, if it put one in the browser's place: one of a clean frame would be deaf. */
export const Observer = ofWindow("MutationObserver", true);
const timer = ofWindow("setTimeout");
export const later = (act: () => void, milliseconds: number): number =>
	Number(timer.call(globalThis, act, milliseconds));
const frameOf = ofWindow("requestAnimationFrame");
/** Before the next frame of the window is drawn. */
export const beforeFrame = (view: Window, act: () => void): number =>
	frameOf.call(view, act);

export const sourceObject = getter("HTMLMediaElement", "srcObject");
export const getContext = method<HTMLCanvasElement, ["2d"], unknown>(
	"HTMLCanvasElement",
	"getContext",
);
export const createBitmap = ofWindow("createImageBitmap", true);
export const Surface = ofWindow("OffscreenCanvas", true);
export const Sight = ofWindow("IntersectionObserver", true);

const clock: unknown = globalThis.performance;
const readClock = method<Performance, [], number>("Performance", "now");
/** Milliseconds since some moment. */
export const now = (): number =>
	clock instanceof Performance ? readClock(clock) : Date.now();

leaveClean();
