/** The agent's mouse with its button down over the replica. */
import type { CommandBody } from "../commands";
import { mods_of } from "../keys";
import type { Place } from "../pointing";
import { type Replica, view_fractions } from "./replica";

type Where = { readonly x: number; readonly y: number };

/** About 30 places a second. */
const INTERVAL_MS = 33;

export class Dragging {
	is_on = false;
	#waiting: Where | null = null;
	#timer = 0;

	constructor(
		private readonly overlay: HTMLElement,
		private readonly replica: Replica,
		private readonly send: (command: CommandBody) => void,
	) {}

	/** `event`: the first move that is no click any more. */
	start(place: Place, event: PointerEvent): void {
		this.is_on = true;
		/* Goes on outside of the page, too. */
		this.overlay.setPointerCapture(event.pointerId);
		this.send({ do: "press", ...place, count: 1, mods: mods_of(event) });
		this.move(event);
	}

	move(event: MouseEvent): void {
		this.#waiting = this.#where(event);
		if (!this.#timer) this.#flush();
	}

	end(event: MouseEvent): void {
		if (!this.is_on) return;
		this.forget();
		const where = this.#where(event);
		this.send(where ? { do: "release", ...where } : { do: "cancel" });
	}

	cancel(): void {
		if (!this.is_on) return;
		this.forget();
		this.send({ do: "cancel" });
	}

	/** The page or the mode has changed: nobody holds anything there any more. */
	forget(): void {
		this.is_on = false;
		this.#waiting = null;
		window.clearTimeout(this.#timer);
		this.#timer = 0;
	}

	#where(event: MouseEvent): Where | null {
		return view_fractions(this.replica, event.clientX, event.clientY);
	}

	#flush(): void {
		this.#timer = 0;
		if (!this.#waiting) return;
		this.send({ do: "drag", ...this.#waiting });
		this.#waiting = null;
		this.#timer = window.setTimeout(() => this.#flush(), INTERVAL_MS);
	}
}
