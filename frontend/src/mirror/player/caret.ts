import { composedParent, isElement, rootOf } from "../natives";
import { drawsSelection } from "./highlight";
import { type Box, box } from "./overlay";

/** What makes text in a field as wide and high as it is. */
const COPIED = [
	"font",
	"font-feature-settings",
	"font-variation-settings",
	"font-kerning",
	"letter-spacing",
	"word-spacing",
	"text-transform",
	"text-indent",
	"text-align",
	"text-rendering",
	"line-height",
	"direction",
	"tab-size",
	"word-break",
	"border-width",
	"padding",
	"border-radius",
	"writing-mode",
];
const CARET_WIDTH = 1;
/** Height of most fonts' letters, in parts of their size. */
const LETTERS = 1.17;
/** Stands for the end of the text, so that a last line without letters has a height. */
const END = "\u200b";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Draws the selected part of a field's text, or its caret, as its browser would. */
export function drawField(
	root: ShadowRoot,
	field: Field,
	start: number,
	end: number,
): void {
	const view = field.ownerDocument.defaultView;
	if (!view) return;
	const style = view.getComputedStyle(field);
	const seen = visiblePart(field);
	if (!seen) return;
	const around = field.getBoundingClientRect();
	const { copy, pane, lines } = mirror(root, field, around, style);
	const { value } = field;
	const from = Math.min(start, end, value.length);
	const to = Math.min(Math.max(start, end), value.length);
	const text = lines.ownerDocument.createTextNode(value + END);
	lines.append(text);
	pane.scrollTo({
		left: field.scrollLeft,
		top: field.scrollTop,
		behavior: "instant",
	});
	clip(copy, around, seen);
	const part = lines.ownerDocument.createRange();
	part.setStart(text, from);
	part.setEnd(text, to);
	if (from !== to) {
		select(root, part, view.getComputedStyle(field, "::selection"));
		return;
	}
	/* A caret behind a line break is at the start of the next line. */
	part.setEnd(text, from + 1);
	const at = [...part.getClientRects()].at(-1) ?? around;
	const caret = box(
		root,
		{ left: at.left, top: at.top, width: CARET_WIDTH, height: at.height },
		`background:${style.caretColor}`,
	);
	copy.remove();
	clip(caret, caret.getBoundingClientRect(), seen);
}

/** Draws the caret in text that can be written in. */
export function drawCaret(root: ShadowRoot, range: Range): void {
	const node = range.startContainer;
	const element = isElement(node) ? node : node.parentElement;
	const view = element?.ownerDocument.defaultView;
	if (!element || !view) return;
	const at = caretBox(range, element, view);
	const seen = visiblePart(element, at);
	if (!seen) return;
	const color = view.getComputedStyle(element).caretColor;
	const caret = box(
		root,
		{ left: at.left, top: at.top, width: CARET_WIDTH, height: at.height },
		`background:${color}`,
	);
	clip(caret, caret.getBoundingClientRect(), seen);
}

function caretBox(range: Range, element: Element, view: Window): Box {
	const [rect] = range.getClientRects();
	if (rect && rect.height > 0) return rect;
	/* No text there: next to a line break, or at the start of an empty line. */
	const child = element.childNodes[range.startOffset];
	if (child && isElement(child)) {
		const [line] = child.getClientRects();
		if (line && line.height > 0) return line;
	}
	const style = view.getComputedStyle(element);
	const px = (text: string): number => Number.parseFloat(text) || 0;
	const around = element.getBoundingClientRect();
	const height = px(style.fontSize) * LETTERS;
	const above = ((px(style.lineHeight) || height) - height) / 2;
	return {
		left: around.left + px(style.borderLeftWidth) + px(style.paddingLeft),
		top: around.top + px(style.borderTopWidth) + px(style.paddingTop) + above,
		width: 0,
		height,
	};
}

