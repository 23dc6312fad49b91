/** Text in fields: the caret, the selection, and edits in the browser's own way where it has one. */
import { fire_input } from "./events";
import {
	document_of,
	matches,
	native_edit,
	realm_of,
	set_input_value,
	set_textarea_value,
} from "./natives";
import type { Point } from "./tree";

export type TextField = HTMLInputElement | HTMLTextAreaElement;

const TEXT_INPUTS =
	"input:not([type]), input[type=''], input[type=text i], input[type=search i], input[type=email i], input[type=url i], input[type=tel i], input[type=number i], input[type=password i]";
const OTHER_INPUTS =
	"[type=checkbox i], [type=radio i], [type=range i], [type=color i], [type=date i], [type=time i], [type=datetime-local i], [type=month i], [type=week i], [type=button i], [type=submit i], [type=reset i], [type=image i], [type=file i], [type=hidden i]";

/** A textarea, or an input whose text is typed; unknown types count as text. */
export function is_text_field(
	target: EventTarget | null | undefined,
): target is TextField {
	if (!target || (target as Node).nodeType !== 1) return false;
	const element = target as Element;
	if (matches(element, "textarea")) return true;
	return (
		matches(element, TEXT_INPUTS) ||
		(matches(element, "input") && !matches(element, OTHER_INPUTS))
	);
}

export const is_multiline = (field: TextField): field is HTMLTextAreaElement =>
	matches(field, "textarea");

export interface Span {
	readonly start: number;
	readonly end: number;
	readonly backward: boolean;
}

/** Null for types whose caret the browser keeps to itself (email, number). */
export function selection_of(field: TextField): Span | null {
	const { selectionStart: start, selectionEnd: end } = field;
	if (start === null || end === null) return null;
	return { start, end, backward: field.selectionDirection === "backward" };
}

export function select_text(field: TextField, span: Span): void {
	if (field.selectionStart === null) return;
	field.setSelectionRange(
		span.start,
		span.end,
		span.backward ? "backward" : "forward",
	);
}

export const caret_at = (offset: number): Span => ({
	start: offset,
	end: offset,
	backward: false,
});

/** Puts the text where the caret is, in place of what is selected. */
export function insert_text(field: Element, text: string): void {
	const document = document_of(field);
	if (native_edit(document, "insertText", text) || !is_text_field(field))
		return;
	const flat = is_multiline(field) ? text : text.replace(/\s*\n\s*/g, " ");
	const at = selection_of(field) ?? caret_at(field.value.length);
	splice(field, at, flat, "insertText");
}

/** Deletes the selection, or one character beside the caret. */
export function delete_text(field: Element, forward: boolean): void {
	const document = document_of(field);
	if (native_edit(document, forward ? "forwardDelete" : "delete")) return;
	if (!is_text_field(field)) return;
	const at = selection_of(field) ?? caret_at(field.value.length);
	const start =
		at.start === at.end && !forward ? Math.max(0, at.start - 1) : at.start;
	const end = at.start === at.end && forward ? at.end + 1 : at.end;
	if (start === end || start >= field.value.length) return;
	const kind = forward ? "deleteContentForward" : "deleteContentBackward";
	splice(field, { start, end, backward: false }, "", kind);
}

/** For browsers that do not edit on command: the prototype's setter, which frameworks notice. */
function splice(field: TextField, at: Span, text: string, kind: string): void {
	const { value } = field;
	const room =
		field.maxLength < 0
			? text.length
			: Math.max(0, field.maxLength - value.length + at.end - at.start);
	const fitting = text.slice(0, room);
	const next = value.slice(0, at.start) + fitting + value.slice(at.end);
	if (next === value) return;
	if (is_multiline(field)) set_textarea_value(field, next);
	else set_input_value(field, next);
	select_text(field, caret_at(at.start + fitting.length));
	fire_input(field, kind, fitting || null);
}

interface Hit {
	readonly offsetNode: Node;
	readonly offset: number;
}
interface CaretFinder {
	caretPositionFromPoint?(x: number, y: number): Hit | null;
	caretRangeFromPoint?(x: number, y: number): Range | null;
}

export function caret_under(target: Element, point: Point): Hit | null {
	const finder = document_of(target) as CaretFinder;
	const hit = finder.caretPositionFromPoint?.(point.x, point.y);
	if (hit) return hit;
	const range = finder.caretRangeFromPoint?.(point.x, point.y);
	return range
		? { offsetNode: range.startContainer, offset: range.startOffset }
		: null;
}

/** The caret to where a press hit the text: `count` 2 takes the word, 3 everything. */
export function place_caret(
	target: Element,
	point: Point,
	count: number,
): void {
	const hit = caret_under(target, point);
	if (is_text_field(target)) {
		const length = target.value.length;
		const offset = hit?.offsetNode === target ? hit.offset : length;
		select_text(target, spanned(target.value, offset, count));
		if (count >= 3) target.select();
		return;
	}
	const selection = realm_of(target)?.getSelection();
	if (!selection || !hit || !target.contains(hit.offsetNode)) return;
	selection.collapse(hit.offsetNode, hit.offset);
	if (count === 1) return;
	const unit = count === 2 ? "word" : "paragraph";
	selection.modify("move", "backward", unit);
	selection.modify("extend", "forward", unit);
}

function spanned(text: string, offset: number, count: number): Span {
	if (count !== 2) return caret_at(offset);
	const before = /[\p{L}\p{N}_]*$/u.exec(text.slice(0, offset))?.[0] ?? "";
	const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(offset))?.[0] ?? "";
	return {
		start: offset - before.length,
		end: offset + after.length,
		backward: false,
	};
}
