import { BOX_MARK, FRAME_MARK, LINK_MARK, STATE_MARK } from "../names";
import {
	firstChild,
	hasAttribute,
	insertBefore,
	isElement,
	localName,
	ownerDocument,
	removeChild,
	setAttribute,
} from "../natives";
import { HIGHLIGHT } from "./highlight";
import { OWN_MARK } from "./overlay";
import { roomFor } from "./placeholder";
import { SCROLL_CSS } from "./scrolls";
import { FULLSCREEN_CSS } from "./top_layer";

/** A second wall behind the CSP of the page that holds the replica. */
const POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data: blob: 'self'; font-src data: 'self'; form-action 'none'; base-uri 'none'; frame-src 'none'";

/**
 * What browsers say of links, focus and autofill by themselves. In a layer and
 * without specificity: whatever the page says wins. Scroll positions are the
 * customer's alone: a replica with an anchor of its own would drift from them.
 */
const BASE_CSS = `
*{overflow-anchor:none!important}
x-skip{display:none!important}
${SCROLL_CSS}
@layer cobrowse{
::selection{background-color:Highlight;color:HighlightText}
::highlight(${HIGHLIGHT}){background-color:Highlight;color:HighlightText}
:where([${LINK_MARK}]){color:LinkText;text-decoration:underline;cursor:pointer}
:where([${BOX_MARK}=audio]){width:300px;height:54px}
[${BOX_MARK}=audio]:not([controls]){display:none!important}
:where([${STATE_MARK}~="focus-visible"]:not(html,body,iframe)){outline:auto 1px;outline-color:-webkit-focus-ring-color}
:where(input:is([type=checkbox],[type=radio])[${STATE_MARK}~="focus-visible"]){outline-offset:2px}
:where([${LINK_MARK}][${STATE_MARK}~="focus-visible"]){outline-offset:1px}
:where([${LINK_MARK}][${STATE_MARK}~="active"]){color:ActiveText}
:where([${STATE_MARK}~="autofill"]){background:light-dark(#e8f0fe,rgba(70,90,126,.4))!important;color:FieldText!important}
${FULLSCREEN_CSS}}`;

/** Events by which a hand, or a page that draws one, could set the replica off. */
const SWALLOWED = [
	"click",
	"auxclick",
	"dblclick",
	"contextmenu",
	"mousedown",
	"pointerdown",
	"touchstart",
	"keydown",
	"keypress",
	"beforeinput",
	"submit",
	"dragstart",
	"drop",
	"paste",
];

/** The replica's frame: no scripts, forms, pop-ups or navigation; only we can reach into it. */
export function makeFrame(host: HTMLElement): HTMLIFrameElement {
	const frame = host.ownerDocument.createElement("iframe");
	frame.setAttribute("sandbox", "allow-same-origin");
	frame.setAttribute("tabindex", "-1");
	frame.inert = true;
	frame.setAttribute("title", "Customer's page");
	frame.style.cssText =
		"border:0;display:block;background:#fff;pointer-events:none";
	host.append(frame);
	return frame;
}

/** While a page is being built, what it comes to look like is no transition. */
const STILL_CSS = "*,::before,::after{transition:none!important}";

/** Empties a document of ours and sets its rendering mode. */
export function prepareDocument(page: Document, standards: boolean): void {
	page.open();
	page.write(
		`${standards ? "<!doctype html>" : ""}<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
	);
	page.close();
	const root = page.documentElement;
	if (root) removeChild(page, root);
	for (const type of SWALLOWED)
		page.addEventListener(
			type,
			(event) => {
				event.preventDefault();
				event.stopImmediatePropagation();
			},
			{ capture: true, passive: false },
		);
}

/** Puts the layer of BASE_CSS below every layer of the page: the first that is named is the lowest. */
export function layerBelow(root: Element): void {
	const first = firstChild(root);
	if (localName(root) !== "html") return;
	if (first && isElement(first) && hasAttribute(first, OWN_MARK)) return;
	const page = ownerDocument(root) as Document;
	const style = Document.prototype.createElement.call(page, "style");
	setAttribute(style, OWN_MARK, "");
	style.textContent = "@layer cobrowse;";
	insertBefore(root, style, first);
}

/** The sheet that every root of the replica starts with. */
export function baseSheet(
	page: Document,
	still: boolean,
	label: string,
): CSSStyleSheet | null {
	const view = page.defaultView;
	if (!view) return null;
	const sheet = new view.CSSStyleSheet();
	sheet.replaceSync(
		`${BASE_CSS}@layer cobrowse{:where(iframe:not([${FRAME_MARK}])){background:#eef0f3 url("${roomFor(label)}")}}`,
	);
	if (still) sheet.insertRule(STILL_CSS);
	return sheet;
}

/** Transitions run from here on; the styles up to here have been taken in. */
export function enliven(page: Document, base: CSSStyleSheet): void {
	page.getAnimations();
	base.deleteRule(0);
}
