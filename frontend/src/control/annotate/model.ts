/**
 * Drawings and notes as ANNOTATION frames carry them, and the one reader of
 * what the other side sends. Each is pinned to an element; its points are
 * fractions of that element's box and may lie outside it.
 */

export type Fraction = readonly [fx: number, fy: number];

export type Annotation =
	| {
			readonly op: "draw";
			readonly id: string;
			readonly shape: "pen" | "arrow";
			readonly node: number;
			/** An arrow goes from the first to the last. */
			readonly points: readonly Fraction[];
	  }
	| {
			readonly op: "note";
			readonly id: string;
			readonly node: number;
			readonly at: Fraction;
			readonly text: string;
	  };

export type AnnotationMessage = Annotation | { readonly op: "clear" };

export const POINTS_MAX = 400;
export const NOTE_MAX = 280;
/** On one page, of both sides together; older ones make room. */
export const COUNT_MAX = 100;
/** How far from its element a point may be, in sizes of the element. */
const REACH = 1_000;
const ID = /^[\w-]{1,32}$/;
const NODE_MAX = 0xffff_ffff;

type Fields = Readonly<Record<string, unknown>>;

/** Null for anything that is not exactly one message. Never throws. */
export function parse_annotation(text: string): AnnotationMessage | null {
	let raw: unknown;
	try {
		raw = JSON.parse(text);
	} catch {
		return null;
	}
	if (typeof raw !== "object" || raw === null || Array.isArray(raw))
		return null;
	const fields = raw as Fields;
	switch (fields.op) {
		case "clear":
			return has_only(fields, "op") ? { op: "clear" } : null;
		case "draw":
			return has_only(fields, "op", "id", "shape", "node", "points")
				? drawing(fields)
				: null;
		case "note":
			return has_only(fields, "op", "id", "node", "at", "text")
				? note(fields)
				: null;
		default:
			return null;
	}
}

/** Numbers rounded, so that a long stroke fits into its frame. */
export const rounded = (value: number): number => Number(value.toFixed(4));

function drawing({ id, shape, node, points }: Fields): Annotation | null {
	if (!is_id(id) || !is_node(node)) return null;
	if (shape !== "pen" && shape !== "arrow") return null;
	if (!Array.isArray(points) || points.length < 2) return null;
	if (points.length > POINTS_MAX || !points.every(is_fraction)) return null;
	return { op: "draw", id, shape, node, points };
}

function note({ id, node, at, text }: Fields): Annotation | null {
	if (!is_id(id) || !is_node(node) || !is_fraction(at)) return null;
	if (typeof text !== "string" || text.trim() === "") return null;
	return text.length > NOTE_MAX ? null : { op: "note", id, node, at, text };
}

const has_only = (fields: Fields, ...names: string[]): boolean =>
	Object.keys(fields).every((name) => names.includes(name));

const is_id = (value: unknown): value is string =>
	typeof value === "string" && ID.test(value);

const is_node = (value: unknown): value is number =>
	Number.isInteger(value) && Number(value) > 0 && Number(value) <= NODE_MAX;

const is_fraction = (value: unknown): value is Fraction =>
	Array.isArray(value) &&
	value.length === 2 &&
	value.every(
		(part) =>
			typeof part === "number" &&
			Number.isFinite(part) &&
			Math.abs(part) <= REACH,
	);
