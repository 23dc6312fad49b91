import {
	composedParent,
	firstChild,
	isElement,
	nextSibling,
	shadowRoot,
} from "../natives";

/** Nodes that were hidden once, by a rule or by markup, and stay so wherever they go. */
export class Kept {
	readonly #hidden = new WeakSet<Node>();
	/** Shown as an empty box. */
	readonly #blocked = new WeakSet<Node>();

	isHidden(node: Node): boolean {
		return this.#hidden.has(node);
	}

	isBlocked(node: Node): boolean {
		return this.#blocked.has(node);
	}

	hide(node: Node): void {
		this.#hidden.add(node);
	}

	block(node: Node): void {
		this.#blocked.add(node);
	}

	/** With all that is in it, though it was never read. */
	hideAll(node: Node): void {
		const waiting = [node];
		for (let at = waiting.pop(); at; at = waiting.pop()) {
			this.hide(at);
			const root = isElement(at) && shadowRoot(at);
			if (root) waiting.push(root);
			for (let child = firstChild(at); child; child = nextSibling(child))
				waiting.push(child);
		}
	}

	/** Whether the node or something around it is hidden; `open` keeps what is not, until something changes. */
	holds(node: Node, open: Set<Node>): boolean {
		for (let at: Node | null = node; at; at = composedParent(at)) {
			if (open.has(at)) return false;
			if (this.#hidden.has(at) || this.#blocked.has(at)) {
				open.clear();
				return true;
			}
			open.add(at);
		}
		return false;
	}
}
