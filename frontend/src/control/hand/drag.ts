/** The mouse with its main button held down: pressed in one place, let go in another. */
import type { CommandBody } from "../commands";
import type { Mods } from "../keys";
import { fire_click } from "./clicks";
import { fire_mouse, fire_pointer, type MouseFacts } from "./events";
import type { Focus } from "./focus";
import { editable_at } from "./keyboard";
import { LentCapture } from "./lent_capture";
import { link_of } from "./links";
import { document_of, is_connected, realm_of, root_of } from "./natives";
import type { Pace } from "./pace";
import type { Pointer } from "./pointer";
import type { Reach } from "./reach";
import { Refused } from "./refusal";
import { type Extend, start_selecting } from "./selecting";
import { place_caret } from "./text_fields";
import { element_under, inner_point, lineage, type Point } from "./tree";

type Press = Extract<CommandBody, { do: "press" }>;

/** A button that nobody moves or lets go for so long is let go, milliseconds. */
const FORGOTTEN_MS = 10_000;
/** How often to see whether the hand may still hold it. */
const LOOK_MS = 200;

interface Hold {
	readonly target: Element;
	readonly mods: Mods;
	readonly count: number;
	readonly capture: LentCapture;
	/** The page heard of the mouse, not of the pointer alone. */
	has_mouse: boolean;
	extend: Extend | null;
	/** Where the events go, if not to what is under the mouse. */
	captured: Element | null;
	point: Point;
	moved_at: number;
	readonly looking: number;
}

export interface DragOptions {
	readonly document: Document;
	readonly pointer: Pointer;
	readonly focus: Focus;
	readonly reach: Reach;
	readonly pace: Pace;
}

export class Drag {
	#hold: Hold | null = null;

	constructor(private readonly options: DragOptions) {}

	/** The mouse is over the target already, and the target may be pressed. */
	begin(target: Element, point: Point, press: Press): void {
		const { focus, pace } = this.options;
		const view = realm_of(target);
		if (!view) throw new Refused("target_gone");
		const { count, mods } = press;
		const down = { point, button: 0, buttons: 1, mods };
		const hold: Hold = {
			target,
			mods,
			count,
			capture: new LentCapture(view),
			has_mouse: true,
			extend: null,
			captured: null,
			point,
			moved_at: performance.now(),
			looking: window.setInterval(() => this.#look(pace), LOOK_MS),
		};
		this.#hold = hold;
		hold.has_mouse = fire_pointer(target, "pointerdown", down);
		if (!hold.has_mouse) return;
		if (!fire_mouse(target, "mousedown", { ...down, detail: count })) return;
		focus.by_mouse(target);
		const field = editable_at(target);
		if (field) place_caret(field, point, count);
		hold.extend = start_selecting(target, field, point);
	}

	/** `x`, `y`: fractions of the window. */
	move(x: number, y: number): void {
		const hold = this.#held();
		hold.moved_at = performance.now();
		hold.point = this.#point(hold, x, y);
		const over = this.#over(hold);
		/* Over what the hand may not touch, the page does not hear of it. */
		if (!over || !this.#may_touch(over)) return;
		const facts = { point: hold.point, buttons: 1, mods: hold.mods };
		this.options.pointer.move(over, facts, hold.has_mouse);
		if (!hold.captured && !hold.capture.wanted) hold.extend?.(hold.point);
	}

	async release(x: number, y: number): Promise<void> {
		const { pace, reach } = this.options;
		const before = this.#held().point;
		const end = this.#point(this.#held(), x, y);
		/* The mouse is there already, or nearly so. */
		if (Math.hypot(end.x - before.x, end.y - before.y) >= 1) {
			this.move(x, y);
			await pace.next();
		}
		const hold = this.#held();
		const over = this.#over(hold);
		if (!over) return this.cancel();
		try {
			reach.check_touch(over);
		} catch (refused) {
			this.cancel();
			throw refused;
		}
		this.#end(hold);
		const up = { point: hold.point, button: 0, mods: hold.mods };
		try {
			this.#up(hold, over, up);
			await pace.next();
		} finally {
			hold.capture.end();
		}
		this.#click(hold, over, up);
		/* Out of what had captured the mouse, into what is under it. */
		const under = hold.captured && this.#under(hold);
		if (under && this.#may_touch(under)) this.options.pointer.enter(under, up);
	}

	#up(hold: Hold, over: Element, up: MouseFacts): void {
		fire_pointer(over, "pointerup", up);
		if (hold.has_mouse && is_connected(over))
			fire_mouse(over, "mouseup", { ...up, detail: hold.count });
		if (hold.captured) fire_pointer(hold.captured, "lostpointercapture", up);
	}

	/** Lets go without dropping; nothing if nothing is held. */
	cancel(): void {
		const hold = this.#hold;
		if (!hold) return;
		this.#end(hold);
		const over = hold.captured ?? this.#over(hold) ?? hold.target;
		const up: MouseFacts = { point: hold.point, button: 0, mods: hold.mods };
		fire_pointer(over, "pointercancel", up);
		if (hold.captured) fire_pointer(hold.captured, "lostpointercapture", up);
		hold.capture.end();
	}

	#held(): Hold {
		if (!this.#hold) throw new Refused("target_gone");
		return this.#hold;
	}

	#end(hold: Hold): void {
		this.#hold = null;
		window.clearInterval(hold.looking);
	}

	/** A revoked hand, and one whose line is cut, do not leave the button down. */
	#look(pace: Pace): void {
		const hold = this.#hold;
		if (!hold) return;
		try {
			pace.may_go_on();
			if (performance.now() - hold.moved_at < FORGOTTEN_MS) return;
		} catch {
			/* Write Mode is over. */
		}
		this.cancel();
	}

	#point(hold: Hold, x: number, y: number): Point {
		const { document } = this.options;
		const view = document.defaultView ?? window;
		const point = { x: x * view.innerWidth, y: y * view.innerHeight };
		return inner_point(document_of(hold.target), point);
	}

	/** What hears of the mouse now: what captured it, or what is under it. */
	#over(hold: Hold): Element | null {
		const { capture, point } = hold;
		const wanted = capture.wanted;
		const next = wanted && is_connected(wanted) ? wanted : null;
		if (next !== hold.captured) {
			const facts = { point, buttons: 1, mods: hold.mods };
			const before = hold.captured;
			hold.captured = next;
			if (before && is_connected(before))
				fire_pointer(before, "lostpointercapture", facts);
			if (next) fire_pointer(next, "gotpointercapture", facts);
		}
		return hold.captured ?? this.#under(hold);
	}

	#under({ point, target }: Hold): Element | null {
		const document = document_of(target);
		return element_under(document, point) ?? root_of(document);
	}

	#may_touch(element: Element): boolean {
		const { reach } = this.options;
		return reach.is_allowed(() => reach.check_touch(element));
	}

	/**
	 * Goes to what the press and the release have in common. A link is not followed:
	 * a person would have dragged it away.
	 */
	#click(hold: Hold, over: Element, up: MouseFacts): void {
		const { reach } = this.options;
		const line = lineage(over);
		const common = lineage(hold.target).find((one) => line.includes(one));
		if (!common || !is_connected(common)) return;
		if (link_of(common)) return;
		if (!reach.is_allowed(() => reach.check_press(common))) return;
		fire_click(common, "click", { ...up, detail: hold.count });
	}
}
