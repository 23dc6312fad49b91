import { beforeFrame, documentView, later } from "../natives";
import { type Core, now } from "./core";
import { SLICE_MS } from "./schedule";

/**
 * Looks at layout and style when a frame has just been drawn: then they are
 * clean, and asking costs the page nothing.
 */
export class AfterFrame {
	#frame = 0;
	#stopped = false;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** Looks after the next frame, if there is something to look at. */
	request(): void {
		const { animations, page, scrolls, topLayers } = this.#core;
		const view = documentView(page);
		if (!view || this.#frame || this.#stopped) return;
		if (!scrolls.waiting && !topLayers.waiting && !animations.waiting) return;
		this.#frame = beforeFrame(view, () => {
			later(() => {
				this.#frame = 0;
				if (!this.#stopped) this.#look(now() + SLICE_MS);
			}, 0);
		});
	}

	stop(): void {
		this.#stopped = true;
		documentView(this.#core.page)?.cancelAnimationFrame(this.#frame);
	}

	#look(end: number): void {
		const { animations, scrolls, topLayers } = this.#core;
		try {
			topLayers.rank();
			animations.look();
			scrolls.look(end);
		} catch {
			this.#core.problem("recorder_error");
		}
		if (scrolls.any || animations.any) this.#core.kick();
		this.request();
	}
}
