/**
 * `setPointerCapture` for the hand's mouse. The browser's own does nothing while no button of
 * the customer's mouse is down, so it is ours for the time of a drag, and given back after it.
 */
import { MOUSE_POINTER_ID } from "./events";
import { lend } from "./lend";
import type { Realm } from "./natives";

export class LentCapture {
	/** Where the page wants the next events to go; null: to what is under the mouse. */
	wanted: Element | null = null;
	readonly #give_back: (() => void)[];

	constructor(view: Realm) {
		const acts: Record<string, (element: Element) => unknown> = {
			setPointerCapture: (element) => {
				this.wanted = element;
			},
			releasePointerCapture: (element) => {
				if (this.wanted === element) this.wanted = null;
			},
			hasPointerCapture: (element) => this.wanted === element,
		};
		this.#give_back = Object.entries(acts).map(([name, act]) =>
			lend(view.Element.prototype, name, (native) => {
				return function (...given) {
					return given[0] === MOUSE_POINTER_ID
						? act(this as Element)
						: native.apply(this, given);
				};
			}),
		);
	}

	end(): void {
		for (const give_back of this.#give_back) give_back();
	}
}
