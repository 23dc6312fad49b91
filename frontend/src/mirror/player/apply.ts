import { isText } from "../natives";
import {
	GRAMMAR_VERSION,
	LIMITS,
	MASK_TEXT,
	MirrorStreamError,
	Op,
} from "../ops";
import type { SeenPart, StreamOp } from "../stream_op";
import { MASKED, type Value } from "../writer";
import { PlayedAnimations } from "./animations";
import { type PictureCount, PlayedAssets } from "./assets";
import { PlayedAttributes } from "./attributes";
import { PlayedIcon } from "./icon";
import { PlayedMedia, standForSound } from "./media";
import { measure } from "./menus";
import { resizePainted, showPainted } from "./painted";
import { PlayedPictures } from "./pictures";
import { type BoxLabels, occupy } from "./placeholder";
import { Proof } from "./proof";
import { makeElement, type Resolve } from "./sanitise";
import { PlayedScrolls } from "./scrolls";
import { PlayedSelection } from "./selection";
import { PlayedSheets } from "./sheets";
import { applyChecked, applySelected, applyValue } from "./state";
import { applyCustomStates, applyStates } from "./states";
import type { NodeTable } from "./table";
import { applyTopLayer } from "./top_layer";
import { Tree } from "./tree";

export interface ApplyEvents {
	/** Document of the replica's frame. */
	top(): Document | null;
	resolve(url: string, digest: string): string | null;
	readonly labels: BoxLabels;
	view(width: number, height: number): void;
	zoom(seen: SeenPart): void;
	title(title: string): void;
	/** Address of the page's icon; null: there is none. */
	icon(address: string | null): void;
	progress(state: "waiting" | "loading" | "live" | "paused"): void;
	pictures(count: PictureCount): void;
	/** A complete page has changed; the oldest of the changes, milliseconds of the recorder's clock. */
	changed(at: number): void;
	/** A STREAM frame for what a frame element shows; absent: nothing is joined here, and such an op is refused. */
	joined?(element: Element, id: number, bytes: Uint8Array): void;
}

/** The only writer of the replica. A unit is applied whole or not at all; a fault throws MirrorStreamError. */
export class Applier {
	readonly #tree: Tree;
	readonly #sheets: PlayedSheets;
	readonly #animations: PlayedAnimations;
	readonly #selection: PlayedSelection;
	readonly #assets: PlayedAssets;
	readonly #attributes: PlayedAttributes;
	readonly #icon: PlayedIcon;
	readonly #pictures: PlayedPictures;
	readonly #media = new PlayedMedia();
	#parent: Node | null = null;
	#next = 0;
	/** Number of the last unit since BEGIN. */
	flush = 0;
	/** Sums are not compared: a page that differs again and again is shown as it is. */
	lenient = false;
	#drifted: number[] = [];
	readonly #scrolls = new PlayedScrolls();
	#scrolled: Node[] = [];
	/** Of the page that is being built; null: it is complete. */
	#menus: Element[] | null = [];

	readonly #events: ApplyEvents;

