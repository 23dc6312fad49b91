/**
 * `setPointerCapture` for the hand's mouse. The browser's own does nothing while no button of
 * the customer's mouse is down, so it is ours for the time of a drag, and given back after it.
 */
import { MOUSE_POINTER_ID } from "./events";
import type { Realm } from "./natives";

const NAMES = [
	"setPointerCapture",
	"releasePointerCapture",
	"hasPointerCapture",
] as const;

export class LentCapture {
	/** Where the page wants the next events to go; null: to what is under the mouse. */
	wanted: Element | null = null;
	readonly #give_back: () => void;

	constructor(view: Realm) {
		const { prototype } = view.Element;
		const acts = {
			setPointerCapture: (element: Element) => {
				this.wanted = element;
			},
			releasePointerCapture: (element: Element) => {
				if (this.wanted === element) this.wanted = null;
			},
			hasPointerCapture: (element: Element) => this.wanted === element,
		};
		const put_back = NAMES.map((name) => {
			const before = Object.getOwnPropertyDescriptor(prototype, name);
			const native = prototype[name] as (id: number) => unknown;
			const lent = function (this: Element, id: number): unknown {
				return id === MOUSE_POINTER_ID
					? acts[name](this)
					: native.call(this, id);
			};
			Object.defineProperty(prototype, name, {
				configurable: true,
				writable: true,
				value: lent,
			});
			return () => {
				/* Unless the page has put something of its own over it. */
				if (before && (prototype[name] as unknown) === lent)
					Object.defineProperty(prototype, name, before);
			};
		});
		this.#give_back = () => {
			for (const put of put_back) put();
		};
	}

	end(): void {
		this.#give_back();
	}
}
