import {
	ARIA_ATTRIBUTES,
	ARIA_TOKEN,
	ASSET_ATTRIBUTES,
	ATTRIBUTES,
	LAYOUT_ATTRIBUTES,
	LINK_MARK,
	namesScript,
	OWN_VALUE,
	TELLING_ATTRIBUTES,
	VALUE_TAGS,
} from "../names";
import {
	attributeNames,
	baseURI,
	getAttribute,
	imageComplete,
	imageSource,
	inputType,
} from "../natives";
import type { Value } from "../writer";
import type { AssetTable } from "./assets";
import type { SpokenAttributes } from "./spoken";
import { inlineStyle } from "./style";
import { type ClassNames, MIXED } from "./words";

/** Longest attribute value that is sent; security/README 4.2 allows 64 KiB. */
const MAX_VALUE = 60_000;
const MAX_ATTRIBUTES = 100;

/** Input types that show nothing of their own when the value is the fixed mask. */
const TYPES_THAT_REFUSE_TEXT =
	/^(?:number|date|datetime-local|month|week|time)$/;

/** Words that a page makes up, and that are sent even under a mask. */
const WORDS = new Set(["class", "role", "slot", "part", "exportparts"]);

/** Numbers, measures and keywords: all that other layout attributes may be under a mask. */
const LOOKS = /^(?:[a-z\s-]*|[-+\d.,%*\s]*[a-z]{0,3})$/i;

/** A drawing may refer to another file, whose address nobody sees. */
const isElsewhere = (name: string, value: string): boolean =>
	!TELLING_ATTRIBUTES.has(name) && /url\(\s*["']?[^\s"'#]|\\.*\(/i.test(value);

/** What style sheets speak of. */
export interface SheetWords {
	readonly classes: ClassNames;
	readonly attributes: SpokenAttributes;
}

export interface Sendable {
	name: string;
	value: Value;
}

/** What may be sent of one attribute, or null. */
export function sendable(
	element: Element,
	tag: string,
	name: string,
	masked: boolean,
	assets: AssetTable,
	words: SheetWords,
): Sendable | null {
	if (tag === "link" || tag === "style" || isComing(element, tag, name))
		return null;
	if (name === "name") return tag === "slot" ? plain(element, name) : null;
	if (name === "href" || name === "xlink:href")
		return reference(element, tag, name, masked, assets);
	if (ASSET_ATTRIBUTES.has(name) || name === "srcset")
		return masked ? null : picture(element, tag, name, assets);
	if (name === "type" && tag === "input") return fieldType(element, masked);
	if (name === "value" && !masked && VALUE_TAGS.has(tag))
		return plain(element, name);
	if (ARIA_ATTRIBUTES.has(name)) {
		const value = getAttribute(element, name) ?? "";
		return ARIA_TOKEN.test(value) && !masked ? { name, value } : null;
	}
	/* The bars of a chart. */
	if (masked && tag === "rect" && name !== "class") return null;
	if (!(masked ? LAYOUT_ATTRIBUTES : ATTRIBUTES).has(name))
		return masked ? null : ofItsOwn(element, tag, name, words);
	if (name === "style") {
		const text = getAttribute(element, name) ?? "";
		if (text.length > MAX_VALUE) return null;
		const base = baseURI(element);
		return { name, value: inlineStyle(text, base, assets, masked) };
	}
	const found = plain(element, name);
	if (!found) return null;
	const text = found.value as string;
	if (WORDS.has(name)) {
		if (masked) found.value = words.classes.harmless(text);
		return found;
	}
	if (masked ? !LOOKS.test(text) : isElsewhere(name, text)) return null;
	return found;
}

/** Of an attribute that means nothing to a browser: what a sheet says of it. */
function ofItsOwn(
	element: Element,
	tag: string,
	name: string,
	{ attributes }: SheetWords,
): Sendable | null {
	if (ATTRIBUTES.has(name)) return null;
	const there = getAttribute(element, name);
	if (there === null) return null;
	const value = attributes.told(tag, name, there);
	return value !== null && OWN_VALUE.test(value) ? { name, value } : null;
}

/** Everything that may be sent of an element's attributes. */
export function sendables(
	element: Element,
	tag: string,
	masked: boolean,
	assets: AssetTable,
	words: SheetWords,
): Sendable[] {
	const found: Sendable[] = [];
	for (const name of attributeNames(element)) {
		const one = sendable(element, tag, name, masked, assets, words);
		if (one) found.push(one);
		if (found.length === MAX_ATTRIBUTES) break;
	}
	return found;
}

/** Whether the name is on any of the lists. */
export function couldBeSent(tag: string, name: string): boolean {
	return (
		(tag === "slot" && name === "name") ||
		ATTRIBUTES.has(name) ||
		ASSET_ATTRIBUTES.has(name) ||
		ARIA_ATTRIBUTES.has(name) ||
		/^(?:href|xlink:href|value|srcset)$/.test(name)
	);
}

/** Links are marks, and all references have one name. */
export function wireName(tag: string, name: string): string {
	if (name === "srcset") return "src";
	if (name !== "href" && name !== "xlink:href") return name;
	return tag === "a" || tag === "area" ? LINK_MARK : "href";
}

function plain(element: Element, name: string): Sendable | null {
	const value = getAttribute(element, name);
	if (value === null || value.length > MAX_VALUE || namesScript(value))
		return null;
	return { name, value };
}

/** Links say that they are links; only references inside the page keep their value. */
function reference(
	element: Element,
	tag: string,
	name: string,
	masked: boolean,
	assets: AssetTable,
): Sendable | null {
	if (tag === "a" || tag === "area") return { name: LINK_MARK, value: "" };
	const value = getAttribute(element, name)?.trim() ?? "";
	if (value.startsWith("#"))
		return masked && MIXED.test(value) ? null : { name: "href", value };
	if (masked || (tag !== "image" && tag !== "feImage")) return null;
	const asset = assets.ref(value, baseURI(element));
	return asset && { name: "href", value: asset };
}

/** Until a picture has loaded the page shows the one before, or an empty box without words; that it has is told by an event. */
export const isComing = (element: Element, tag: string, name: string) =>
	tag === "img" &&
	(name === "src" || name === "srcset" || name === "alt") &&
	!imageComplete(element as HTMLImageElement);

function picture(
	element: Element,
	tag: string,
	name: string,
	assets: AssetTable,
): Sendable | null {
	if (name === "src" || name === "srcset") {
		if (tag !== "img" && tag !== "input") return null;
		const shown = tag === "img" ? imageSource(element as HTMLImageElement) : "";
		const url = shown || getAttribute(element, "src");
		const asset = url ? assets.ref(url, baseURI(element)) : null;
		return asset && { name: "src", value: asset };
	}
	const url = getAttribute(element, name);
	const asset = url ? assets.ref(url, baseURI(element)) : null;
	return asset && { name, value: asset };
}

function fieldType(element: Element, masked: boolean): Sendable {
	const type = inputType(element as HTMLInputElement);
	const value = masked && TYPES_THAT_REFUSE_TEXT.test(type) ? "text" : type;
	return { name: "type", value };
}
