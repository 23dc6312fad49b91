/** Looks through the replica, as it stands, for what still looks sensitive. */
import {
	childNodes,
	composedParent,
	frameDocument,
	getAttribute,
	hasAttribute,
	isElement,
	isText,
	localName,
	shadowRoot,
	textData,
} from "../mirror/natives";
import { find_sensitive, type Kind } from "./detect/find";

export interface Finding {
	readonly kind: Kind;
	readonly value: string;
	/** Where it is drawn; null: the page's title. */
	readonly element: Element | null;
	/** `text`, `value` or the attribute. */
	readonly where: string;
}

/** More than anybody reads; a page full of them needs a rule, not a list. */
export const MOST_FOUND = 500;
const MOST_CHARS = 2_000_000;
/** A run of text that goes on without an end is cut. */
const MOST_RUN = 20_000;
/** Attributes that browsers draw. */
const DRAWN = ["title", "alt", "placeholder", "label"];
/** Text goes on through these: a number may be drawn in several of them. */
const INLINE = new Set(
	"a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr".split(
		" ",
	),
);
const UNREAD = new Set(["style", "script", "textarea", "select"]);
const OWN_MARK = "data-cobrowse-root";

export function scan(page: Document, title: string): Finding[] {
	const seeker = new Seeker();
	seeker.look(title, null, "title");
	seeker.walk(page);
	return seeker.found;
}

interface Piece {
	readonly at: number;
	readonly node: Text;
}

class Seeker {
	readonly found: Finding[] = [];
	readonly #year = new Date().getFullYear();
	#run = "";
	#pieces: Piece[] = [];
	/** The run of text before this one: a label, the cell to the left. */
	#before = "";
	#chars = 0;

	walk(parent: Node): void {
		for (const node of childNodes(parent)) {
			if (this.found.length >= MOST_FOUND || this.#chars > MOST_CHARS) return;
			if (isText(node)) this.#add(node);
			else if (isElement(node)) this.#element(node);
		}
	}

	/** One text by itself. */
	look(
		text: string,
		element: Element | null,
		where: string,
		before = "",
	): void {
		for (const { kind, text: value } of this.#find(text, before))
			this.found.push({ kind, value, element, where });
	}

	#element(element: Element): void {
		if (hasAttribute(element, OWN_MARK)) return;
		const tag = localName(element);
		const is_block = !INLINE.has(tag);
		if (is_block) this.#flush();
		for (const name of DRAWN) {
			const text = getAttribute(element, name);
			if (text) this.look(text, element, name);
		}
		const shown = value_of(element, tag);
		if (shown) this.look(shown, element, "value", label_of(element));
		if (!UNREAD.has(tag)) {
			const inner = shadowRoot(element) ?? this.#content(element, tag);
			if (inner) this.#apart(inner);
			this.walk(element);
		}
		if (is_block) this.#flush();
	}

	#content(element: Element, tag: string): Node | null {
		return tag === "iframe" ? frameDocument(element) : null;
	}

	#apart(root: Node): void {
		this.#flush();
		this.walk(root);
		this.#flush();
	}

	#add(node: Text): void {
		this.#pieces.push({ at: this.#run.length, node });
		const drawn = textData(node).replace(/[ \t\n\r\f]+/g, " ");
		this.#run += this.#run.endsWith(" ") ? drawn.trimStart() : drawn;
		if (this.#run.length > MOST_RUN) this.#flush();
	}

	/** What stood together is read as one text. */
	#flush(): void {
		const text = this.#run;
		const pieces = this.#pieces;
		if (pieces.length === 0) return;
		this.#run = "";
		this.#pieces = [];
		for (const { kind, at, text: value } of this.#find(text, this.#before)) {
			const element = around(
				node_at(pieces, at),
				node_at(pieces, at + value.length - 1),
			);
			this.found.push({ kind, value, element, where: "text" });
		}
		if (text.trim()) this.#before = text;
	}

	#find(text: string, before: string): ReturnType<typeof find_sensitive> {
		this.#chars += text.length;
		if (text.length < 6) return [];
		return find_sensitive(text, {
			before: before.slice(-80),
			this_year: this.#year,
		});
	}
}

function value_of(element: Element, tag: string): string {
	if (tag === "input") {
		const { type, value } = element as HTMLInputElement;
		return /^(?:checkbox|radio)$/.test(type) ? "" : value;
	}
	if (tag === "textarea") return (element as HTMLTextAreaElement).value;
	if (tag !== "select") return "";
	const { options } = element as HTMLSelectElement;
	return [...options].map((option) => option.text).join("\n");
}

/** What a person would take for the field's name. */
function label_of(element: Element): string {
	const { labels } = element as HTMLInputElement;
	const words = [...(labels ?? [])].map((label) => label.textContent ?? "");
	const id = getAttribute(element, "id") ?? "";
	return [id.replace(/[_-]+/g, " "), ...words].join(" ");
}

function node_at(pieces: readonly Piece[], at: number): Node | undefined {
	let found: Node | undefined;
	for (const piece of pieces) if (piece.at <= at) found = piece.node;
	return found;
}

/** The innermost element around both. */
function around(
	first: Node | undefined,
	last: Node | undefined,
): Element | null {
	const above = new Set<Node>();
	for (let at = last ?? null; at; at = composedParent(at)) above.add(at);
	for (let at = first ?? null; at; at = composedParent(at))
		if (isElement(at) && above.has(at)) return at;
	return null;
}
