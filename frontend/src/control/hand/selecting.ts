/** Selecting text by drawing the mouse over it. */
import { fire_select_start } from "./events";
import { box_of, is_connected, realm_of } from "./natives";
import {
	caret_under,
	is_text_field,
	select_text,
	selection_of,
	type TextField,
} from "./text_fields";
import type { Point } from "./tree";

/** Extends the selection to a point. */
export type Extend = (point: Point) => void;

/** To be called once the press has put the caret; null: nothing is selected from there. */
export function start_selecting(
	target: Element,
	field: Element | null,
	point: Point,
): Extend | null {
	if (field && is_text_field(field)) return in_field(field);
	const view = realm_of(target);
	const selection = view?.getSelection();
	const hit = caret_under(target, point);
	const style = view?.getComputedStyle(target);
	if (!selection || !hit || style?.userSelect === "none") return null;
	const { offset, offsetNode } = hit;
	if (!target.contains(offsetNode) || !fire_select_start(target)) return null;
	return (to) => {
		const end = caret_under(target, to);
		if (!end || !is_connected(offsetNode)) return;
		if (field && !field.contains(end.offsetNode)) return;
		selection.setBaseAndExtent(offsetNode, offset, end.offsetNode, end.offset);
	};
}

function in_field(field: TextField): Extend | null {
	const anchor = selection_of(field)?.start;
	if (anchor === undefined) return null;
	let may_select: boolean | null = null;
	return (to) => {
		may_select ??= fire_select_start(field);
		if (!may_select || !is_connected(field)) return;
		const { bottom, left, right, top } = box_of(field);
		/* Beyond its edges the text begins and ends. */
		const within = {
			x: Math.min(right - 1, Math.max(left + 1, to.x)),
			y: Math.min(bottom - 1, Math.max(top + 1, to.y)),
		};
		const hit = caret_under(field, within);
		if (hit?.offsetNode !== field) return;
		select_text(field, {
			start: Math.min(anchor, hit.offset),
			end: Math.max(anchor, hit.offset),
			backward: hit.offset < anchor,
		});
	};
}
