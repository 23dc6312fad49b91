import { FRAME_MARK } from "../names";
import {
	composedParent,
	firstChild,
	hasAttribute,
	insertBefore,
	isDocument,
	isElement,
	isText,
	nextSibling,
	parentNode,
	removeAttribute,
	removeChild,
	setAttribute,
} from "../natives";
import { HASH_START, hashChild, MirrorStreamError } from "../ops";
import { OWN_MARK } from "./overlay";
import { baseSheet, enliven, layerBelow, prepareDocument } from "./sandbox";
import { NodeTable } from "./table";

/** The replica's tree: documents, shadow roots and what is put into them. */
export class Tree {
	readonly table = new NodeTable();
	/** Nodes made since the snapshot began. */
	created = 0;
	#building = true;
	#bases = new Map<Document, CSSStyleSheet>();
	#page: Document | null = null;

	/** `top` is the document of the replica's frame. */
	readonly #top: () => Document | null;
	/** Words in frames that show nothing of their own. */
	readonly #label: string;

	constructor(top: () => Document | null, label: string) {
		this.#top = top;
		this.#label = label;
	}

	clear(): void {
		this.table.clear();
		this.#bases.clear();
		this.created = 0;
		this.#page = null;
		this.#building = true;
	}

	/** The page is complete: from here on it moves. */
	complete(): void {
		if (!this.#building) return;
		this.#building = false;
		for (const [page, base] of this.#bases) enliven(page, base);
	}

	/** The document that new nodes are made in. */
	get factory(): Document {
		if (!this.#page) throw new MirrorStreamError("bad_order", "no document");
		return this.#page;
	}

	element(id: number): Element {
		const node = this.table.need(id);
		if (!isElement(node))
			throw new MirrorStreamError("bad_reference", "element", id);
		return node;
	}

	add(id: number, node: Node, parent: Node | null): void {
		this.table.add(id, node, parent);
		this.created++;
	}

	insert(id: number, node: Node, parent: Node, next: number): void {
		this.#place(node, parent, next);
		this.add(id, node, parent);
	}

	move(id: number, parent: number, next: number): void {
		const node = this.table.need(id);
		this.#place(node, this.table.need(parent), next);
		this.table.moved(node, parent);
	}

	/** Nothing is shown: the page is paused. */
	blank(): void {
		this.document(0, true);
		this.#page = null;
	}

	#place(node: Node, parent: Node, next: number): void {
		const before = next === 0 ? null : this.table.need(next);
		const holds =
			!isText(parent) && !(isElement(parent) && parent.localName === "style");
		if (!holds || (before && parentNode(before) !== parent))
			throw new MirrorStreamError("drift", "place", next);
		try {
			/* A document holds one element: the old one leaves first, also when it is the new one. */
			if (isDocument(parent) && isElement(node)) {
				const old = parent.documentElement;
				if (old) removeChild(parent, old);
				insertBefore(parent, node, null);
				layerBelow(node);
			} else insertBefore(parent, node, before);
		} catch {
			throw new MirrorStreamError("drift", "insertion", next);
		}
	}

	remove(id: number): void {
		const node = this.table.get(id);
		if (!node) return;
		this.table.free(node);
		const parent = parentNode(node);
		if (parent) removeChild(parent, node);
		else if (isDocument(node) && node !== this.#page) {
			if (node.documentElement) removeChild(node, node.documentElement);
			const host = composedParent(node);
			if (host && isElement(host)) {
				this.table.inner.delete(host);
				removeAttribute(host, FRAME_MARK);
			}
		}
	}

	document(host: number, standards: boolean): Document {
		const element = host === 0 ? null : this.element(host);
		if (element && element.localName !== "iframe")
			throw new MirrorStreamError("bad_reference", "frame", host);
		const earlier = element && this.table.inner.get(element);
		if (earlier) this.table.free(earlier);
		const own = element ? innerDocument(element) : this.#top();
		const page = own ?? document.implementation.createHTMLDocument("");
		if (own) prepareDocument(page, standards);
		else if (page.documentElement) removeChild(page, page.documentElement);
		if (element) {
			this.table.inner.set(element, page);
			setAttribute(element, FRAME_MARK, "");
		} else this.#page = page;
		this.#adoptBase(page, page, []);
		return page;
	}

	shadow(id: number, hostId: number, byScript: boolean): void {
		const host = this.element(hostId);
		let root: Node;
		try {
			root = Element.prototype.attachShadow.call(host, {
				mode: "open",
				slotAssignment: byScript ? "manual" : "named",
			});
			this.#adoptBase(root as ShadowRoot, host.ownerDocument, []);
		} catch {
			root = this.factory.createDocumentFragment();
			this.table.inner.set(host, root);
		}
		this.add(id, root, host);
	}

	/** Nodes of a slot whose root takes no names. */
	assign(id: number, ids: readonly number[]): void {
		const slot = this.element(id);
		const nodes = ids.map((one) => this.table.need(one)) as Element[];
		(slot as HTMLSlotElement).assign(...nodes);
	}

	adopt(rootId: number, sheets: CSSStyleSheet[]): void {
		const root = this.table.need(rootId);
		const page = isDocument(root) ? root : root.ownerDocument;
		if (page && "adoptedStyleSheets" in root)
			this.#adoptBase(root as ShadowRoot, page, sheets);
	}

	#adoptBase(
		root: Document | ShadowRoot,
		page: Document,
		sheets: CSSStyleSheet[],
	): void {
		let base = this.#bases.get(page);
		if (!base) {
			const made = baseSheet(page, this.#building, this.#label);
			if (!made) return;
			base = made;
			this.#bases.set(page, base);
		}
		try {
			root.adoptedStyleSheets = [base, ...sheets];
		} catch {
			/* A sheet of another document: not adopted here, as in the page itself. */
		}
	}

	/** Whether the children of a node are these. */
	matches(id: number, count: number, hash: number): boolean {
		const parent = this.table.need(id);
		let found = 0;
		let sum = HASH_START;
		let child = firstChild(parent);
		for (; child; child = nextSibling(child)) {
			if (child.nodeType === 10 || isOwn(child)) continue;
			found++;
			sum = hashChild(sum, this.table.idOf(child));
		}
		return found === count && sum === hash;
	}
}

/** The layer that selection and caret are drawn on. */
const isOwn = (node: Node): boolean =>
	isElement(node) && hasAttribute(node, OWN_MARK);

/** WebKit gives a frame that was moved between frames no document before it is told its address anew. */
function innerDocument(frame: Element): Document | null {
	const { contentDocument } = frame as HTMLIFrameElement;
	if (contentDocument) return contentDocument;
	setAttribute(frame, "src", "");
	removeAttribute(frame, "src");
	return (frame as HTMLIFrameElement).contentDocument;
}
