import { listen } from "../mirror/natives";
import { eachRealm, type Realm } from "../mirror/realms";
import { Patches } from "../mirror/recorder/patches";

/** Two presses within this time are one gesture. */
const GESTURE_MS = 1_000;

/** Calls `fn` on Escape-Escape by the customer's own hand, whatever has the focus (spec MD-7). */
export class DoubleEscape {
	#last_at = Number.NEGATIVE_INFINITY;
	#last: Event | null = null;
	/** By the realm's Event. */
	#patched = new WeakMap<object, Patches>();

	/** Listens on the page from now on: who comes first hears a key first. */
	constructor(private readonly fn: () => void) {
		listen(window, "keydown", this.#heard, { capture: true });
	}

	/**
	 * Inside the page's frames too, and when a listener before ours keeps the key to
	 * itself. Call the result to end it.
	 */
	guard(inner_frames: () => Iterable<Element>): () => void {
		return eachRealm(document, {
			on: [["keydown", (event) => this.#heard(event)]],
			inner_frames,
			enter: (view) => this.#patch(view),
			leave: (view) => {
				this.#patched.get(view.Event)?.restore();
				this.#patched.delete(view.Event);
			},
		});
	}

	#patch(view: Realm): void {
		if (this.#patched.has(view.Event)) return;
		const patches = new Patches();
		this.#patched.set(view.Event, patches);
		patches.method(view.Event.prototype, "stopImmediatePropagation", (event) =>
			this.#heard(event as Event),
		);
	}

	readonly #heard = (event: Event): void => {
		if (event.type !== "keydown" || !event.isTrusted || event === this.#last)
			return;
		const { key, repeat } = event as KeyboardEvent;
		if (key !== "Escape" || repeat) return;
		this.#last = event;
		// Each frame counts its events' times from its own beginning.
		const at = performance.now();
		const second = at - this.#last_at < GESTURE_MS;
		this.#last_at = second ? Number.NEGATIVE_INFINITY : at;
		if (second) this.fn();
	};
}
