import { Flag, HEADER_BYTES, STREAM_KIND } from "../frames";
import { frameDocument } from "../natives";
import { LIMITS, Op } from "../ops";
import { hides } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";

/** Most bytes of all such frames in one flush; what is left goes with the next one. */
const FLUSH_BYTES = 512 * 1024;

/** A STREAM frame of what a frame shows, on its way. */
interface Passing {
	readonly rec: Rec;
	readonly bytes: Uint8Array;
	/** It was written, or is of no use any more. */
	done(): void;
}

export interface FrameListener {
	/** A frame of another origin that nothing hides: met on the walk, else it has loaded a page. */
	met(frame: Element, is_walked: boolean): void;
	/** The player lost track of what a frame shows: its whole page is wanted anew. */
	lost(frame: Element): void;
}

/**
 * Frames of other origins whose pages record themselves. What they send goes into the stream
 * as it is, in its order; their own rules have masked it.
 */
export class JoinedFrames {
	#queue: Passing[] = [];
	/** The player has got, or is about to get, a snapshot of them. */
	#begun = new Set<Rec>();

	readonly #core: Core;
	readonly #listener: FrameListener | undefined;

	constructor(core: Core, listener: FrameListener | undefined) {
		this.#core = core;
		this.#listener = listener;
	}

	clear(): void {
		const gone = this.#queue;
		this.#queue = [];
		this.#begun.clear();
		for (const { done } of gone) done();
	}

	met(rec: Rec, isWalked: boolean): void {
		if (this.#isOpen(rec)) this.#listener?.met(rec.node as Element, isWalked);
	}

	/** Whether the player has this frame, as one that may show a page of its own. */
	mayJoin(frame: Element): boolean {
		const rec = this.#core.model.get(frame);
		return rec !== undefined && this.#isOpen(rec);
	}

	/** False: it cannot be told now, and `done` is not called. No bytes: a box again. */
	pass(frame: Element, bytes: Uint8Array, done: () => void): boolean {
		const rec = this.#core.model.get(frame);
		if (!rec || !this.#isOpen(rec) || !this.#follows(rec, bytes)) return false;
		if (bytes.length === 0) this.#forget(rec);
		this.#queue.push({ rec, bytes, done });
		this.#core.kick();
		return true;
	}

	/** Whether it is the frame's own affair that the player lost track of this node. */
	lost(rec: Rec): boolean {
		if (!this.#begun.has(rec) || !this.#isOpen(rec)) return false;
		this.#listener?.lost(rec.node as Element);
		return true;
	}

	flush(): void {
		for (const rec of this.#begun) if (rec.dead) this.#begun.delete(rec);
		const { writer } = this.#core;
		let room = FLUSH_BYTES;
		while (room > 0) {
			const next = this.#queue.shift();
			if (!next) return;
			const { rec, bytes } = next;
			if (this.#isOpen(rec)) {
				writer.op(Op.FRAME_UNIT, rec.id);
				writer.bytes(bytes);
				room -= bytes.length;
			}
			next.done();
		}
		if (this.#queue.length > 0) this.#core.kick();
	}

	/** What still waits is of no use. */
	#forget(rec: Rec): void {
		const gone = this.#queue.filter((one) => one.rec === rec);
		this.#queue = this.#queue.filter((one) => one.rec !== rec);
		for (const { done } of gone) done();
	}

	/** Nothing before a snapshot is of use; no more than that is looked at. */
	#follows(rec: Rec, bytes: Uint8Array): boolean {
		if (bytes.length === 0) return this.#begun.delete(rec);
		if (bytes.length < HEADER_BYTES || bytes.length > LIMITS.frame_bytes)
			return false;
		if (bytes[0] !== STREAM_KIND) return false;
		if ((bytes[1] ?? 0) & Flag.BEGIN) this.#begun.add(rec);
		return this.#begun.has(rec);
	}

	#isOpen(rec: Rec): boolean {
		return (
			rec.tag === "iframe" &&
			!rec.dead &&
			!hides(rec.privacy) &&
			frameDocument(rec.node) === null
		);
	}
}
