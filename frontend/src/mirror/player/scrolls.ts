import {
	isConnected,
	isDocument,
	isElement,
	scrollLeft,
	scrollTo,
	scrollTop,
} from "../natives";

/** Positions that are kept; the page scrolls few boxes. */
const MOST = 1000;
/** How often, and how many times, a box that is too short yet is tried again. */
const AGAIN_MS = 250;
const TRIES = 40;

/** The customer alone scrolls: the browser does not correct the replica's positions by itself. */
export const SCROLL_CSS =
	"*{scroll-snap-type:none!important;overflow-anchor:none!important;scroll-behavior:auto!important}";

/**
 * Scroll positions of the replica. They stay what the page says they are when
 * the content grows, moves or is replaced, and when pictures come late.
 */
export class PlayedScrolls {
	#wanted = new Map<Node, readonly [x: number, y: number]>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#frame = 0;
	#tries = 0;

	clear(): void {
		this.#wanted.clear();
		this.#unschedule();
	}

	want(node: Node, x: number, y: number): void {
		this.#wanted.delete(node);
		this.#wanted.set(node, [x, y]);
		const [oldest] = this.#wanted.keys();
		if (this.#wanted.size > MOST && oldest) this.#wanted.delete(oldest);
	}

	/** A unit has been applied: the new positions now, all of them once it is laid out. */
	settle(fresh: Iterable<Node>): void {
		for (const node of fresh) this.#put(node);
		if (this.#wanted.size === 0) return;
		this.#tries = TRIES;
		if (this.#frame) return;
		this.#unschedule();
		this.#frame = requestAnimationFrame(() => this.#check());
		/* A hidden page draws no frames. */
		this.#timer = setTimeout(() => this.#check(), AGAIN_MS);
	}

	#check(): void {
		this.#unschedule();
		let short = false;
		for (const node of this.#wanted.keys())
			if (!isConnected(node)) this.#wanted.delete(node);
			else if (!this.#put(node)) short = true;
			/* It stays where it begins, and asking lays out what has come. */ else if (
				!this.#wanted.get(node)?.some(Boolean)
			)
				this.#wanted.delete(node);
		if (short && this.#tries-- > 0)
			this.#timer = setTimeout(() => this.#check(), AGAIN_MS);
	}

	/** False when the box does not reach as far yet. */
	#put(node: Node): boolean {
		const at = this.#wanted.get(node);
		const box = isDocument(node) ? node.scrollingElement : node;
		if (!at || !box || !isElement(box)) return true;
		const [left, top] = at;
		const isThere = (): boolean =>
			Math.abs(scrollLeft(box) - left) < 1 &&
			Math.abs(scrollTop(box) - top) < 1;
		if (isThere()) return true;
		scrollTo(box, { left, top, behavior: "instant" });
		return isThere();
	}

	#unschedule(): void {
		cancelAnimationFrame(this.#frame);
		clearTimeout(this.#timer);
		this.#frame = 0;
	}
}
