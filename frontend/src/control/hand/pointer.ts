/** The hand's mouse: where it is, and what it presses. */
import type { Mods } from "../keys";
import { fire_click } from "./clicks";
import { fire_mouse, fire_pointer, type MouseFacts } from "./events";
import { document_of, is_connected } from "./natives";
import type { Pace } from "./pace";
import { is_within, lineage, type Point, parent_of } from "./tree";

export interface Press {
	readonly point: Point;
	readonly button: number;
	/** Which click of a multiple click; makes `detail` and dblclick. */
	readonly count: number;
	readonly mods: Mods;
}

const BUTTON_BITS = [1, 4, 2] as const;

export class Pointer {
	#over: Element | null = null;

	constructor(private readonly pace: Pace) {}

	/** Out of the old element and into the new one. */
	enter(target: Element, facts: MouseFacts): void {
		const old = this.#over && is_connected(this.#over) ? this.#over : null;
		this.#over = target;
		if (old === target) return;
		cross(fire_pointer, "pointer", old, target, facts);
		cross(fire_mouse, "mouse", old, target, facts);
	}

	/** `has_mouse`: the page heard of the mouse that is held, not of the pointer alone. */
	move(target: Element, facts: MouseFacts, has_mouse = true): void {
		this.enter(target, facts);
		fire_pointer(target, "pointermove", facts);
		if (has_mouse) fire_mouse(target, "mousemove", facts);
	}

	/**
	 * Down, up, click. `on_down` does what the browser does on a press that the
	 * page let through: it moves the focus. `may_click` judges the target again,
	 * for the page has had time to change it.
	 */
	async press(
		target: Element,
		press: Press,
		on_down: () => void,
		may_click: () => void,
	): Promise<void> {
		const { point, button, mods } = press;
		const detail = press.count;
		const down = { point, button, mods, buttons: BUTTON_BITS[button] ?? 1 };
		const up = { point, button, mods };
		const has_mouse = fire_pointer(target, "pointerdown", down);
		if (has_mouse && fire_mouse(target, "mousedown", { ...down, detail }))
			on_down();
		if (button === 2) fire_pointer(target, "contextmenu", down);
		try {
			await this.pace.next();
		} catch (stopped) {
			fire_pointer(target, "pointercancel", up);
			throw stopped;
		}
		// A press may have taken the target away: the release goes to what is there now.
		const released = is_connected(target) ? target : beneath(target, point);
		if (!released) return;
		fire_pointer(released, "pointerup", up);
		if (has_mouse && is_connected(released))
			fire_mouse(released, "mouseup", { ...up, detail });
		if (released !== target || !is_connected(target)) return;
		may_click();
		const type = button === 0 ? "click" : "auxclick";
		fire_click(target, type, { ...up, detail });
		if (button === 0 && press.count === 2 && is_connected(target))
			fire_mouse(target, "dblclick", { ...up, detail });
	}
}

type Fire = typeof fire_mouse;

function cross(
	send: Fire,
	family: "pointer" | "mouse",
	old: Element | null,
	target: Element,
	facts: MouseFacts,
): void {
	const same_page = old && document_of(old) === document_of(target);
	const from = same_page ? old : null;
	const left = lineage(old).filter((at) => !is_within(target, at));
	const entered = lineage(target).filter((at) => !old || !is_within(old, at));
	if (old) {
		const related = same_page ? target : null;
		send(old, `${family}out`, { ...facts, related });
		for (const at of left) send(at, `${family}leave`, { ...facts, related });
	}
	send(target, `${family}over`, { ...facts, related: from });
	for (const at of entered.reverse())
		send(at, `${family}enter`, { ...facts, related: from });
}

function beneath(gone: Element, point: Point): Element | null {
	const found = document_of(gone)?.elementFromPoint(point.x, point.y) ?? null;
	return found && parent_of(found) ? found : null;
}
