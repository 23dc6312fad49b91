import { IdMap } from "../ids";
import {
	firstChild,
	isDocument,
	isElement,
	isShadow,
	nextSibling,
	parentNode,
} from "../natives";
import { LIMITS, MirrorStreamError, pairHash } from "../ops";

export interface Entry {
	readonly id: number;
	readonly node: Node;
	/** Id of the parent, of the host of a shadow root or document, or 0. */
	parent: number;
	depth: number;
}

/** Which node of the replica has which id. Removing a node forgets its whole subtree. */
export class NodeTable {
	#ids = new IdMap<Entry>();
	#entries = new Map<Node, Entry>();
	/** Sum of `pairHash` over all nodes, for COMMIT. */
	sum = 0;

	get size(): number {
		return this.#ids.size;
	}

	clear(): void {
		this.#ids.clear();
		this.#entries.clear();
		this.sum = 0;
	}

	entry(id: number): Entry | undefined {
		return this.#ids.get(id);
	}

	get(id: number): Node | undefined {
		return this.#ids.get(id)?.node;
	}

	/** The node, or a stream error. */
	need(id: number): Node {
		const entry = this.#ids.get(id);
		if (!entry) throw new MirrorStreamError("bad_reference", `node ${id}`, id);
		return entry.node;
	}

	/** Documents and shadow roots. */
	*roots(): Generator<Document | ShadowRoot> {
		for (const node of this.#entries.keys())
			if (isDocument(node) || isShadow(node)) yield node;
	}

	idOf(node: Node): number {
		return this.#entries.get(node)?.id ?? 0;
	}

	add(id: number, node: Node, parent: Node | null): void {
		if (this.#ids.get(id) || this.#entries.has(node))
			throw new MirrorStreamError("bad_reference", `node ${id} twice`, id);
		if (this.#ids.size >= LIMITS.nodes)
			throw new MirrorStreamError("too_large", "nodes");
		const above = parent && this.#entries.get(parent);
		const depth = above ? above.depth + 1 : 0;
		if (depth > LIMITS.depth) throw new MirrorStreamError("too_large", "depth");
		const entry = { id, node, parent: above?.id ?? 0, depth };
		this.#ids.set(id, entry);
		this.#entries.set(node, entry);
		this.sum = (this.sum + pairHash(id, entry.parent)) >>> 0;
	}

	/** A node moved: its depth is counted anew, which bounds any nest of moves. */
	moved(node: Node, parent: number): void {
		let depth = 0;
		for (let at = parentNode(node); at; at = parentNode(at))
			if (++depth > LIMITS.depth)
				throw new MirrorStreamError("too_large", "depth");
		const entry = this.#entries.get(node);
		if (!entry) return;
		entry.depth = depth;
		this.sum = (this.sum - pairHash(entry.id, entry.parent)) >>> 0;
		entry.parent = parent;
		this.sum = (this.sum + pairHash(entry.id, parent)) >>> 0;
	}

	/** Forgets a node and all below it, shadow roots and frames included. */
	free(top: Node): void {
		const queue: Node[] = [top];
		for (let node = queue.pop(); node; node = queue.pop()) {
			const entry = this.#entries.get(node);
			/* Forgotten already: a frame can lie in its own old document. */
			if (!entry) continue;
			this.sum = (this.sum - pairHash(entry.id, entry.parent)) >>> 0;
			this.#ids.delete(entry.id);
			this.#entries.delete(node);
			if (isElement(node)) {
				if (node.shadowRoot) queue.push(node.shadowRoot);
				const inner = this.inner.get(node);
				if (inner) queue.push(inner);
			}
			for (let child = firstChild(node); child; child = nextSibling(child))
				queue.push(child);
		}
	}

	/** Document or detached root that an element holds. */
	readonly inner = new WeakMap<Element, Node>();
}
