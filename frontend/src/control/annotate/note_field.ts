/** The field in which a note is written, where the note will stand. */
import type { ScreenPoint } from "../ground";
import type { Board } from "./board";
import { type Colour, clean_note, NOTE_MAX } from "./model";
import { new_id, type PlaceAt, pin_at } from "./pin";
import { place_note } from "./placing";

export interface NoteFieldOptions {
	readonly surface: HTMLElement;
	readonly board: Board;
	readonly place_at: PlaceAt;
	readonly colour: Colour;
	/** Placeholder and name of the field. */
	readonly hint: string;
	/** Where the focus goes when the keyboard has finished it. */
	on_done?(): void;
}

/** `point` is in pixels of the window. */
export function write_note(
	options: NoteFieldOptions,
	point: ScreenPoint,
): void {
	const { surface, board, hint, colour } = options;
	const pin = pin_at(board.ground, options.place_at, point);
	const at = board.ground.local(point);
	if (!pin || !at) return;
	const field = surface.ownerDocument.createElement("textarea");
	field.className = "cobrowse-note cobrowse-note-input";
	Object.assign(field.dataset, { testid: "annotation-input", colour });
	field.maxLength = NOTE_MAX;
	field.placeholder = hint;
	field.setAttribute("aria-label", hint);
	let done = false;
	const finish = (keep: boolean): void => {
		// Taking the field away blurs it, and a blur finishes too.
		if (done) return;
		done = true;
		const text = clean_note(field.value);
		const place = pin.fraction(point);
		field.remove();
		if (!keep || text === "") return;
		const { node } = pin;
		board.add({ op: "note", id: new_id(), node, colour, at: place, text });
	};
	field.addEventListener("keydown", (event) => {
		event.stopPropagation();
		const kept = event.key === "Enter" && !event.shiftKey && !event.isComposing;
		if (!kept && event.key !== "Escape") return;
		event.preventDefault();
		finish(kept);
		options.on_done?.();
	});
	field.addEventListener("blur", () => finish(true));
	surface.append(field);
	place_note(surface, field, at);
	// After the press that asked for it, which would take the focus back.
	setTimeout(() => field.focus({ preventScroll: true }));
}
