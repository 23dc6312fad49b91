/** What `cobrowse` asks of the lazily loaded `sharing` chunk, and what it hears. */
import type { Entry } from "../control/annotate/board";
import type { Shape, Side } from "../control/annotate/model";
import type { DrawingTool } from "../control/annotate/tool";
import type { FieldMemory } from "../mirror";
import type { ServerClock } from "./clock";
import type { DrawingState } from "./drawing_state";
import type { DoubleEscape } from "./escape";
import type { PrivatePaths } from "./page";
import type { Shelf } from "./storage";
import type { StringName } from "./strings";
import type { SessionState } from "./wire";

/**
 * `elsewhere`: another tab took over. `over`: the server closed for good.
 * `again`: other rules hold; this stretch has ended and a new one is due.
 */
export type SharingState =
	| "starting"
	| "live"
	| "lost"
	| "elsewhere"
	| "over"
	| "again";

/**
 * What the agent shows, for the customer's ears. Names and notes are read from this
 * page and stay on this screen.
 */
export interface Shown {
	readonly by: "pointer" | "note" | Shape;
	/** Of the element; empty: it has none. */
	readonly name: string;
	readonly text: string;
}

/** A note on the page, as one reads it. */
export interface NoteWords {
	readonly side: Side;
	readonly name: string;
	readonly text: string;
}

/** Drawings of a session on this page, while nothing shows them: a pause, other rules. */
export interface KeptDrawings {
	readonly session_id: string;
	entries: readonly Entry[];
}

/** Something that the customer is told in passing. */
export type Notice = "navigated" | "back" | "forward" | "reloaded" | "masked";

export interface SharingOptions {
	/** Where our server is, with a trailing slash. */
	readonly base_url: string;
	/** What this tab remembers over page loads. */
	readonly tab_shelf: Shelf;
	/** Address of the session socket. */
	readonly url: string;
	readonly token: string;
	readonly tab: string;
	readonly clock: ServerClock;
	/** Fields that held secrets before the session, so that they stay secret in it. */
	readonly memory: FieldMemory;
	/** What may be told of this page before the session's welcome says it. */
	readonly private_paths: PrivatePaths;
	/** The customer has paused sharing, whether or not the server knows by now. */
	readonly paused: boolean;
	/** The mode epoch that the customer revoked last; -1: none. */
	readonly revoked_epoch: number;
	/** Takes Write Mode back by the keyboard; frames are entered while sharing. */
	readonly escape: DoubleEscape;
	readonly kept: KeptDrawings;
	/** In the customer's language. */
	say(
		name: StringName,
		values?: Readonly<Record<string, string | number>>,
	): string;
	/** Words for a screen reader. */
	speak(words: string): void;
	/** Where the agent's pointer and drawings go. */
	readonly stage: HTMLElement;
	/** What holds for the session; its next page can know it in advance. */
	on_private_paths(private_paths: readonly string[]): void;
	on_session(session: SessionState): void;
	on_state(state: SharingState): void;
	on_notice(notice: Notice): void;
	/** The agent is about to move this page away; told on the next one. */
	on_leaving(notice: Notice): void;
	/** Whether drawings are wanted at all. */
	allows_drawings(): boolean;
	on_drawings(change: Partial<DrawingState>): void;
	on_shown(shown: Shown): void;
	on_error(code: string, detail: string): void;
}

export interface DrawingOrders {
	/** Draw with this from now on. */
	use(tool: DrawingTool, by_keyboard: boolean): void;
	/** Takes the customer's own last one off both screens. */
	undo(): void;
	/** Takes everything off both screens. */
	clear(): void;
	/** Whether drawings are wanted at all; the agent is told. */
	allow(on: boolean): void;
}

export interface Sharing {
	/** The tab or the network came back: check the connection. */
	nudge(): void;
	/** False when the server cannot be told now. */
	grant(): boolean;
	decline(): void;
	/** No command is executed from this call on. */
	revoke(): void;
	/** Nothing leaves and nothing is executed from this call on, until `resume`. */
	pause(): void;
	/** Goes on with a full view of the page, once the server agrees. */
	resume(): void;
	/** Outlines what the agent does not see, on the customer's screen alone. */
	show_hidden(on: boolean): void;
	/** The customer's own drawing; null while nothing is shared. */
	readonly drawing: DrawingOrders | null;
	/** The page is being left; says so to the next one if the agent caused it. */
	leave(): void;
	/** Nothing leaves from this call on. `tell`: let the server know that it is the end. */
	end(tell: boolean): void;
}
