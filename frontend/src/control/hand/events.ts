/** Events as a mouse and a keyboard make them, of the classes of the element's own frame. */
import { key_facts, type Mods, NO_MODS } from "../keys";
import { fire, realm_of } from "./natives";
import { Refused } from "./refusal";
import type { Point } from "./tree";

/** The id that browsers give the mouse. */
export const MOUSE_POINTER_ID = 1;

export interface MouseFacts {
	readonly point: Point;
	readonly button?: number;
	/** Bits of the buttons held down. */
	readonly buttons?: number;
	/** Which click of a multiple click. */
	readonly detail?: number;
	readonly mods?: Mods;
	readonly related?: Element | null;
}

function view_of(target: Element) {
	const view = realm_of(target);
	if (!view) throw new Refused("target_gone");
	return view;
}

const held = (mods: Mods) => ({
	shiftKey: mods.shift,
	ctrlKey: mods.ctrl,
	altKey: mods.alt,
	metaKey: mods.meta,
});

function mouse_init(target: Element, type: string, facts: MouseFacts) {
	const view = view_of(target);
	const crosses = /enter$|leave$/.test(type);
	return {
		view,
		bubbles: !crosses,
		cancelable: !crosses && !/cancel$|capture$/.test(type),
		composed: !crosses,
		detail: facts.detail ?? 0,
		clientX: facts.point.x,
		clientY: facts.point.y,
		screenX: view.screenX + facts.point.x,
		screenY: view.screenY + facts.point.y,
		button: facts.button ?? 0,
		buttons: facts.buttons ?? 0,
		relatedTarget: facts.related ?? null,
		...held(facts.mods ?? NO_MODS),
	};
}

export const fire_mouse = (
	target: Element,
	type: string,
	facts: MouseFacts,
): boolean =>
	fire(
		target,
		new (view_of(target).MouseEvent)(type, mouse_init(target, type, facts)),
	);

/** Also for click, auxclick and contextmenu, which are pointer events today. */
export function fire_pointer(
	target: Element,
	type: string,
	facts: MouseFacts,
): boolean {
	const moves = !/down$|up$|click$|menu$/.test(type);
	const init = {
		...mouse_init(target, type, facts),
		button: facts.button ?? (moves ? -1 : 0),
		pointerId: MOUSE_POINTER_ID,
		pointerType: "mouse",
		isPrimary: /^pointer|capture$/.test(type),
		pressure: facts.buttons ? 0.5 : 0,
	};
	return fire(target, new (view_of(target).PointerEvent)(type, init));
}

/** False when the page takes the turn upon itself. */
export const fire_wheel = (
	target: Element,
	turn: { dx: number; dy: number; mode: number },
	facts: MouseFacts,
): boolean =>
	fire(
		target,
		new (view_of(target).WheelEvent)("wheel", {
			...mouse_init(target, "wheel", facts),
			deltaX: turn.dx,
			deltaY: turn.dy,
			deltaMode: turn.mode,
		}),
	);

/** False when the page wants nothing to be selected. */
export const fire_select_start = (target: Node): boolean => {
	const { Event } = realm_of(target) ?? window;
	return fire(
		target,
		new Event("selectstart", { bubbles: true, cancelable: true }),
	);
};

export function fire_key(
	target: Element,
	type: "keydown" | "keypress" | "keyup",
	key: string,
	mods: Mods,
): boolean {
	const facts = key_facts(key);
	const is_press = type === "keypress";
	const character = key === "Enter" ? 13 : (key.codePointAt(0) ?? 0);
	const event = new (view_of(target).KeyboardEvent)(type, {
		view: view_of(target),
		bubbles: true,
		cancelable: true,
		composed: true,
		key,
		code: facts.code,
		keyCode: is_press ? character : facts.key_code,
		charCode: is_press ? character : 0,
		...held({ ...mods, shift: mods.shift || facts.shifted }),
	});
	return fire(target, event);
}

/** False when the page prevented it, and so takes the edit upon itself. */
export function fire_before_input(
	target: Element,
	kind: string,
	data: string | null,
): boolean {
	const ranges: StaticRange[] = [];
	const selection = view_of(target).getSelection();
	if ((target as HTMLElement).isContentEditable && selection?.rangeCount)
		ranges.push(new StaticRange(selection.getRangeAt(0)));
	return fire(
		target,
		new (view_of(target).InputEvent)("beforeinput", {
			bubbles: true,
			cancelable: true,
			composed: true,
			inputType: kind,
			data,
			targetRanges: ranges,
		}),
	);
}

export const fire_input = (
	target: Element,
	kind: string,
	data: string | null,
): boolean =>
	fire(
		target,
		new (view_of(target).InputEvent)("input", {
			bubbles: true,
			composed: true,
			inputType: kind,
			data,
		}),
	);

/** input and change as menus, pickers and sliders make them. */
export function fire_picked(target: Element): void {
	fire_set(target);
	fire_change(target);
}

/** The `input` of a field that is set as a whole: nobody typed. */
export const fire_set = (target: Element): boolean =>
	fire(
		target,
		new (view_of(target).Event)("input", { bubbles: true, composed: true }),
	);

export const fire_change = (target: Element): boolean =>
	fire(target, new (view_of(target).Event)("change", { bubbles: true }));

export function fire_focus(
	target: Element,
	type: "focus" | "focusin" | "blur" | "focusout",
	related: Element | null,
): void {
	const event = new (view_of(target).FocusEvent)(type, {
		view: view_of(target),
		bubbles: type.length > 5,
		composed: true,
		relatedTarget: related,
	});
	fire(target, event);
}
