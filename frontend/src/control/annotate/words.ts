/**
 * What an element is called, for people who hear where something points. The words
 * are spoken on this screen and never put into a frame: at the customer they may be
 * of masked elements. What has been filled into fields is not read.
 */
import {
	document_of,
	matches,
	parent_node_of,
	shadow_of,
} from "../hand/natives";
import { is_element, parent_of, tag_of } from "../hand/tree";

/** Longer names are cut, characters. */
const NAME_MAX = 80;
/** How far up a name is looked for. */
const CLIMB_MAX = 4;
/** How many nodes are read at most: text of a large box is not worth more. */
const NODES_MAX = 200;

const attribute_of = Element.prototype.getAttribute;
const owner_labels = (element: Element): readonly Element[] => {
	try {
		return [...((element as HTMLInputElement).labels ?? [])];
	} catch {
		return [];
	}
};
const attribute = (element: Element, name: string): string =>
	(attribute_of.call(element, name) ?? "").trim();

const CONTROL =
	"a, button, input, select, textarea, summary, label, img, [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch], [role=radio]";
const FIELD = "input, select, textarea";
const PRESSED =
	"input[type=submit i], input[type=button i], input[type=reset i]";
const SILENT =
	"script, style, template, noscript, select, textarea, [hidden], [aria-hidden=true]";

/** Empty when nothing around it has a name. Never throws. */
export function name_of(node: Node | null | undefined): string {
	try {
		const element = is_element(node)
			? node
			: node && (parent_node_of(node) as Element | null);
		if (!is_element(element)) return "";
		return short(named_around(element));
	} catch {
		return "";
	}
}

function named_around(element: Element): string {
	const line: Element[] = [];
	for (let at: Element | null = element; at && line.length <= CLIMB_MAX; ) {
		line.push(at);
		at = parent_of(at);
	}
	const control = line.find((one) => matches(one, CONTROL));
	const named = [...(control ? [control] : []), ...line]
		.map(own_name)
		.find((name) => name !== "");
	return named ?? "";
}

function own_name(element: Element): string {
	const by = attribute(element, "aria-labelledby");
	const home = document_of(element);
	const labelled = by
		.split(/\s+/)
		.map((id) => (id ? home.getElementById(id) : null))
		.map((one) => (one ? text_of(one) : ""))
		.join(" ")
		.trim();
	const named = labelled || attribute(element, "aria-label");
	if (named) return named;
	const labels = owner_labels(element).map(text_of).join(" ").trim();
	if (labels) return labels;
	if (matches(element, PRESSED)) return attribute(element, "value");
	if (matches(element, "img, area, input[type=image i]"))
		return attribute(element, "alt") || attribute(element, "title");
	if (matches(element, FIELD))
		return attribute(element, "placeholder") || attribute(element, "title");
	if (is_editable(element)) return attribute(element, "title");
	if (/^(html|body|main)$/.test(tag_of(element))) return "";
	return text_of(element) || attribute(element, "title");
}

const is_editable = (element: Element): boolean =>
	(element as HTMLElement).isContentEditable === true;

/** Text of a small part of the page as it reads, words of pictures included. */
function text_of(element: Element): string {
	const words: string[] = [];
	let nodes = 0;
	let length = 0;
	const visit = (node: Node): void => {
		nodes += 1;
		if (nodes > NODES_MAX || length > NAME_MAX) return;
		if (node.nodeType === Node.TEXT_NODE) {
			const text = (node.nodeValue ?? "").replace(/\s+/g, " ");
			words.push(text);
			length += text.length;
			return;
		}
		if (!is_element(node)) return;
		if (matches(node, SILENT) || is_editable(node)) return;
		const said = attribute(node, "aria-label") || attribute(node, "alt");
		if (said && node !== element) words.push(` ${said} `);
		else for (const child of (shadow_of(node) ?? node).childNodes) visit(child);
		words.push(" ");
	};
	visit(element);
	return words.join("").replace(/\s+/g, " ").trim();
}

const short = (name: string): string => {
	const signs = [...name];
	return signs.length > NAME_MAX
		? `${signs.slice(0, NAME_MAX - 1).join("")}…`
		: name;
};
