import type { Recorder } from "../mirror/recorder/recorder";
import { encode_pointer, type PointerAction } from "../protocol/frames";

/** At most 20 positions a second (docs/protocol.md). */
const EACH_MS = 50;

interface Place {
	readonly node: number;
	readonly fx: number;
	readonly fy: number;
}

/** Tells the agent where the customer's pointer is: on which element, and where in it. */
export class OwnPointer {
	readonly #stop = new AbortController();
	#timer = 0;
	#last = "";
	#event: PointerEvent | null = null;

	constructor(
		private readonly epoch: number,
		private readonly recorder: Recorder,
		private readonly send: (frame: Uint8Array) => void,
	) {
		const options = {
			capture: true,
			passive: true,
			signal: this.#stop.signal,
		};
		window.addEventListener(
			"pointermove",
			(event) => this.#moved(event),
			options,
		);
		window.addEventListener(
			"pointerdown",
			(event) => this.#pressed(event),
			options,
		);
		document.documentElement.addEventListener(
			"pointerleave",
			() => this.#tell("leave", null),
			options,
		);
	}

	stop(): void {
		this.#stop.abort();
		window.clearTimeout(this.#timer);
	}

	#moved(event: PointerEvent): void {
		if (!event.isTrusted) return;
		this.#event = event;
		if (this.#timer) return;
		this.#timer = window.setTimeout(() => {
			this.#timer = 0;
			if (this.#event) this.#tell("move", this.#place(this.#event));
		}, EACH_MS);
	}

	#pressed(event: PointerEvent): void {
		if (event.isTrusted) this.#tell("click", this.#place(event));
	}

	#tell(action: PointerAction, place: Place | null): void {
		const at = place ?? { node: 0, fx: 0, fy: 0 };
		const what = place ? action : "leave";
		const key = `${what} ${at.node} ${at.fx} ${at.fy}`;
		if (key === this.#last && what !== "click") return;
		this.#last = key;
		this.send(encode_pointer({ action: what, epoch: this.epoch, ...at }));
	}

	/** The nearest element that the agent has; null over our own interface. */
	#place(event: PointerEvent): Place | null {
		for (const node of event.composedPath()) {
			if (!(node instanceof Element)) continue;
			if (node.hasAttribute("data-cobrowse-root")) return null;
			const id = this.recorder.id_of(node);
			if (id === 0) continue;
			const box = node.getBoundingClientRect();
			if (box.width === 0 || box.height === 0) continue;
			return {
				node: id,
				fx: (event.clientX - box.left) / box.width,
				fy: (event.clientY - box.top) / box.height,
			};
		}
		return null;
	}
}
