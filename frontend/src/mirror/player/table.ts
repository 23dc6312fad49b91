import { firstChild, isElement, nextSibling, parentNode } from "../natives";
import { LIMITS, MirrorStreamError } from "../ops";

interface Entry {
	readonly id: number;
	depth: number;
}

/** Which node of the replica has which id. Removing a node forgets its whole subtree. */
export class NodeTable {
	private nodes = new Map<number, Node>();
	private entries = new Map<Node, Entry>();

	clear(): void {
		this.nodes.clear();
		this.entries.clear();
	}

	get(id: number): Node | undefined {
		return this.nodes.get(id);
	}

	/** The node, or a stream error. */
	need(id: number): Node {
		const node = this.nodes.get(id);
		if (!node) throw new MirrorStreamError("bad_reference", `node ${id}`, id);
		return node;
	}

	idOf(node: Node): number {
		return this.entries.get(node)?.id ?? 0;
	}

	add(id: number, node: Node, parent: Node | null): void {
		if (this.nodes.has(id) || this.entries.has(node))
			throw new MirrorStreamError("bad_reference", `node ${id} twice`, id);
		if (this.nodes.size >= LIMITS.nodes)
			throw new MirrorStreamError("too_large", "nodes");
		const depth = parent ? (this.entries.get(parent)?.depth ?? 0) + 1 : 0;
		if (depth > LIMITS.depth) throw new MirrorStreamError("too_large", "depth");
		this.nodes.set(id, node);
		this.entries.set(node, { id, depth });
	}

	/** A node moved: its depth is counted anew, which bounds any nest of moves. */
	moved(node: Node): void {
		let depth = 0;
		for (let at = parentNode(node); at; at = parentNode(at))
			if (++depth > LIMITS.depth)
				throw new MirrorStreamError("too_large", "depth");
		const entry = this.entries.get(node);
		if (entry) entry.depth = depth;
	}

	/** Forgets a node and all below it, shadow roots and frames included. */
	free(top: Node): void {
		const queue: Node[] = [top];
		for (let node = queue.pop(); node; node = queue.pop()) {
			const entry = this.entries.get(node);
			/* Forgotten already: a frame can lie in its own old document. */
			if (!entry) continue;
			this.nodes.delete(entry.id);
			this.entries.delete(node);
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
