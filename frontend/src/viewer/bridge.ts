/**
 * What the desktop page and the viewer document say to each other by
 * postMessage. Both are of our own origin; each side still checks origin,
 * source and shape before it believes a word.
 */
import { COLOURS, SHAPES } from "../control/annotate/model";
import type { Ink } from "../control/annotate/stroke";
import type { Mode, SessionState } from "../desktop/wire";

/** Where the viewer stands. */
export const STAGES = [
	/** No connection to the server yet. */
	"connecting",
	/** Connected; the customer's page has not sent anything yet. */
	"waiting",
	/** The page is arriving. */
	"loading",
	"live",
	/** The customer's browser is away and may come back. */
	"customer_offline",
	/** Our own connection is away and comes back by itself. */
	"reconnecting",
	/** A rule pauses sharing on this page. */
	"paused",
	/** The customer has paused sharing. */
	"sharing_paused",
	/** The same session was opened in another tab of this agent. */
	"superseded",
	"ended",
	/** The server refuses us (signed out, not our session). */
	"refused",
] as const;
export type Stage = (typeof STAGES)[number];

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface ViewerReport {
	readonly stage: Stage;
	readonly mode: Mode;
	/** The customer's window, CSS pixels. */
	readonly viewport: Size | null;
	/** Replica pixels per CSS pixel of the customer; 1 = own size. */
	readonly scale: number;
	readonly zoom: Zoom;
	readonly tool: Tool;
	readonly ink: Ink;
	/** False: the customer has turned drawings off. */
	readonly may_draw: boolean;
	/** Drawings and notes of both sides on this page. */
	readonly drawings: number;
	/** Those of them that this agent has made. */
	readonly own_drawings: number;
	/** When Write Mode will be asked for, by this computer's clock, milliseconds. */
	readonly asks_at: number | null;
	/** From a change on the customer's screen to the frame that shows it here; null: not known. */
	readonly delay: DelayReport | null;
	/** Pictures that are here, of all that the page shows; null: none is on its way. */
	readonly pictures: { readonly here: number; readonly total: number } | null;
	readonly page: { readonly url: string; readonly title: string } | null;
}

/** How far the view is behind the customer's screen. */
export interface DelayReport {
	/** Milliseconds, whole. */
	readonly ms: number;
	readonly state: DelayState;
}

/** `stalled`: what was asked a while ago is still unanswered. */
export type DelayState = "good" | "slow" | "stalled";

export const TOOLS = ["none", ...SHAPES, "note"] as const;
export type Tool = (typeof TOOLS)[number];
export const ZOOMS = ["fit", "actual"] as const;
export type Zoom = (typeof ZOOMS)[number];
export const MOVES = ["back", "forward", "refresh"] as const;
export type Move = (typeof MOVES)[number];

/** Desktop → viewer. */
export type ToViewer =
	| { readonly type: "viewer.write_request" }
	| { readonly type: "viewer.write_drop" }
	| { readonly type: "viewer.end" }
	| { readonly type: "viewer.move"; readonly move: Move }
	| { readonly type: "viewer.navigate"; readonly url: string }
	| {
			readonly type: "viewer.tool";
			readonly tool: Tool;
			/** It was chosen by keyboard and is used by keyboard. */
			readonly by_keyboard: boolean;
	  }
	| { readonly type: "viewer.ink"; readonly ink: Ink }
	| { readonly type: "viewer.undo" }
	| { readonly type: "viewer.clear_annotations" }
	| { readonly type: "viewer.zoom"; readonly zoom: Zoom }
	/** What to call the customer; empty: nobody knows. */
	| { readonly type: "viewer.customer"; readonly name: string }
	| { readonly type: "viewer.focus" };

/** Viewer → desktop. */
export type FromViewer =
	| { readonly type: "viewer.report"; readonly report: ViewerReport }
	| {
			readonly type: "viewer.session";
			readonly session: SessionState;
			readonly cause: string;
	  }
	/** The customer's page or the server refused a command. */
	| {
			readonly type: "viewer.refused";
			readonly code: string;
			/** Of `target_forbidden`: what the target is. */
			readonly kind: string | null;
			/** The server's words, for codes that have none of ours. */
			readonly detail: string;
			/** Seconds. */
			readonly retry_after: number | null;
	  }
	/** The agent leaves the replica by keyboard (F6). */
	| { readonly type: "viewer.leave" };

const URL_LIMIT = 2_048;
const NAME_LIMIT = 200;

type Fields = Readonly<Record<string, unknown>>;

const fields = (data: unknown): Fields | null =>
	typeof data === "object" && data !== null ? (data as Fields) : null;

const one_of = <T extends string>(
	list: readonly T[],
	value: unknown,
): value is T => (list as readonly unknown[]).includes(value);

export function ink_of(data: unknown): Ink | null {
	const ink = fields(data);
	return one_of(COLOURS, ink?.colour) && typeof ink?.stays === "boolean"
		? { colour: ink.colour, stays: ink.stays }
		: null;
}

/** The message, or null for anything that is not exactly one. */
export function parse_to_viewer(data: unknown): ToViewer | null {
	const message = fields(data);
	switch (message?.type) {
		case "viewer.write_request":
		case "viewer.write_drop":
		case "viewer.end":
		case "viewer.undo":
		case "viewer.clear_annotations":
		case "viewer.focus":
			return { type: message.type };
		case "viewer.move":
			return one_of(MOVES, message.move)
				? { type: message.type, move: message.move }
				: null;
		case "viewer.navigate":
			return typeof message.url === "string" && message.url.length <= URL_LIMIT
				? { type: message.type, url: message.url }
				: null;
		case "viewer.tool":
			return one_of(TOOLS, message.tool)
				? {
						type: message.type,
						tool: message.tool,
						by_keyboard: message.by_keyboard === true,
					}
				: null;
		case "viewer.ink": {
			const ink = ink_of(message.ink);
			return ink && { type: message.type, ink };
		}
		case "viewer.zoom":
			return one_of(ZOOMS, message.zoom)
				? { type: message.type, zoom: message.zoom }
				: null;
		case "viewer.customer":
			return typeof message.name === "string" &&
				message.name.length <= NAME_LIMIT
				? { type: message.type, name: message.name }
				: null;
		default:
			return null;
	}
}

/**
 * The viewer's word. Its own fields are checked where a wrong one would do harm;
 * a session is what our server said to the viewer.
 */
export function parse_from_viewer(data: unknown): FromViewer | null {
	const message = fields(data);
	switch (message?.type) {
		case "viewer.report":
			return one_of(STAGES, fields(message.report)?.stage)
				? { type: message.type, report: message.report as ViewerReport }
				: null;
		case "viewer.session": {
			const session = fields(message.session);
			return typeof session?.id === "string" &&
				typeof message.cause === "string"
				? {
						type: message.type,
						session: message.session as SessionState,
						cause: message.cause,
					}
				: null;
		}
		case "viewer.refused":
			return typeof message.code === "string"
				? {
						type: message.type,
						code: message.code,
						kind: typeof message.kind === "string" ? message.kind : null,
						detail: typeof message.detail === "string" ? message.detail : "",
						retry_after:
							typeof message.retry_after === "number"
								? message.retry_after
								: null,
					}
				: null;
		case "viewer.leave":
			return { type: message.type };
		default:
			return null;
	}
}
