import { FRAME_MARK } from "../names";
import { removeAttribute, setAttribute } from "../natives";
import { LIMITS } from "../ops";
import type { BoxLabels } from "./placeholder";
import { Playback } from "./playback";
import { prepareDocument } from "./sandbox";
import type { NodeTable } from "./table";

/** Least time between two questions for one frame, and how many before it stays a box; both until the next snapshot of the page around it. */
const ASK_GAP_MS = 2000;
const MOST_ASKS = 12;

/**
 * What frames of other origins show, each from a stream of its own that nobody else's stream
 * depends on. One that is wrong makes a box of its frame, and of nothing else.
 */
export class JoinedReplicas {
	readonly #frames = new Map<number, JoinedReplica>();
	readonly #labels: BoxLabels;
	readonly #ask: (id: number) => void;

	constructor(labels: BoxLabels, ask: (id: number) => void) {
		this.#labels = labels;
		this.#ask = ask;
	}

	/** One STREAM frame for what this element shows; without bytes it is a box again. */
	take(element: Element, id: number, bytes: Uint8Array): void {
		let one = this.#frames.get(id);
		if (one && (bytes.length === 0 || one.element !== element)) {
			this.#drop(id, one);
			one = undefined;
		}
		if (bytes.length === 0) return;
		if (!one) {
			if (this.#frames.size >= LIMITS.joined_frames) return;
			one = new JoinedReplica(element, this.#labels, () => this.#ask(id));
			this.#frames.set(id, one);
		}
		one.receive(bytes);
	}

	/** Frames that have left, were moved, or show a document of the page's own by now. */
	sweep(table: NodeTable): void {
		for (const [id, one] of this.#frames)
			if (table.get(id) !== one.element || table.inner.has(one.element)) {
				this.#frames.delete(id);
				one.stop();
			} else one.look();
	}

	clear(): void {
		for (const one of this.#frames.values()) one.stop();
		this.#frames.clear();
	}

	#drop(id: number, one: JoinedReplica): void {
		this.#frames.delete(id);
		one.stop();
		one.blank();
	}
}

class JoinedReplica {
	readonly element: Element;
	readonly #playback: Playback;
	readonly #ask: () => void;
	#asked = Number.NEGATIVE_INFINITY;
	#asks = 0;
	#waiting: ReturnType<typeof setTimeout> | undefined;

	constructor(element: Element, labels: BoxLabels, ask: () => void) {
		this.element = element;
		this.#ask = ask;
		const nothing = () => undefined;
		this.#playback = new Playback({
			events: {
				top: () => this.#page,
				labels,
				resolve: () => null,
				view: nothing,
				zoom: nothing,
				title: nothing,
				icon: nothing,
				pictures: nothing,
				changed: nothing,
				progress: (state) => this.#moved(state),
			},
			on_resync: () => this.#wants(),
			on_begin: nothing,
		});
	}

	receive(bytes: Uint8Array): void {
		if (this.#asks < MOST_ASKS) this.#playback.receive(bytes);
	}

	/** A frame that was moved has an empty document. */
	look(): void {
		if (this.#playback.isLost) this.#playback.fail("frame_lost");
	}

	stop(): void {
		clearTimeout(this.#waiting);
		this.#playback.stop();
	}

	/** A labelled box: the frame's own background, with nothing on it. */
	blank(): void {
		removeAttribute(this.element, FRAME_MARK);
		if (this.#page) prepareDocument(this.#page, true);
	}

	get #page(): Document | null {
		return (this.element as HTMLIFrameElement).contentDocument;
	}

	#moved(state: "waiting" | "loading" | "live" | "paused"): void {
		if (state === "loading") setAttribute(this.element, FRAME_MARK, "");
		else if (state !== "live") this.blank();
	}

	#wants(): void {
		if (this.#waiting !== undefined || this.#asks >= MOST_ASKS) return;
		const wait = this.#asked + ASK_GAP_MS - performance.now();
		this.#waiting = setTimeout(
			() => {
				this.#waiting = undefined;
				this.#asked = performance.now();
				this.#asks++;
				this.#ask();
			},
			Math.max(0, wait),
		);
	}
}
