/**
 * The grammar of the mirror stream: one table of op codes and the limits that
 * both ends keep. `docs/mirror.md` numbers the rules (M-1 …).
 *
 * A unit is a run of ops that ends with COMMIT and is applied as a whole.
 * Operands: `u` unsigned varint (32 bit), `z` zigzag varint, `s` string (table
 * reference, literal or the fixed mask), `v` string or asset, `t` literal text
 * outside the table, `f` 64-bit float (big-endian), `id` new node id (0: the one after the last new id).
 */
export enum Op {
	/** `version u` – a full snapshot starts: string, asset and id tables are empty again. */
	BEGIN = 1,
	/** The whole page has been walked once since BEGIN. */
	END = 2,
	/**
	 * `flush u, time u, created u, sum u` – ends a unit: its number since BEGIN (from 1), when the oldest
	 * change was made that waited (milliseconds of the recorder's clock), all nodes created since BEGIN, and the sum of `pairHash` over all nodes (0: not told).
	 */
	COMMIT = 3,
	/** `parent u, count u, hash u` – what the child list of one parent must be once this unit is applied. */
	CHECK = 4,
	/** `width u, height u` – size of the customer's viewport in CSS pixels. */
	VIEW = 5,
	/** `title s` – title of the page. */
	TITLE = 6,
	/** The page is paused by a rule: nothing is shown and nothing else is sent until the next BEGIN. */
	PAUSED = 7,
	/** `id, host u, flags u` – document of the page (host 0) or of a frame element; bit 0: standards mode. */
	DOC = 8,
	/** `parent u, next u` – where EL and TX insert: before child `next`, 0 is at the end. */
	AT = 9,
	/** `id, namespace u, tag s, count u, (name s, value v)*` – an element; namespace 0 HTML, 1 SVG, 2 MathML. */
	EL = 10,
	/** `id, text s` – a text node. */
	TX = 11,
	/** `id, host u, flags u` – the shadow root of an element; bit 0: slots are assigned by script, bit 1: closed in the page. */
	SHADOW = 12,
	/** `node u, parent u, next u` – moves a node. */
	MV = 13,
	/** `node u` – removes a node and forgets its subtree; a node that is gone already is no error. */
	RM = 14,
	/** `node u, name s, value v` */
	ATTR = 15,
	/** `node u, name s` */
	RMATTR = 16,
	/** `node u, text s` – new data of a text node. */
	TEXT = 17,
	/** `sheet u, owner u, form u, off u` – an empty style sheet; owner is its element, or a document (constructed sheet); form 0 text, 1 rules; off 1 disabled. */
	SHEET = 18,
	/** `sheet u, text t` – appends whole rules: any number (form 0), exactly one (form 1). */
	SHEETADD = 19,
	/** `sheet u, index u, text t` – inserts one rule (form 1). */
	RULE = 20,
	/** `sheet u, index u` – deletes one rule (form 1). */
	RMRULE = 21,
	/** `sheet u, off u` – switches a sheet off or on. */
	SHEETOFF = 22,
	/** `root u, count u, sheet u *` – adopted style sheets of a document or shadow root. */
	ADOPT = 23,
	/** `node u, value s` – value of a field. */
	VALUE = 24,
	/** `node u, bits u` – bit 0 checked, bit 1 indeterminate. */
	CHECKED = 25,
	/** `node u, count u, index u *` – selected options of a select. */
	SELECTED = 26,
	/** `node u, x z, y z` – scroll position of an element or document. */
	SCROLL = 27,
	/** `node u, width u, height u` – size of a box whose content is not sent (image, canvas, media, blocked element). */
	BOX = 28,
	/** `url t` – the next entry of the asset table (numbers from 0). */
	ASSET = 29,
	/** `node u, state u` – an element comes to lie on top of the top layer, or leaves it (TopLayer). */
	TOP_LAYER = 30,
	/** `slot u, count u, node u *` – what a script assigned to a slot of a root with bit 0. */
	SLOT = 31,
	/** `node u, bits u` – pseudo-class states that the replica cannot have by itself: bit n is STATES[n]. */
	STATE = 32,
	/** `node u, count u, name s *` – states that a custom element gave itself (`:state(name)`). */
	CUSTOM_STATES = 33,
	/**
	 * `animation u, node u, kind u, pseudo s, name s, has u`; with bit 0 of `has` timing: `delay f, end delay f, duration f, iterations f, iteration start f,
	 * direction s, fill s, easing s, composite s`; with bit 1 keyframes: `count u, (offset f, easing s, composite s, count u, (property s, value s)*)*`.
	 * A script's own animation is made; one of a style sheet is found by its name, or made if it is not there (MotionKind).
	 */
	ANIMATION = 36,
	/** `animation u, state u, rate f, time f` – where an animation is (PlayState), in milliseconds. */
	ANIMATION_STATE = 37,
	/** `animation u, how u` – an animation is over (AnimationEnd) and forgotten; 0: all that style sheets started and nothing named. */
	ANIMATION_END = 38,
	/** `sheet u, media t` – media of a sheet; a new one is for all. */
	SHEETMEDIA = 45,
	/** `anchor u, offset u, focus u, offset u` – what is selected between two places (text offset or child index); 0: nothing. */
	SELECTION = 34,
	/** `field u, start u, end u, direction u` – caret or selected part of a text field; 0: none; direction 1: backward. */
	CARET = 35,
	/** `scale u, x z, y z, width u, height u` – what is seen of the view when it is zoomed: scale in thousandths, place in it and size in CSS pixels. */
	ZOOM = 39,
	/** `asset u, digest t` – the bytes of an asset are kept under this SHA-256 (DIGEST); empty: they cannot be had. The first word about an asset counts. */
	ASSET_KEPT = 40,
	/** `icon v` – the picture that stands for the page in tabs, as an asset; "": none. */
	ICON = 41,
	/** `node u, width u, height u, count u, byte *` – what a canvas or video shows, as an image file (none: it cannot be read any more), and its own size in pixels. */
	PAINTED = 42,
	/** `node u, bits u, rate u, position u, duration u` – a video or sound: MediaBit, hundredths, tenths of a second (duration 0: none known). */
	MEDIA = 43,
	/** `node u, count u, byte *` – one STREAM frame of the page that a frame of another origin shows, passed on unread; none: the frame is a box again. */
	FRAME_UNIT = 44,
}

