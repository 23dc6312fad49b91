import { IdMap } from "../ids";
import { isElement, isText, localName } from "../natives";
import { LIMITS, MirrorStreamError, Op } from "../ops";
import type { StreamOp } from "../stream_op";
import type { NodeTable } from "./table";

/** What a node will be once the unit is applied. */
interface Planned {
	parent: number;
	depth: number;
	tag: string;
}
/** Tags of what is no element. */
const TEXT = "#text";
const ROOT = "#root";

/** What the replica holds besides nodes, before the unit. */
export interface ReplicaState {
	readonly table: NodeTable;
	readonly created: number;
	readonly flush: number;
	/** Frames of other origins may be shown in it. */
	readonly joins: boolean;
	hasSheet(id: number): boolean;
}

/**
 * Proves that every op of a unit finds what it needs, on paper, before any is
 * applied: a unit that fails leaves the replica as it was.
 */
export class Proof {
	readonly #nodes = new IdMap<Planned>();
	readonly #gone = new Set<number>();
	readonly #sheets = new Set<number>();
	#known: NodeTable | null;
	#at = 0;
	#next = 0;
	/** The insertion point is proved, and nothing has moved since. */
	#placed = false;
	#created = 0;

	readonly #before: ReplicaState;

	constructor(before: ReplicaState) {
		this.#before = before;
		this.#known = before.table;
	}

	/** Throws MirrorStreamError at the first op that could not be applied. */
	check(ops: readonly StreamOp[]): void {
		for (const op of ops) this.#one(op);
	}

