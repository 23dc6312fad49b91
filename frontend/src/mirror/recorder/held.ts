import { isElement, isText, later, parentNode } from "../natives";
import { type Core, now } from "./core";
import { State } from "./model";

/**
 * How long new content is kept back, in milliseconds. Frameworks put content in first and
 * say what is private in a later task or frame; security/README 2.2, class 17, asks for 50 to 100.
 */
export const HOLD_MS = 100;

/**
 * Content that is too new to be sent, where rules may yet hide it: nodes that came, text
 * and attributes that changed. What leaves, moves or is only looks goes at once.
 */
export class Held {
	#since = new Map<Node, number>();
	#timer: number | undefined;
	/** When the records came that are being noted. */
	#at = 0;

	readonly #core: Core;
	readonly #hold_ms: number;

	/** 0: nothing is kept back. */
	constructor(core: Core, hold_ms: number) {
		this.#core = core;
		this.#hold_ms = hold_ms;
	}

	get any(): boolean {
		return this.#since.size > 0;
	}

	/** Records have come: what they tell of is new from now on. */
	begin(): void {
		this.#at = now();
	}

	/** What the node says is new; false when nothing is kept back. */
	add(node: Node): boolean {
		if (this.#hold_ms === 0) return false;
		if (!this.#since.has(node)) this.#since.set(node, this.#at);
		this.#wake(this.#hold_ms);
		return true;
	}

	has(node: Node): boolean {
		return this.#since.has(node);
	}

	/** It is new and the player does not have it: for now, as if it were not there. */
	hides(node: Node): boolean {
		return this.#since.has(node) && !this.#core.model.get(node);
	}

	/** Marks what is old enough; first thing in a flush. */
	release(): void {
		const { marks, model } = this.#core;
		const before = now() - this.#hold_ms;
		for (const [node, since] of this.#since) {
			if (since > before) {
				this.#wake(since - before);
				return;
			}
			this.#since.delete(node);
			const rec = model.get(node);
			const above = rec ? undefined : model.get(parentNode(node) ?? node);
			if (rec && isText(node)) marks.texts.add(rec);
			else if (above && !above.leaf && above.state !== State.KNOWN)
				if (isText(node) || isElement(node)) marks.touched.add(node);
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#since.clear();
	}

	#wake(wait: number): void {
		this.#timer ??= later(() => {
			this.#timer = undefined;
			this.#core.kick();
		}, wait);
	}
}
