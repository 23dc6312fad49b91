import { rewriteCss } from "../css";
import {
	ARIA_ATTRIBUTES,
	ARIA_TOKEN,
	ATTRIBUTE_NAME,
	ATTRIBUTES,
	BOX_MARK,
	CUSTOM_TAG,
	HTML_TAGS,
	IMAGE_DATA,
	isOwnName,
	LINK_MARK,
	MATH_TAGS,
	namesScript,
	OWN_VALUE,
	SVG_TAGS,
	VALUE_TAGS,
} from "../names";
import { setAttribute } from "../natives";
import { MASK_TEXT, NAMESPACES } from "../ops";
import { MASKED, type Value } from "../writer";
import { isPainted } from "./box";
import { elementSelector } from "./highlight";
import { paintedSelector } from "./painted";
import { stateSelector } from "./states";

/** Never built, whatever the stream says; `link` and `style` text only through sheets. */
const INERT_TAGS = new Set(["link", "main-frame"]);
/** Attributes that would make the replica act on its own. */
const ACTIVE_ATTRIBUTES = new Set(["tabindex", "name", "inert"]);
/** Shown as pictures: scripts are off in the replica, so these would not paint. */
const AS_PICTURE = new Set(["canvas", "video", "audio"]);
const MAX_VALUE = 64 * 1024;

/** Looks up an entry of the asset table: an address of our own, or null. */
export type Resolve = (asset: number) => string | null;

/** An element of an allowed kind; anything else becomes an invisible one. */
export function makeElement(
	page: Document,
	namespace: number,
	tag: string,
): Element {
	const create = (ns: string, name: string): Element =>
		Document.prototype.createElementNS.call(page, ns, name);
	const [html, svg, math] = NAMESPACES;
	if (namespace === 1 && SVG_TAGS.has(tag)) return create(svg, tag);
	if (namespace === 2 && MATH_TAGS.has(tag)) return create(math, tag);
	const known =
		namespace === 0 &&
		((HTML_TAGS.has(tag) && !INERT_TAGS.has(tag)) || CUSTOM_TAG.test(tag));
	if (!known) return create(html, "x-skip");
	if (AS_PICTURE.has(tag)) {
		const picture = create(html, "img");
		setAttribute(picture, BOX_MARK, tag);
		return picture;
	}
	const element = create(html, tag);
	if (tag === "iframe") setAttribute(element, "sandbox", "allow-same-origin");
	return element;
}

/** The value that may be set under this name, or null. */
export function safeAttribute(
	element: Element,
	name: string,
	value: Value,
	resolve: Resolve,
): string | null {
	const tag = element.localName;
	const isSlotName = name === "name" && tag === "slot";
	if (isSlotName) return typeof value === "string" ? value : null;
	if (!ATTRIBUTE_NAME.test(name) || ACTIVE_ATTRIBUTES.has(name)) return null;
	if (typeof value === "object")
		return picture(element, name, value.asset, resolve);
	const text = value === MASKED ? MASK_TEXT : value;
	if (text.length > MAX_VALUE || namesScript(text)) return null;
	if (name === LINK_MARK) return "";
	if (name === "href") {
		const inside = element.namespaceURI === NAMESPACES[1] && tag !== "a";
		return inside && text.startsWith("#") ? text : null;
	}
	if (ARIA_ATTRIBUTES.has(name)) return ARIA_TOKEN.test(text) ? text : null;
	if (name === "value") return VALUE_TAGS.has(tag) ? text : null;
	if (!ATTRIBUTES.has(name))
		return isOwnName(tag, name) && OWN_VALUE.test(text) ? text : null;
	/* A canvas has so many pixels; its style says how large it is. */
	if (/^(?:width|height)$/.test(name) && isPainted(element, "canvas"))
		return null;
	/* Only the stream opens and closes it. */
	if (name === "popover") return "manual";
	return name === "style" || /url\s*\(|\\/i.test(text)
		? safeCss(text, resolve)
		: text;
}

function picture(
	element: Element,
	name: string,
	asset: number,
	resolve: Resolve,
): string | null {
	const tag = element.localName;
	const fits =
		(name === "src" && (tag === "img" || tag === "input")) ||
		name === "background" ||
		(name === "href" && (tag === "image" || tag === "feImage"));
	return fits ? resolve(asset) : null;
}

/** CSS with no address but our own, no imports, and states matched by their marks. */
export function safeCss(text: string, resolve: Resolve): string {
	return rewriteCss(text, {
		url(url) {
			if (url.startsWith("#")) return url;
			const asset = /^asset:(\d{1,9})$/.exec(url)?.[1];
			if (asset !== undefined) return resolve(Number(asset));
			return IMAGE_DATA.test(url) ? url : null;
		},
		pseudo: stateSelector,
		type: paintedSelector,
		element: elementSelector,
	});
}
