/** How wide the panes are, and which are folded away. */
import type { Memory } from "./memory";

export const PANES = ["list", "talk", "context"] as const;
export type Pane = (typeof PANES)[number];

interface Range {
	readonly min: number;
	readonly max: number;
	readonly usual: number;
}

/** CSS pixels. `talk` is its width beside a customer's page; else it takes the rest. */
export const RANGES: Readonly<Record<Pane, Range>> = {
	list: { min: 200, max: 440, usual: 272 },
	talk: { min: 280, max: 720, usual: 344 },
	context: { min: 232, max: 560, usual: 304 },
};

/** The customer's page and the conversation are never squeezed below this. */
const REST = 360;
/** A folded list is a rail of faces, so that offers and badges stay in sight. */
export const RAIL = 72;
const STEP = 16;
const BIG_STEP = 64;

/** Beside a customer's page there is less room: folding is remembered apart. */
export const FOLDS = [
	"list",
	"list_page",
	"talk_page",
	"context",
	"context_page",
] as const;
export type Fold = (typeof FOLDS)[number];

export interface Layout {
	readonly widths: Readonly<Record<Pane, number>>;
	/** Null: nobody has chosen, the room decides. */
	readonly folds: Readonly<Record<Fold, boolean | null>>;
}

export const usual_layout: Layout = {
	widths: {
		list: RANGES.list.usual,
		talk: RANGES.talk.usual,
		context: RANGES.context.usual,
	},
	folds: {
		list: null,
		list_page: null,
		talk_page: null,
		context: null,
		context_page: null,
	},
};

/** What is on the desk: decides which panes share the width. */
export interface Room {
	readonly total: number;
	readonly page: boolean;
	/** There is somebody whose details could be shown. */
	readonly context: boolean;
}

/** Below these widths a pane is folded until somebody wants it. */
const FOLDED_BELOW: Readonly<Record<Fold, number>> = {
	list: 0,
	list_page: 1_400,
	talk_page: 0,
	context: 1_080,
	context_page: 1_760,
};

/** Up to here one pane is seen at a time, and the list is never a rail. */
const PHONE = 600;

const fold_of = (pane: Pane, page: boolean): Fold | null => {
	if (pane === "talk") return page ? "talk_page" : null;
	return page ? `${pane}_page` : pane;
};

export function is_folded(layout: Layout, pane: Pane, room: Room): boolean {
	const fold = fold_of(pane, room.page);
	if (fold === null || (pane === "list" && room.total <= PHONE)) return false;
	return layout.folds[fold] ?? room.total < FOLDED_BELOW[fold];
}

/** Customer details that are opened without room for a column lie over the rest. */
export const lies_over = (room: Room): boolean =>
	room.total < FOLDED_BELOW[room.page ? "context_page" : "context"];

export const clamped = (pane: Pane, width: number): number =>
	Math.round(
		Math.min(RANGES[pane].max, Math.max(RANGES[pane].min, width || 0)),
	);

export const with_width = (
	layout: Layout,
	pane: Pane,
	width: number,
): Layout => ({
	...layout,
	widths: { ...layout.widths, [pane]: clamped(pane, width) },
});

export function with_fold(
	layout: Layout,
	pane: Pane,
	page: boolean,
	folded: boolean,
): Layout {
	const fold = fold_of(pane, page);
	return fold
		? { ...layout, folds: { ...layout.folds, [fold]: folded } }
		: layout;
}

/** The width that a key on a splitter asks for; null for a key that does nothing. */
export function width_by_key(
	layout: Layout,
	pane: Pane,
	key: string,
	big: boolean,
): number | null {
	const step = big ? BIG_STEP : STEP;
	// The customer pane lies right of its splitter: to the left makes it wider.
	const sign = pane === "context" ? -1 : 1;
	switch (key) {
		case "ArrowLeft":
			return clamped(pane, layout.widths[pane] - sign * step);
		case "ArrowRight":
			return clamped(pane, layout.widths[pane] + sign * step);
		case "Home":
			return RANGES[pane].min;
		case "End":
			return RANGES[pane].max;
		default:
			return null;
	}
}

/**
 * The widths that fit. What was chosen stays chosen: on a wider screen it comes
 * back. The pane furthest from the work gives way first.
 */
export function fitted(layout: Layout, room: Room): Record<Pane, number> {
	const widths: Record<Pane, number> = { ...layout.widths };
	if (is_folded(layout, "list", room)) widths.list = RAIL;
	const seen = (pane: Pane): boolean =>
		(pane === "list" || !is_folded(layout, pane, room)) &&
		(pane !== "context" || (room.context && !lies_over(room))) &&
		(pane !== "talk" || room.page);
	const used = (): number =>
		PANES.filter(seen).reduce((sum, pane) => sum + widths[pane], 0);
	for (const pane of ["context", "list", "talk"] as const) {
		const over = used() + REST - room.total;
		if (over > 0 && seen(pane) && widths[pane] > RANGES[pane].min)
			widths[pane] = Math.max(RANGES[pane].min, widths[pane] - over);
	}
	return widths;
}

const KEY = "panes";

const record_of = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null
		? (value as Readonly<Record<string, unknown>>)
		: {};

/** What was chosen before; whatever else lies in the memory counts for nothing. */
export function remembered(memory: Memory): Layout {
	let known: unknown;
	try {
		known = JSON.parse(memory.get(KEY) ?? "null");
	} catch {
		return usual_layout;
	}
	const widths = record_of(record_of(known).widths);
	const folds = record_of(record_of(known).folds);
	let layout = usual_layout;
	for (const pane of PANES) {
		const width = widths[pane];
		if (typeof width === "number") layout = with_width(layout, pane, width);
	}
	for (const fold of FOLDS) {
		const folded = folds[fold];
		if (typeof folded === "boolean")
			layout = { ...layout, folds: { ...layout.folds, [fold]: folded } };
	}
	return layout;
}

export const remember = (memory: Memory, layout: Layout): void =>
	memory.set(KEY, JSON.stringify(layout));
