/** Where the keyboard is, and how the hand moves it. */
import { fire_focus } from "./events";
import {
	focused_in,
	matches,
	native_blur,
	native_focus,
	realm_of,
	shadow_of,
} from "./natives";
import { focused_element, is_within, lineage } from "./tree";

export class Focus {
	/** The element of the last command that named one for the keyboard. */
	#anchor: Element | null = null;
	/** Where the page or a key led the focus since. */
	#trail: Element | null = null;
	/** The customer touched the page since the hand's last act. */
	#customer_acts = false;
	#listening = new WeakSet<Window>();

	constructor(private readonly document: Document) {}

	active(): Element | null {
		return focused_element(this.document);
	}

	/**
	 * Remembers that the hand works at `element`. As long as the customer does
	 * not put the focus elsewhere, commands for that element follow the focus:
	 * a code field that jumps to the next box after each digit stays typable.
	 */
	anchor_at(element: Element): void {
		this.#anchor = element;
		this.settle();
		this.#listen(element);
	}

	/** To be called when an act of the hand is over: where the focus is now, the hand put it. */
	settle(): void {
		this.#trail = this.active();
		this.#customer_acts = false;
	}

	/** True when keys meant for `element` belong where the focus is now. */
	follows(element: Element): boolean {
		const active = this.active();
		if (active === null)
			return this.#anchor === element && this.#trail === null;
		if (active === element || is_within(active, element)) return true;
		return element === this.#anchor && active === this.#trail;
	}

	/** The focus is where the hand, or the page after it, put it. */
	get is_held(): boolean {
		const active = this.active();
		return active !== null && active === this.#trail;
	}

	/** As a press of the mouse does: to the nearest element that takes the focus, or to none. */
	by_mouse(target: Element): void {
		for (const candidate of lineage(target)) {
			if (!takes_focus(candidate)) continue;
			const before = this.active();
			// The page may send the focus on from there.
			if (this.to(candidate) || this.active() !== before) return;
		}
		this.away();
	}

	/** False when the element does not take the focus. */
	to(element: Element): boolean {
		const before = this.active();
		if (before === element) return true;
		native_focus(element);
		const after = this.active();
		if (!after || !is_within(after, element)) return false;
		this.#tell(before, after);
		return true;
	}

	away(): void {
		const before = this.active();
		if (!before) return;
		native_blur(before);
		// A frame keeps its own focus when only its inside is blurred.
		const outside = focused_in(this.document);
		if (outside && outside !== before && matches(outside, "iframe, frame"))
			native_blur(outside);
		this.#tell(before, null);
	}

	/** A window in the background moves its focus without a word; the page must hear of it. */
	#tell(before: Element | null, after: Element | null): void {
		if (this.document.hasFocus()) return;
		if (before?.isConnected) {
			fire_focus(before, "blur", after);
			fire_focus(before, "focusout", after);
		}
		if (after) {
			fire_focus(after, "focus", before);
			fire_focus(after, "focusin", before);
		}
	}

	/** The page may move the focus after the hand's act; only the customer's own touch ends the trail. */
	#listen(element: Element): void {
		const view = realm_of(element);
		if (!view || this.#listening.has(view)) return;
		this.#listening.add(view);
		const touched = (event: Event) => {
			if (event.isTrusted) this.#customer_acts = true;
		};
		view.addEventListener("pointerdown", touched, true);
		view.addEventListener("keydown", touched, true);
		view.addEventListener(
			"focusin",
			() => {
				if (!this.#customer_acts) this.#trail = this.active();
			},
			true,
		);
	}
}

/** Natively focusable, made so by tabindex, editable, or a shadow host that hands the focus on. */
export function takes_focus(element: Element): boolean {
	if (matches(element, ":disabled")) return false;
	const html = element as HTMLElement;
	if (html.tabIndex >= 0 || element.hasAttribute("tabindex")) return true;
	return shadow_of(element)?.delegatesFocus === true || is_edit_host(element);
}

/** The outermost element of an editable region. */
export function is_edit_host(element: Element): boolean {
	if (!(element as HTMLElement).isContentEditable) return false;
	const parent = element.parentElement;
	return !parent?.isContentEditable;
}

export const edit_host_of = (element: Element): Element | null =>
	(element as HTMLElement).isContentEditable
		? (lineage(element).find(is_edit_host) ?? null)
		: null;
