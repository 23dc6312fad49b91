/**
 * Exactly one `change` per change. Browsers fire it when an edited field loses
 * the focus or Enter is pressed in it; they do so for edits made through their
 * own editing, but know nothing of our Enter, nor of edits made by the setter.
 */
import { fire_change } from "./events";
import { realm_of } from "./natives";
import { is_text_field, type TextField } from "./text_fields";

interface Edit {
	/** Value at the last change, or before the first edit. */
	settled: string;
	/** Value of a change that we fired and the browser may fire again. */
	reported: string | null;
}

export class Changes {
	#edits = new WeakMap<Element, Edit>();
	#listening = new WeakSet<Window>();

	/** To be called before the hand edits the field. */
	before_edit(field: TextField): void {
		const view = realm_of(field);
		if (view && !this.#listening.has(view)) {
			this.#listening.add(view);
			view.addEventListener("change", this.#on_change, true);
			view.addEventListener("blur", this.#on_blur, true);
		}
		if (!this.#edits.has(field))
			this.#edits.set(field, { settled: field.value, reported: null });
	}

	/** On Enter: tells the page of a change, if there is one. */
	report(field: TextField): void {
		const edit = this.#edits.get(field);
		if (!edit || edit.settled === field.value) return;
		edit.settled = field.value;
		edit.reported = field.value;
		fire_change(field);
	}

	#on_change = (event: Event): void => {
		const field = event.composedPath()[0];
		if (!(is_text_field(field) && event.isTrusted)) return;
		const edit = this.#edits.get(field);
		if (!edit) return;
		if (edit.reported === field.value) event.stopImmediatePropagation();
		edit.settled = field.value;
		edit.reported = null;
	};

	#on_blur = (event: Event): void => {
		const field = event.composedPath()[0];
		if (!is_text_field(field)) return;
		const edit = this.#edits.get(field);
		if (!edit) return;
		if (edit.settled !== field.value) {
			edit.settled = field.value;
			fire_change(field);
		}
		if (event.isTrusted) this.#edits.delete(field);
	};
}
