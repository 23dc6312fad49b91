/**
 * Drawings and notes as ANNOTATION frames carry them (docs/protocol.md, P-64), and
 * the one reader of what the other side sends. Each is pinned to an element; its
 * points are fractions of that element's box and may lie outside it.
 */

export const SHAPES = ["pen", "arrow", "box", "highlight"] as const;
export type Shape = (typeof SHAPES)[number];
/** Names on the wire; what they look like is decided in `look.ts`. */
export const COLOURS = ["orange", "pink", "blue", "green", "violet"] as const;
export type Colour = (typeof COLOURS)[number];

export type Fraction = readonly [fx: number, fy: number];

interface Pinned {
	readonly id: string;
	readonly node: number;
	readonly colour: Colour;
}

export interface Drawing extends Pinned {
	readonly op: "draw";
	readonly shape: Shape;
	/** False: it fades after a while. */
	readonly stays: boolean;
	/** A pen's way; of all others two: start and tip, or opposite corners. */
	readonly points: readonly Fraction[];
}

/** Stays until it is taken away: nobody has to read in time. */
export interface Note extends Pinned {
	readonly op: "note";
	readonly at: Fraction;
	readonly text: string;
}

export type Annotation = Drawing | Note;

export const SIDES = ["agent", "customer"] as const;
export type Side = (typeof SIDES)[number];

export type AnnotationMessage =
	/** `by`: the customer's page says again what was drawn, and who drew it. */
	| (Annotation & { readonly by?: Side })
	/** Takes away one that the sender had made. */
	| { readonly op: "remove"; readonly id: string }
	/** Takes away everything, of both sides. */
	| { readonly op: "clear" }
	/** The customer's alone: drawings are taken from now on, or none are. Both clear. */
	| { readonly op: "on" }
	| { readonly op: "off" };

export const POINTS_MAX = 400;
export const NOTE_MAX = 280;
/** On one page, of both sides together; older ones make room. */
export const COUNT_MAX = 100;
/** How far from its element a point may be, in sizes of the element. */
const REACH = 1_000;
const ID = /^[\w-]{1,32}$/;
const NODE_MAX = 0xffff_ffff;
/** All but line breaks and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/;

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
		case "on":
		case "off":
			return has_only(fields, "op") ? { op: fields.op } : null;
		case "remove":
			return has_only(fields, "op", "id") && is_id(fields.id)
				? { op: "remove", id: fields.id }
				: null;
		case "draw":
			return has_only(fields, ...PINNED, "shape", "stays", "points")
				? with_author(drawing(fields), fields)
				: null;
		case "note":
			return has_only(fields, ...PINNED, "at", "text")
				? with_author(note(fields), fields)
				: null;
		default:
			return null;
	}
}

/** Numbers rounded, so that a long stroke fits into its frame. */
export const rounded = (value: number): number => Number(value.toFixed(4));

/** A note's text as it may be sent; empty: there is nothing to say. */
export const clean_note = (text: string): string =>
	text
		.replace(/\r\n?/g, "\n")
		.replace(new RegExp(CONTROLS, "g"), "")
		.trim()
		.slice(0, NOTE_MAX);

const PINNED = ["op", "by", "id", "node", "colour"] as const;

function with_author(
	annotation: Annotation | null,
	{ by }: Fields,
): AnnotationMessage | null {
	if (!annotation || by === undefined) return annotation;
	return is_one_of(SIDES, by) ? { ...annotation, by } : null;
}

function drawing(fields: Fields): Drawing | null {
	const { shape, stays, points } = fields;
	const pinned = pin_of(fields);
	if (!pinned || !is_one_of(SHAPES, shape) || typeof stays !== "boolean")
		return null;
	if (!Array.isArray(points) || points.length < 2) return null;
	if (points.length > (shape === "pen" ? POINTS_MAX : 2)) return null;
	if (!points.every(is_fraction)) return null;
	return { op: "draw", ...pinned, shape, stays, points };
}

function note(fields: Fields): Note | null {
	const { at, text } = fields;
	const pinned = pin_of(fields);
	if (!pinned || !is_fraction(at)) return null;
	if (typeof text !== "string" || text.trim() === "") return null;
	if (text.length > NOTE_MAX || CONTROLS.test(text)) return null;
	return { op: "note", ...pinned, at, text };
}

const pin_of = ({ id, node, colour }: Fields): Pinned | null =>
	is_id(id) && is_node(node) && is_one_of(COLOURS, colour)
		? { id, node, colour }
		: null;

const has_only = (fields: Fields, ...names: string[]): boolean =>
	Object.keys(fields).every((name) => names.includes(name));

const is_one_of = <T extends string>(
	list: readonly T[],
	value: unknown,
): value is T => (list as readonly unknown[]).includes(value);

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