	constructor(events: ApplyEvents) {
		this.#events = events;
		this.#tree = new Tree(() => events.top(), events.labels.frame);
		this.#pictures = new PlayedPictures(events.labels);
		this.#assets = new PlayedAssets(
			(...asset) => events.resolve(...asset),
			(count) => events.pictures(count),
		);
		this.#icon = new PlayedIcon(this.#assets, (address) =>
			events.icon(address),
		);
		const resolve: Resolve = (asset) => this.#assets.get(asset) ?? null;
		this.#attributes = new PlayedAttributes(
			this.#assets,
			this.#pictures,
			resolve,
		);
		this.#sheets = new PlayedSheets(this.table, this.#assets, resolve);
		this.#animations = new PlayedAnimations(resolve, () => this.table.roots());
		this.#selection = new PlayedSelection(this.table);
	}

	get table(): NodeTable {
		return this.#tree.table;
	}

	/** Nothing is known any more. */
	clear(): void {
		this.#tree.clear();
		this.#sheets.clear();
		this.#animations.clear();
		this.#selection.clear();
		this.#assets.clear();
		this.#media.clear();
		this.#parent = null;
		this.flush = 0;
		this.#scrolls.clear();
		this.#menus = [];
		this.#scrolled = [];
	}

	get created(): number {
		return this.#tree.created;
	}

	get joins(): boolean {
		return this.#events.joined !== undefined;
	}

	hasSheet(id: number): boolean {
		return this.#sheets.has(id);
	}

	/** Returns the nodes whose child lists are not what the unit says they must be now. */
	unit(ops: readonly StreamOp[]): number[] {
		new Proof(this).check(ops);
		const complete = this.#complete;
		this.#parent = null;
		this.#drifted = [];
		for (const op of ops) this.#one(op);
		this.#assets.settle();
		this.#assets.tell();
		this.#sheets.settle();
		this.#animations.settle();
		this.#scrolls.settle(this.#scrolled);
		this.#scrolled = [];
		this.#selection.settle();
		const last = ops[ops.length - 1];
		if (complete && this.#complete && last?.op === Op.COMMIT)
			this.#events.changed(last.time);
		return this.#drifted;
	}

	get #complete(): boolean {
		return this.#menus === null;
	}

	#one(op: StreamOp): void {
		const table = this.table;
		const tree = this.#tree;
		switch (op.op) {
			case Op.BEGIN:
				if (op.version !== GRAMMAR_VERSION)
					throw new MirrorStreamError("unknown_op", `version ${op.version}`);
				this.clear();
				this.#events.progress("loading");
				return;
			case Op.END:
				this.#sheets.settle();
				this.#tree.complete();
				measure(this.#menus ?? []);
				this.#menus = null;
				this.#events.progress("live");
				return;
			case Op.PAUSED:
				tree.blank();
				this.#events.progress("paused");
				return;
			case Op.COMMIT:
				this.flush = op.flush;
				if (op.sum !== 0 && op.sum !== table.sum && !this.lenient)
					throw new MirrorStreamError("drift", `sum of unit ${op.flush}`);
				return;
			case Op.CHECK:
				if (!tree.matches(op.parent, op.count, op.hash))
					this.#drifted.push(op.parent);
				return;
			case Op.VIEW:
				this.#events.view(clampView(op.width), clampView(op.height));
				return;
			case Op.ZOOM:
				this.#events.zoom({
					scale: op.scale,
					x: op.x,
					y: op.y,
					width: clampView(op.width),
					height: clampView(op.height),
				});
				return;
			case Op.TITLE:
				this.#events.title(textOf(op.title));
				return;
			case Op.ICON:
				this.#icon.show(op.icon);
				return;
			case Op.ASSET:
				this.#assets.add(op.url);
				return;
			case Op.ASSET_KEPT:
				this.#assets.kept(op.asset, op.digest);
				return;
			case Op.DOC: {
				const page = tree.document(op.host, (op.flags & 1) === 1);
				tree.add(op.id, page, op.host === 0 ? null : table.need(op.host));
				/* One that is written anew stays scrolled as far as its content reaches. */
				this.#scrolls.want(page, 0, 0);
				return;
			}
			case Op.AT:
				this.#parent = table.need(op.parent);
				this.#next = op.next;
				return;
			case Op.EL: {
				const element = makeElement(tree.factory, op.namespace, op.tag);
				for (const [name, value] of op.attributes)
					this.#attributes.set(element, name, value);
				this.#insert(op.id, element);
				standForSound(element);
				if (op.tag === "select") this.#menus?.push(element);
				return;
			}
			case Op.TX: {
				const text = Document.prototype.createTextNode.call(
					tree.factory,
					textOf(op.text),
				);
				this.#insert(op.id, text);
				return;
			}
			case Op.SHADOW:
				tree.shadow(op.id, op.host, (op.flags & 1) === 1);
				return;
			case Op.MV:
				tree.move(op.node, op.parent, op.next);
				return;
			case Op.RM:
				tree.remove(op.node);
				return;
			case Op.ATTR:
				this.#attributes.set(tree.element(op.node), op.name, op.value);
				return;
			case Op.RMATTR:
				this.#attributes.remove(tree.element(op.node), op.name);
				return;
			case Op.TEXT: {
				const node = table.need(op.node);
				if (!isText(node))
					throw new MirrorStreamError("bad_reference", "text", op.node);
				node.data = textOf(op.text);
				return;
			}
			case Op.SHEET:
				this.#sheets.begin(op.sheet, op.owner, op.form === 1, op.off === 1);
				return;
			case Op.SHEETADD:
				this.#sheets.add(op.sheet, op.text);
				return;
			case Op.RULE:
				this.#sheets.insertRule(op.sheet, op.index, op.text);
				return;
			case Op.RMRULE:
				this.#sheets.deleteRule(op.sheet, op.index);
				return;
			case Op.SHEETOFF:
				this.#sheets.turn(op.sheet, op.off === 1);
				return;
			case Op.SHEETMEDIA:
				this.#sheets.media(op.sheet, op.media);
				return;
			case Op.SLOT:
				tree.assign(op.slot, op.nodes);
				return;
			case Op.ADOPT:
				tree.adopt(op.root, this.#sheets.constructed(op.sheets));
				return;
			case Op.VALUE:
				applyValue(tree.element(op.node), textOf(op.value));
				return;
			case Op.CHECKED:
				applyChecked(tree.element(op.node), op.bits);
				return;
			case Op.SELECTED:
				applySelected(tree.element(op.node), op.indexes);
				return;
			case Op.SCROLL:
				this.#scrolled.push(table.need(op.node));
				this.#scrolls.want(table.need(op.node), op.x, op.y);
				return;
			case Op.TOP_LAYER:
				applyTopLayer(tree.element(op.node), op.state);
				return;
			case Op.STATE:
				applyStates(tree.element(op.node), op.bits);
				return;
			case Op.CUSTOM_STATES:
				applyCustomStates(tree.element(op.node), op.names);
				return;
			case Op.ANIMATION:
				this.#animations.begin(op, tree.element(op.node));
				return;
			case Op.ANIMATION_STATE:
				this.#animations.state(op);
				return;
			case Op.ANIMATION_END:
				this.#animations.end(op.animation, op.how);
				return;
			case Op.SELECTION:
				this.#selection.select(
					op.anchor,
					op.anchorOffset,
					op.focus,
					op.focusOffset,
				);
				return;
			case Op.CARET:
				this.#selection.caret(op.field, op.start, op.end);
				return;
			case Op.PAINTED: {
				const element = tree.element(op.node);
				if (showPainted(element, op)) return;
				this.#pictures.box(element, clampView(op.width), clampView(op.height));
				return;
			}
			case Op.MEDIA:
				this.#media.show(tree.element(op.node), op);
				return;
			case Op.FRAME_UNIT:
				this.#events.joined?.(tree.element(op.node), op.node, op.bytes);
				return;
			case Op.BOX: {
				const element = tree.element(op.node);
				const width = clampView(op.width);
				const height = clampView(op.height);
				if (element.localName === "img") {
					this.#pictures.box(element, width, height);
					resizePainted(element, width, height);
				} else occupy(element, width, height);
				return;
			}
		}
	}

	#insert(id: number, node: Node): void {
		const parent = this.#parent;
		if (!parent) throw new MirrorStreamError("bad_order", "no place", id);
		this.#tree.insert(id, node, parent, this.#next);
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