/** An invisible copy of the field's text that breaks its lines at the same places. */
function mirror(
	root: ShadowRoot,
	field: Field,
	around: DOMRect,
	style: CSSStyleDeclaration,
): { copy: HTMLElement; pane: HTMLElement; lines: HTMLElement } {
	const isArea = field.localName === "textarea";
	const copy = box(
		root,
		around,
		"box-sizing:border-box;border-style:solid;border-color:transparent;overflow:hidden;color:transparent",
	);
	for (const name of COPIED)
		copy.style.setProperty(name, style.getPropertyValue(name));
	const bar = field.offsetWidth - field.clientWidth;
	const borders =
		Number.parseFloat(style.borderLeftWidth) +
		Number.parseFloat(style.borderRightWidth);
	if (isArea && bar > borders)
		copy.style.paddingRight = `calc(${style.paddingRight} + ${bar - borders}px)`;
	const lines = box(root, around, "");
	copy.append(lines);
	if (isArea) {
		const space = field.getAttribute("wrap") === "off" ? "pre" : "pre-wrap";
		lines.setAttribute(
			"style",
			`white-space:${space};overflow-wrap:break-word`,
		);
		return { copy, pane: copy, lines };
	}
	copy.style.display = "flex";
	copy.style.alignItems = "center";
	lines.setAttribute("style", "white-space:pre;flex:1;overflow:hidden");
	return { copy, pane: lines, lines };
}

/** Selects a part of the copied text, which shows nothing but that. */
function select(
	root: ShadowRoot,
	part: Range,
	{ backgroundColor, color }: CSSStyleDeclaration,
): void {
	const page = root.ownerDocument;
	if (!drawsSelection) {
		highlightPart(root, part);
		return;
	}
	const style = page.createElement("style");
	style.textContent = `::selection{background:${backgroundColor};color:${color}}`;
	root.append(style);
	const { startContainer, startOffset, endOffset } = part;
	page
		.getSelection()
		?.setBaseAndExtent(startContainer, startOffset, startContainer, endOffset);
}

/** The same without a selection of the browser. */
function highlightPart(root: ShadowRoot, part: Range): void {
	const mark = root.ownerDocument.createElement("span");
	mark.setAttribute("style", "background:Highlight;color:HighlightText");
	part.surroundContents(mark);
}

/** What can be seen of an element inside the boxes that cut it off; null: something else is there. */
function visiblePart(element: Element, at?: Box): DOMRect | null {
	const view = element.ownerDocument.defaultView;
	const around = element.getBoundingClientRect();
	let { left, top, right, bottom } = at
		? { ...edges(at), right: at.left + CARET_WIDTH }
		: around;
	for (
		let above = composedParent(element);
		above && above.ownerDocument === element.ownerDocument;
		above = composedParent(above)
	) {
		if (!isElement(above) || above === element.ownerDocument.documentElement)
			continue;
		const style = view?.getComputedStyle(above);
		if (!style || style.overflow === "visible") continue;
		const edge = above.getBoundingClientRect();
		left = Math.max(left, edge.left);
		top = Math.max(top, edge.top);
		right = Math.min(right, edge.right);
		bottom = Math.min(bottom, edge.bottom);
	}
	if (left >= right || top >= bottom) return null;
	const scope = rootOf(element) as Document | ShadowRoot;
	const hit = scope.elementFromPoint?.((left + right) / 2, (top + bottom) / 2);
	if (hit && !hit.contains(element) && !element.contains(hit)) return null;
	return new DOMRect(left, top, right - left, bottom - top);
}

function edges({ left, top, width, height }: Box) {
	return { left, top, right: left + width, bottom: top + height };
}

function clip(element: HTMLElement, around: DOMRect, seen: DOMRect): void {
	element.style.clipPath = `inset(${seen.top - around.top}px ${around.right - seen.right}px ${around.bottom - seen.bottom}px ${seen.left - around.left}px)`;
}
