/** What the hand may touch, judged on the live element before each act. */
import {
	all_in,
	document_of,
	is_connected,
	matches,
	realm_of,
} from "./natives";
import { forbidden, Refused } from "./refusal";
import { closest, is_element, is_visible, lineage, tag_of } from "./tree";

/** The recorder's verdict about an element, ancestors and rules included. */
export interface TargetPolicy {
	readonly masked: boolean;
	readonly restricted: boolean;
	/** A rule opens what is closed by default. */
	readonly allowed: boolean;
	/** Would send its form. */
	readonly submit: boolean;
	readonly file: boolean;
	readonly password: boolean;
	readonly own_ui: boolean;
}

/** The part of the recorder that the hand needs. */
export interface HandMirror {
	node_by_id(id: number): Node | null | undefined;
	target_policy(element: Element): TargetPolicy;
}

const CONTROLS =
	"button, input, select, textarea, summary, a[href], area[href]";

export class Reach {
	constructor(private readonly mirror: HandMirror) {}

	/** The live element of a mirror id. */
	element(id: number): Element {
		const node = this.mirror.node_by_id(id);
		const element = is_element(node) ? node : (node?.parentElement ?? null);
		if (!element || !is_connected(element)) throw new Refused("target_gone");
		return element;
	}

	policy(element: Element): TargetPolicy {
		return this.mirror.target_policy(element);
	}

	/** Pointing: no more than that the element may be touched at all. */
	check_touch(element: Element): void {
		if (!is_connected(element)) throw new Refused("target_gone");
		const policy = this.policy(element);
		if (policy.own_ui) throw forbidden("own_ui");
		if (policy.password) throw forbidden("password");
		if (policy.file) throw forbidden("file");
		if (policy.masked) throw forbidden("masked");
		if (policy.restricted) throw forbidden("restricted");
	}

	/** Scrolling, and keys for nothing in particular: hidden content does no harm there. */
	check_page(element: Element): void {
		const policy = this.policy(element);
		if (policy.own_ui) throw forbidden("own_ui");
		if (policy.restricted) throw forbidden("restricted");
	}

	/** Pressing: the element and whatever the press would set off. */
	check_press(element: Element): void {
		this.check_touch(element);
		if (!is_visible(element)) throw new Refused("target_gone");
		if (is_inert(element)) throw forbidden("disabled");
		const control = control_of(element);
		for (const target of new Set([element, control ?? element])) {
			this.check_touch(target);
			if (matches(target, ":disabled")) throw forbidden("disabled");
			const policy = this.policy(target);
			if (policy.submit && !policy.allowed) throw forbidden("submit");
		}
	}

	/** Typing and setting: a field that takes input from a person. */
	check_edit(element: Element): void {
		this.check_touch(element);
		if (!is_visible(element)) throw new Refused("target_gone");
		if (is_inert(element) || matches(element, ":disabled, [readonly]"))
			throw forbidden("disabled");
	}

	is_allowed(check: () => void): boolean {
		try {
			check();
			return true;
		} catch {
			return false;
		}
	}
}

/** The control that a click on the element works: itself, the one around it, or the one its label names. */
export function control_of(element: Element): Element | null {
	const found = closest(
		element,
		(candidate) =>
			matches(candidate, CONTROLS) || tag_of(candidate) === "label",
	);
	if (found && tag_of(found) === "label")
		return (found as HTMLLabelElement).control;
	return found;
}

function is_inert(element: Element): boolean {
	const line = lineage(element);
	if (line.some((ancestor) => matches(ancestor, "[inert]"))) return true;
	const modals = all_in(document_of(element), "dialog:modal");
	if (modals.length > 0 && !modals.some((modal) => line.includes(modal)))
		return true;
	const frame = realm_of(element)?.frameElement;
	return frame ? is_inert(frame) : false;
}
