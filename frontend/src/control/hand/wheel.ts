/** The hand's wheel: the page hears of it first, and scrolls unless it has other plans. */
import type { CommandBody } from "../commands";
import { fire_wheel } from "./events";
import { document_of } from "./natives";
import type { Reach } from "./reach";
import { page_box, scroll_by_wheel } from "./scrolling";
import { type Point, point_in } from "./tree";

type Turn = Extract<CommandBody, { do: "wheel" }>;

/** Pixels of one line, as browsers have it. */
const LINE = 40;

export function turn_wheel(element: Element, turn: Turn, reach: Reach): void {
	reach.check_page(element);
	const point: Point = point_in(element, turn.fx, turn.fy);
	const { mods } = turn;
	/* What is masked does not hear of the agent, but does not stand in the way either. */
	const is_open = reach.is_allowed(() => reach.check_touch(element));
	if (is_open && !fire_wheel(element, turn, { point, mods })) return;
	const page = page_box(document_of(element)).clientHeight;
	const unit = [1, LINE, page][turn.mode] ?? 1;
	const sideways = mods.shift && turn.dx === 0;
	scroll_by_wheel(
		element,
		(sideways ? turn.dy : turn.dx) * unit,
		sideways ? 0 : turn.dy * unit,
		(box) => reach.is_allowed(() => reach.check_page(box)),
	);
}