	#one(op: StreamOp): void {
		switch (op.op) {
			case Op.BEGIN:
				this.#known = null;
				return;
			case Op.COMMIT:
				this.#commit(op.flush, op.created);
				return;
			case Op.DOC:
				if (op.host !== 0 && this.#need(op.host).tag !== "iframe")
					throw new MirrorStreamError("bad_reference", "frame", op.host);
				this.#add(op.id, op.host, ROOT);
				return;
			case Op.SHADOW:
				this.#element(op.host);
				this.#add(op.id, op.host, ROOT);
				return;
			case Op.AT:
				this.#at = op.parent;
				this.#next = op.next;
				this.#place(op.parent, op.next);
				this.#placed = true;
				return;
			case Op.EL:
			case Op.TX:
				if (this.#at === 0)
					throw new MirrorStreamError("bad_order", "no place", op.id);
				if (!this.#placed) this.#place(this.#at, this.#next);
				this.#placed = true;
				this.#add(op.id, this.#at, op.op === Op.TX ? TEXT : op.tag);
				return;
			case Op.MV:
				this.#move(op.node, op.parent, op.next);
				this.#placed = false;
				return;
			case Op.RM:
				this.#gone.add(op.node);
				this.#placed = false;
				return;
			case Op.SHEET:
				if (!/^(?:style|#root)$/.test(this.#need(op.owner).tag))
					throw new MirrorStreamError("bad_reference", "owner", op.owner);
				this.#sheets.add(op.sheet);
				return;
			case Op.SHEETADD:
			case Op.RULE:
			case Op.RMRULE:
			case Op.SHEETOFF:
			case Op.SHEETMEDIA:
				this.#sheet(op.sheet);
				return;
			case Op.ADOPT:
				this.#need(op.root);
				return;
			case Op.SLOT:
				this.#element(op.slot, /^slot$/);
				for (const node of op.nodes)
					if (this.#need(node).tag === ROOT)
						throw new MirrorStreamError("bad_reference", "slot", node);
				return;
			case Op.CHECK:
				this.#need(op.parent);
				return;
			case Op.TEXT:
				if (this.#need(op.node).tag !== TEXT)
					throw new MirrorStreamError("bad_reference", "text", op.node);
				return;
			case Op.SCROLL:
				this.#need(op.node);
				return;
			case Op.VALUE:
				this.#element(op.node, /^(?:input|textarea)$/);
				return;
			case Op.CHECKED:
				this.#element(op.node, /^input$/);
				return;
			case Op.FRAME_UNIT:
				if (!this.#before.joins)
					throw new MirrorStreamError("unknown_op", "a frame in a frame");
				this.#element(op.node, /^iframe$/);
				return;
			case Op.SELECTED:
				this.#element(op.node, /^select$/);
				return;
			case Op.SELECTION:
				if (op.anchor) this.#need(op.anchor);
				if (op.focus) this.#need(op.focus);
				return;
			case Op.CARET:
				if (op.field) this.#element(op.field, /^(?:input|textarea)$/);
				return;
			default:
				if ("node" in op) this.#element(op.node);
		}
	}

	#commit(flush: number, created: number): void {
		const fresh = this.#known === null;
		const before = this.#before;
		if (
			flush !== (fresh ? 0 : before.flush) + 1 ||
			created !== (fresh ? 0 : before.created) + this.#created
		)
			throw new MirrorStreamError("drift", `unit ${flush}`);
	}

	#add(id: number, parent: number, tag: string): void {
		if (this.#find(id))
			throw new MirrorStreamError("bad_reference", `node ${id} twice`, id);
		this.#created++;
		const size = (this.#known?.size ?? 0) + this.#created;
		if (size > LIMITS.nodes + this.#gone.size)
			throw new MirrorStreamError("too_large", "nodes");
		const depth = parent === 0 ? 0 : this.#need(parent).depth + 1;
		if (depth > LIMITS.depth) throw new MirrorStreamError("too_large", "depth");
		this.#nodes.set(id, { parent, depth, tag });
	}

	/** `next` must be a child of `parent`, and `parent` something that holds nodes. */
	#place(parent: number, next: number): void {
		const { tag } = this.#need(parent);
		if (tag === TEXT || tag === "style")
			throw new MirrorStreamError("drift", "place", parent);
		if (next !== 0 && this.#need(next).parent !== parent)
			throw new MirrorStreamError("drift", "place", next);
	}

	#move(id: number, parent: number, next: number): void {
		const { tag } = this.#need(id);
		if (tag === ROOT) throw new MirrorStreamError("bad_reference", "root", id);
		this.#place(parent, next);
		let depth = 1;
		for (let at = parent; at !== 0; at = this.#need(at).parent, depth++)
			if (at === id) throw new MirrorStreamError("drift", "insertion", id);
		if (depth > LIMITS.depth) throw new MirrorStreamError("too_large", "depth");
		this.#nodes.set(id, { parent, depth, tag });
	}

	#element(id: number, kind?: RegExp): void {
		const { tag } = this.#need(id);
		if (tag === TEXT || tag === ROOT || kind?.test(tag) === false)
			throw new MirrorStreamError("bad_reference", "element", id);
	}

	#sheet(id: number): void {
		const known = this.#known !== null && this.#before.hasSheet(id);
		if (!known && !this.#sheets.has(id))
			throw new MirrorStreamError("bad_reference", `sheet ${id}`);
	}

	#need(id: number): Planned {
		const found = this.#find(id);
		if (!found) throw new MirrorStreamError("bad_reference", `node ${id}`, id);
		return found;
	}

	#find(id: number): Planned | undefined {
		const planned = this.#nodes.get(id);
		if (planned) return this.#isGone(id) ? undefined : planned;
		const entry = this.#known?.entry(id);
		if (!entry || this.#isGone(id)) return undefined;
		return { parent: entry.parent, depth: entry.depth, tag: this.#tagOf(id) };
	}

	/** In what was removed in this unit; removals come last, so this is rarely asked. */
	#isGone(id: number): boolean {
		if (this.#gone.size === 0) return false;
		let at = id;
		for (let depth = 0; at !== 0 && depth <= LIMITS.depth; depth++) {
			if (this.#gone.has(at)) return true;
			at = this.#nodes.get(at)?.parent ?? this.#known?.entry(at)?.parent ?? 0;
		}
		return false;
	}

	#tagOf(id: number): string {
		const node = this.#known?.get(id);
		if (!node) return ROOT;
		if (isText(node)) return TEXT;
		return isElement(node) ? localName(node) : ROOT;
	}
}
