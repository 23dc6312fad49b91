import { IdMap } from "../ids";
import { pairHash } from "../ops";

/** How much of a node the player has. */
export enum State {
	/** The node itself. */
	KNOWN = 0,
	/** The first part of its child list. */
	LISTING = 1,
	/** Its whole child list. */
	LISTED = 2,
}

/** A node that the player has. Members of a parent are linked in no order. */
export class Rec {
	parent: Rec | null = null;
	first: Rec | null = null;
	next: Rec | null = null;
	previous: Rec | null = null;
	state: number = State.KNOWN;
	dead = false;
	/** Children are not mirrored. */
	leaf = false;
	/** Last listed child while LISTING. */
	cursor: Node | null = null;
	depth = 0;
	/** What was last sent of the field's state. */
	sent: string | undefined = undefined;
	/** Id of the parent that the player was told of. */
	told = 0;
	/** Length of a text node's data when it was sent. */
	size = 0;
	/** What was last sent of its pseudo-class states. */
	states = 0;

	constructor(
		readonly id: number,
		readonly node: Node,
		readonly tag: string,
		public privacy: number,
	) {}
}

/**
 * The tree as the player has it. A node that left the page, or that went where
 * we do not look, is dead with all below it; should it come back it is a new node.
 */
export class Model {
	#byNode = new Map<Node, Rec>();
	#byId = new IdMap<Rec>();
	#earlier = new Map<Node, number>();
	#nextId = 1;
	/** Nodes created since the snapshot began. */
	created = 0;
	/** Sum of `pairHash` over the nodes that the player has, once this unit is applied. */
	sum = 0;
	/** What killed nodes will take off the sum when their removals are sent. */
	#gone = 0;

	get size(): number {
		return this.#byNode.size;
	}

	/** Empty again; a node that was alive gets its old id when it is created anew. */
	restart(): void {
		for (const [node, rec] of this.#byNode) this.#earlier.set(node, rec.id);
		this.#byNode = new Map();
		this.#byId.clear();
		this.created = 0;
		this.sum = 0;
		this.#gone = 0;
	}

	/** The snapshot is complete: old ids are free. */
	settle(): void {
		this.#earlier.clear();
	}

	all(): Iterable<Rec> {
		return this.#byNode.values();
	}

	get(node: Node): Rec | undefined {
		return this.#byNode.get(node);
	}

	withId(id: number): Rec | undefined {
		return this.#byId.get(id);
	}

	create(node: Node, parent: Rec | null, tag: string, privacy: number): Rec {
		const id = this.#takeEarlier(node) ?? this.#nextId++;
		const rec = new Rec(id, node, tag, privacy);
		this.#byNode.set(node, rec);
		this.#byId.set(id, rec);
		this.created++;
		rec.told = parent?.id ?? 0;
		this.sum = (this.sum + pairHash(id, rec.told)) >>> 0;
		if (parent) this.link(rec, parent);
		return rec;
	}

	#takeEarlier(node: Node): number | undefined {
		if (this.#earlier.size === 0) return undefined;
		const id = this.#earlier.get(node);
		this.#earlier.delete(node);
		return id;
	}

	link(rec: Rec, parent: Rec): void {
		this.unlink(rec);
		if (rec.told !== parent.id) {
			const before = pairHash(rec.id, rec.told);
			rec.told = parent.id;
			this.sum = (this.sum - before + pairHash(rec.id, rec.told)) >>> 0;
		}
		rec.parent = parent;
		rec.depth = parent.depth + 1;
		rec.next = parent.first;
		if (parent.first) parent.first.previous = rec;
		parent.first = rec;
	}

	/** Whether `inner` is below `rec`, or the same; a frame may be moved into its own old document. */
	holds(rec: Rec, inner: Rec): boolean {
		for (let at: Rec | null = inner; at; at = at.parent)
			if (at === rec) return true;
		return false;
	}

	/** A floating node: moved, and not placed yet. */
	unlink(rec: Rec): void {
		const { parent, next, previous } = rec;
		if (!parent) return;
		if (previous) previous.next = next;
		else parent.first = next;
		if (next) next.previous = previous;
		if (parent.cursor === rec.node) parent.cursor = null;
		rec.parent = rec.next = rec.previous = null;
	}

	/** Forgets a node and all that is linked below it. */
	kill(rec: Rec): void {
		this.unlink(rec);
		const queue = [rec];
		for (let one = queue.pop(); one; one = queue.pop()) {
			one.dead = true;
			this.#gone = (this.#gone + pairHash(one.id, one.told)) >>> 0;
			if (this.#byNode.get(one.node) === one) this.#byNode.delete(one.node);
			this.#byId.delete(one.id);
			for (let child = one.first; child; child = child.next) queue.push(child);
			one.first = null;
		}
	}

	/** All removals up to now have been written. */
	removed(): void {
		this.sum = (this.sum - this.#gone) >>> 0;
		this.#gone = 0;
	}
}
