import { BOX_MARK } from "../names";
import {
	firstChild,
	getAttribute,
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
import {
	GRAMMAR_VERSION,
	HASH_START,
	hashChild,
	LIMITS,
	MASK_TEXT,
	MirrorStreamError,
	Op,
} from "../ops";
import type { StreamOp } from "../reader";
import { MASKED, type Value } from "../writer";
import { occupy, placeholder } from "./placeholder";
import { baseSheet, prepareDocument } from "./sandbox";
import { makeElement, safeAttribute } from "./sanitise";
import { PlayedSheets } from "./sheets";
import { applyChecked, applyScroll, applySelected, applyValue } from "./state";
import { NodeTable } from "./table";

export interface ApplyEvents {
	/** Document of the replica's frame. */
	top(): Document | null;
	resolve(url: string): string | null;
	view(width: number, height: number): void;
	title(title: string): void;
	progress(state: "loading" | "live" | "paused"): void;
}

/** The only writer of the replica. A unit is applied whole; any fault throws MirrorStreamError. */
export class Applier {
	readonly table = new NodeTable();
	private readonly sheets: PlayedSheets;
	private assets: string[] = [];
	private bases = new Map<Node, CSSStyleSheet>();
	private parent: Node | null = null;
	private next = 0;
	private created = 0;
	private flush = 0;
	private page: Document | null = null;
	private scrolls: [node: Node, x: number, y: number][] = [];

	constructor(private readonly events: ApplyEvents) {
		this.sheets = new PlayedSheets(this.table, (asset) => this.asset(asset));
	}

	/** Nothing is shown any more. */
	clear(): void {
		this.table.clear();
		this.sheets.clear();
		this.assets = [];
		this.bases.clear();
		this.parent = null;
		this.created = 0;
		this.flush = 0;
		this.page = null;
		this.scrolls = [];
	}

	unit(ops: readonly StreamOp[]): void {
		this.parent = null;
		for (const op of ops) this.one(op);
		this.sheets.settle();
		for (const [node, x, y] of this.scrolls) applyScroll(node, x, y);
		this.scrolls = [];
	}

	private one(op: StreamOp): void {
		const { table } = this;
		switch (op.op) {
			case Op.BEGIN:
				if (op.version !== GRAMMAR_VERSION)
					throw new MirrorStreamError("unknown_op", `version ${op.version}`);
				this.clear();
				this.events.progress("loading");
				return;
			case Op.END:
				this.events.progress("live");
				return;
			case Op.PAUSED:
				this.document(0, true);
				this.page = null;
				this.events.progress("paused");
				return;
			case Op.COMMIT:
				if (op.flush !== ++this.flush || op.created !== this.created)
					throw new MirrorStreamError("drift", `unit ${op.flush}`);
				return;
			case Op.CHECK:
				this.check(op.parent, op.count, op.hash);
				return;
			case Op.VIEW:
				this.events.view(clampView(op.width), clampView(op.height));
				return;
			case Op.TITLE:
				this.events.title(textOf(op.title));
				return;
			case Op.ASSET:
				this.assets.push(op.url);
				return;
			case Op.DOC: {
				const page = this.document(op.host, (op.flags & 1) === 1);
				this.add(op.id, page, null);
				return;
			}
			case Op.AT:
				this.parent = table.need(op.parent);
				this.next = op.next;
				return;
			case Op.EL: {
				const element = makeElement(this.factory(), op.namespace, op.tag);
				for (const [name, value] of op.attributes)
					this.attribute(element, name, value);
				this.insert(op.id, element);
				return;
			}
			case Op.TX: {
				const text = Document.prototype.createTextNode.call(
					this.factory(),
					textOf(op.text),
				);
				this.insert(op.id, text);
				return;
			}
			case Op.SHADOW:
				this.shadow(op.id, op.host);
				return;
			case Op.MV: {
				const node = table.need(op.node);
				this.place(node, table.need(op.parent), op.next);
				table.moved(node);
				return;
			}
			case Op.RM:
				this.remove(op.node);
				return;
			case Op.ATTR:
				this.attribute(this.element(op.node), op.name, op.value);
				return;
			case Op.RMATTR:
				removeAttribute(this.element(op.node), op.name);
				return;
			case Op.TEXT: {
				const node = table.need(op.node);
				if (!isText(node))
					throw new MirrorStreamError("bad_reference", "text", op.node);
				node.data = textOf(op.text);
				return;
			}
			case Op.SHEET:
				this.sheets.begin(op.sheet, op.owner, op.form === 1, op.off === 1);
				return;
			case Op.SHEETADD:
				this.sheets.add(op.sheet, op.text);
				return;
			case Op.RULE:
				this.sheets.insertRule(op.sheet, op.index, op.text);
				return;
			case Op.RMRULE:
				this.sheets.deleteRule(op.sheet, op.index);
				return;
			case Op.SHEETOFF:
				this.sheets.turn(op.sheet, op.off === 1);
				return;
			case Op.ADOPT:
				this.adopt(op.root, op.sheets);
				return;
			case Op.VALUE:
				applyValue(this.element(op.node), textOf(op.value));
				return;
			case Op.CHECKED:
				applyChecked(this.element(op.node), op.bits);
				return;
			case Op.SELECTED:
				applySelected(this.element(op.node), op.indexes);
				return;
			case Op.SCROLL:
				this.scrolls.push([table.need(op.node), op.x, op.y]);
				return;
			case Op.BOX:
				this.box(this.element(op.node), op.width, op.height);
				return;
		}
	}

	private factory(): Document {
		if (!this.page) throw new MirrorStreamError("bad_order", "no document");
		return this.page;
	}

	private element(id: number): Element {
		const node = this.table.need(id);
		if (!isElement(node))
			throw new MirrorStreamError("bad_reference", "element", id);
		return node;
	}

	private add(id: number, node: Node, parent: Node | null): void {
		this.table.add(id, node, parent);
		this.created++;
	}

	private insert(id: number, node: Node): void {
		const { parent } = this;
		if (!parent) throw new MirrorStreamError("bad_order", "no place", id);
		this.place(node, parent, this.next);
		this.add(id, node, parent);
	}

	private place(node: Node, parent: Node, next: number): void {
		const before = next === 0 ? null : this.table.need(next);
		const holds =
			!isText(parent) && !(isElement(parent) && parent.localName === "style");
		if (!holds || (before && parentNode(before) !== parent))
			throw new MirrorStreamError("drift", "place", next);
		try {
			/* A document holds one element: the old one leaves when the new one comes. */
			if (isDocument(parent) && isElement(node)) {
				const old = parent.documentElement;
				if (old && old !== node) removeChild(parent, old);
				insertBefore(parent, node, null);
			} else insertBefore(parent, node, before);
		} catch {
			throw new MirrorStreamError("drift", "insertion", next);
		}
	}

	private remove(id: number): void {
		const node = this.table.get(id);
		if (!node) return;
		this.table.free(node);
		const parent = parentNode(node);
		if (parent) removeChild(parent, node);
		else if (isDocument(node) && node !== this.page && node.documentElement)
			removeChild(node, node.documentElement);
	}

	private document(host: number, standards: boolean): Document {
		const element = host === 0 ? null : this.element(host);
		if (element && element.localName !== "iframe")
			throw new MirrorStreamError("bad_reference", "frame", host);
		const earlier = element && this.table.inner.get(element);
		if (earlier) this.table.free(earlier);
		const own = element
			? (element as HTMLIFrameElement).contentDocument
			: this.events.top();
		const page = own ?? document.implementation.createHTMLDocument("");
		if (own) prepareDocument(page, standards);
		else if (page.documentElement) removeChild(page, page.documentElement);
		if (element) this.table.inner.set(element, page);
		else this.page = page;
		this.adoptBase(page, page, []);
		return page;
	}

	private shadow(id: number, hostId: number): void {
		const host = this.element(hostId);
		let root: Node;
		try {
			root = Element.prototype.attachShadow.call(host, { mode: "open" });
			this.adoptBase(root as ShadowRoot, host.ownerDocument, []);
		} catch {
			root = this.factory().createDocumentFragment();
			this.table.inner.set(host, root);
		}
		this.add(id, root, host);
	}

	private adopt(rootId: number, ids: readonly number[]): void {
		const root = this.table.need(rootId);
		const page = isDocument(root) ? root : root.ownerDocument;
		if (page && "adoptedStyleSheets" in root)
			this.adoptBase(root as ShadowRoot, page, this.sheets.constructed(ids));
	}

	private adoptBase(
		root: Document | ShadowRoot,
		page: Document,
		sheets: CSSStyleSheet[],
	): void {
		let base = this.bases.get(page);
		if (!base) {
			const made = baseSheet(page);
			if (!made) return;
			base = made;
			this.bases.set(page, base);
		}
		try {
			root.adoptedStyleSheets = [base, ...sheets];
		} catch {
			/* A sheet of another document: not adopted here, as in the page itself. */
		}
	}

	private attribute(element: Element, name: string, value: Value): void {
		const safe = safeAttribute(element, name, value, (asset) =>
			this.asset(asset),
		);
		if (safe !== null) setAttribute(element, name, safe);
	}

	private asset(number: number): string | null {
		const url = this.assets[number];
		return url === undefined ? null : this.events.resolve(url);
	}

	private box(element: Element, width: number, height: number): void {
		const w = clampView(width);
		const h = clampView(height);
		if (element.localName !== "img") occupy(element, w, h);
		else if (!getAttribute(element, "src") || element.hasAttribute(BOX_MARK)) {
			const kind = getAttribute(element, BOX_MARK) ?? "img";
			setAttribute(element, BOX_MARK, kind);
			setAttribute(element, "src", placeholder(w, h, kind));
		}
	}

	private check(id: number, count: number, hash: number): void {
		const parent = this.table.need(id);
		let found = 0;
		let sum = HASH_START;
		let child = firstChild(parent);
		for (; child; child = nextSibling(child)) {
			if (child.nodeType === 10) continue;
			found++;
			sum = hashChild(sum, this.table.idOf(child));
		}
		if (found !== count || sum !== hash)
			throw new MirrorStreamError("drift", `children of ${id}`, id);
	}
}

function textOf(value: Value): string {
	if (value === MASKED) return MASK_TEXT;
	if (typeof value !== "string")
		throw new MirrorStreamError("bad_string", "asset as text");
	return value;
}

function clampView(size: number): number {
	return Math.min(LIMITS.view_pixels, Math.max(1, size));
}