/** Bits of MEDIA. */
export enum MediaBit {
	playing = 1,
	/** Muted, or as low as can be. */
	silent = 2,
	ended = 4,
	/** It would play and waits for its bytes. */
	waiting = 8,
}

/** Version of the grammar; a player refuses any other. */
export const GRAMMAR_VERSION = 3;

/** First number of an `s` or `v` operand; larger numbers are table entries from TABLE_BASE. */
export enum Str {
	/** Literal that enters the string table. */
	NEW = 0,
	/** Literal that does not. */
	ONCE = 1,
	/** The fixed mask: what is hidden has neither text nor length. */
	MASK = 2,
	/** `v` only: an asset follows as `u`. */
	ASSET = 3,
	TABLE_BASE = 4,
}

/** SHA-256 of the bytes of an asset. */
export const DIGEST = /^[\da-f]{64}$/;

/** States of TOP_LAYER. */
export enum TopLayer {
	NONE = 0,
	MODAL = 1,
	POPOVER = 2,
	FULLSCREEN = 3,
}

/** Who starts an animation. */
export enum MotionKind {
	SCRIPT = 0,
	CSS = 1,
	TRANSITION = 2,
}
export enum PlayState {
	RUNNING = 0,
	PAUSED = 1,
	FINISHED = 2,
}
/** CANCELLED: by a script; GONE: its style or element went. */
export enum AnimationEnd {
	FINISHED = 0,
	CANCELLED = 1,
	GONE = 2,
}

/** Pseudo-classes of STATE, by bit. */
export const STATES = [
	"hover",
	"active",
	"focus",
	"focus-visible",
	"focus-within",
	"target",
	"defined",
	"valid",
	"invalid",
	"user-valid",
	"user-invalid",
	"autofill",
	"fullscreen",
	"indeterminate",
] as const;

/** What the player shows for a masked text or value (spec MK-2). */
export const MASK_TEXT = "********";

/** Limits of security/README 4.2; the recorder stays below, the player refuses more. */
export const LIMITS = {
	frame_bytes: 192 * 1024,
	frames_per_unit: 160,
	/** A unit after inflation. The recorder cuts a unit at a twentieth of it. */
	unit_bytes: 8 * 1024 * 1024,
	string_bytes: 256 * 1024,
	asset_bytes: 700 * 1024,
	/** The table is a ring: the entry after the last one takes the place of the first. */
	table_entries: 8192,
	table_string_chars: 200,
	asset_entries: 20_000,
	nodes: 150_000,
	depth: 512,
	attributes: 120,
	view_pixels: 16_384,
	list_entries: 20_000,
	animations: 2000,
	keyframes: 100,
	keyframe_values: 60,
	custom_states: 50,
	/** One picture of a canvas or video. */
	painted_bytes: 128 * 1024,
	/** Frames of other origins that are shown at a time; theirs stay boxes. */
	joined_frames: 8,
} as const;

export const NAMESPACES = [
	"http://www.w3.org/1999/xhtml",
	"http://www.w3.org/2000/svg",
	"http://www.w3.org/1998/Math/MathML",
] as const;

/** Order-sensitive hash of child ids (FNV-1a over 32-bit words), for CHECK. */
export function hashChild(hash: number, id: number): number {
	return Math.imul(hash ^ id, 16777619) >>> 0;
}
export const HASH_START = 2166136261;

/** What one node adds to the sum in COMMIT; `parent` is 0 for the page, the host for shadow roots and documents of frames. */
export function pairHash(id: number, parent: number): number {
	const mixed = Math.imul(id, 0x9e3779b1) ^ Math.imul(parent + 1, 0x85ebca6b);
	return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** FNV-1a over the first bytes of a frame. */
export function byteHash(bytes: Uint8Array, end: number): number {
	let hash = HASH_START;
	for (let i = 0; i < end; i++)
		hash = Math.imul(hash ^ (bytes[i] ?? 0), 16777619);
	return hash >>> 0;
}

/** Reasons for which a stream is refused; each ends in a resync. */
export type StreamFault =
	| "truncated"
	| "bad_varint"
	| "bad_string"
	| "bad_reference"
	| "unknown_op"
	| "too_large"
	| "bad_frame"
	| "bad_order"
	| "drift";

/** A stream that breaks a rule of the grammar or a limit. */
export class MirrorStreamError extends Error {
	constructor(
		readonly code: StreamFault,
		detail: string,
		readonly node_id?: number,
	) {
		super(`${code}: ${detail}`);
		this.name = "MirrorStreamError";
	}
}
