/** The hand's keyboard: typed text and single keys, at whatever has the focus. */
import { type Mods, NO_MODS } from "../keys";
import { move_by_key } from "./caret";
import type { Changes } from "./changes";
import { click_by_key } from "./clicks";
import { press_enter } from "./enter";
import { fire_before_input, fire_key } from "./events";
import { edit_host_of, type Focus, takes_focus } from "./focus";
import {
	body_of,
	document_of,
	fire,
	matches,
	native_edit,
	realm_of,
} from "./natives";
import type { Pace } from "./pace";
import { control_of, type Reach } from "./reach";
import { Refused } from "./refusal";
import { scroll_by_key } from "./scrolling";
import { tab_stop } from "./tab_order";
import {
	caret_at,
	delete_text,
	insert_text,
	is_text_field,
	select_text,
} from "./text_fields";
import { close_top_layer } from "./top_layer";
import { is_page, lineage } from "./tree";

/** Longer text, or text with line ends or tabs, is pasted: no hand types it. */
const TYPED_MAX = 64;

/** Where text can be inserted: a text field, or the root of an editable region. */
export const editable_at = (element: Element): Element | null =>
	is_text_field(element) ? element : edit_host_of(element);

export class Keyboard {
	constructor(
		private readonly document: Document,
		private readonly focus: Focus,
		private readonly reach: Reach,
		private readonly changes: Changes,
		private readonly pace: Pace,
	) {}

	/** Puts the focus where keys for `element` belong; null means wherever it is. */
	aim(element: Element | null): void {
		if (!element || is_page(element) || this.focus.follows(element)) return;
		const field = editable_at(element);
		const aimed = field ?? control_of(element) ?? element;
		const target = lineage(aimed).find(takes_focus);
		// What is meant for a field must not end up in another.
		if (field && target !== field) this.reach.check_edit(field);
		if (!target) return;
		this.reach.check_touch(target);
		const is_there = this.focus.to(target);
		if (field && !is_there) this.reach.check_edit(field);
		if (is_there && is_text_field(target))
			select_text(target, caret_at(target.value.length));
	}

	/** Inserts at the caret; each character as a key press, long text as one paste. */
	async type(text: string): Promise<void> {
		if (text.length > TYPED_MAX || /[\n\t]/.test(text)) {
			this.#paste(this.#target(), text);
			return;
		}
		for (const character of text) await this.#strike(character);
	}

	async press(key: string, mods: Mods): Promise<void> {
		const target = this.#target();
		if (fire_key(target, "keydown", key, mods)) await this.#act(key, mods);
		await this.pace.next();
		this.#release(key, mods);
	}

	/** What gets the keys, judged anew: the page may have moved the focus to what is forbidden. */
	#target(): Element {
		const target = this.#listener();
		if (is_page(target)) this.reach.check_page(target);
		else this.reach.check_touch(target);
		return target;
	}

	#listener(): Element {
		const target = this.focus.active() ?? body_of(this.document);
		if (!target) throw new Refused("target_gone");
		return target;
	}

	/** The key goes up where the focus is by now, unless that is forbidden. */
	#release(key: string, mods: Mods): Element | null {
		const target = this.#listener();
		const is_open = this.reach.is_allowed(() => this.#target());
		if (is_open) fire_key(target, "keyup", key, mods);
		return is_open ? target : null;
	}

	async #strike(character: string): Promise<void> {
		const target = this.#target();
		if (
			fire_key(target, "keydown", character, NO_MODS) &&
			fire_key(this.#target(), "keypress", character, NO_MODS)
		)
			this.#insert(this.#target(), character, "insertText");
		await this.pace.next();
		const released = this.#release(character, NO_MODS);
		if (character === " " && released === target) this.#press_by_space(target);
		await this.pace.next();
	}

	#insert(target: Element, text: string, kind: string): void {
		const field = editable_at(target);
		if (!field) {
			const is_control = matches(target, "button, input, select, summary");
			if (text === " " && !is_control) scroll_by_key(target, "PageDown");
			return;
		}
		this.reach.check_edit(field);
		if (!fire_before_input(field, kind, text)) return;
		if (is_text_field(field)) this.changes.before_edit(field);
		insert_text(field, text);
	}

	#paste(target: Element, text: string): void {
		const view = realm_of(target);
		const field = editable_at(target);
		if (!view || !field) return;
		this.reach.check_edit(field);
		const clipboardData = new view.DataTransfer();
		clipboardData.setData("text/plain", text);
		const init = { bubbles: true, cancelable: true, composed: true };
		const event = new view.ClipboardEvent("paste", { ...init, clipboardData });
		if (fire(target, event)) this.#insert(target, text, "insertFromPaste");
	}

	#press_by_space(target: Element): void {
		const pressable =
			"button, summary, input[type=checkbox i], input[type=radio i], input[type=button i], input[type=submit i], input[type=reset i]";
		if (!matches(target, pressable)) return;
		this.reach.check_press(target);
		click_by_key(target);
	}

	async #act(key: string, mods: Mods): Promise<void> {
		if (key === "Enter") {
			// Links act on the way down.
			const is_silent = mods.ctrl || matches(this.#target(), "a, area");
			const may_act =
				is_silent || fire_key(this.#target(), "keypress", key, mods);
			if (may_act) press_enter(this.#target(), mods, this.reach, this.changes);
		} else if (key === "Tab") this.#tab(mods.shift);
		else if (key === "Backspace") this.#delete(false, mods);
		else if (key === "Delete") this.#delete(true, mods);
		else if (key === "Escape") close_top_layer(this.document, this.reach);
		else if (key.length === 1) this.#chord(key.toLowerCase(), mods);
		else
			move_by_key(this.#target(), key, mods, (radio) => {
				this.reach.check_press(radio);
				this.focus.to(radio);
			});
	}

	#tab(backward: boolean): void {
		const stop = tab_stop(
			this.document,
			this.focus.active(),
			backward,
			(element) => this.reach.is_allowed(() => this.reach.check_touch(element)),
		);
		if (!stop || !this.focus.to(stop)) return;
		if (is_text_field(stop) && matches(stop, "input")) stop.select();
	}

	#delete(forward: boolean, mods: Mods): void {
		const field = editable_at(this.#target());
		if (!field) return;
		this.reach.check_edit(field);
		const direction = forward ? "Forward" : "Backward";
		const unit = mods.ctrl ? "Word" : "Content";
		if (!fire_before_input(field, `delete${unit}${direction}`, null)) return;
		if (is_text_field(field)) this.changes.before_edit(field);
		const selection = realm_of(field)?.getSelection();
		if (mods.ctrl)
			selection?.modify("extend", forward ? "forward" : "backward", "word");
		delete_text(field, forward);
	}

	#chord(key: string, mods: Mods): void {
		const field = editable_at(this.#target());
		if (!field) return;
		const document = document_of(field);
		if (key === "a") {
			if (is_text_field(field)) field.select();
			else native_edit(document, "selectAll");
			return;
		}
		this.reach.check_edit(field);
		const redo = key === "y" || mods.shift;
		const kind = redo ? "historyRedo" : "historyUndo";
		if (fire_before_input(field, kind, null))
			native_edit(document, redo ? "redo" : "undo");
	}
}
