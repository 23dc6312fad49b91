import type { OnAsset } from "../privacy/assets";
import type { FieldMemory } from "../privacy/fields";
import type { TargetPolicy } from "../privacy/policy";
import type { MirrorRule } from "../privacy/rules";
import type { FrameListener } from "./joined";
import type { Scheduler, Work } from "./schedule";

export interface RecorderOptions {
	document: Document;
	/** Epoch of the page: random per page load; every frame carries it. */
	epoch: number;
	rules: readonly MirrorRule[];
	mask_all?: boolean;
	mask_title?: boolean;
	/** Patterns of paths; what `*` stands for is not told. */
	private_paths?: readonly string[];
	/** Fields that were secret before the recorder started. */
	memory?: FieldMemory;
	/** Takes one whole STREAM frame. */
	send(frame: Uint8Array): void;
	/** Bytes waiting in the socket. */
	backlog?(): number;
	/** `error` is for tests alone: its text may tell of the page. */
	on_problem?(code: string, rule_id?: number, error?: unknown): void;
	on_progress?(done: boolean): void;
	/**
	 * The whole address of a picture or font that the stream names, never of what is hidden; not `shown`: a style
	 * sheet names it, and the page may not have loaded it. May be told again; `asset_kept` is the answer.
	 */
	on_asset?: OnAsset;
	/** A style sheet of another origin is in use, which no script may read; told once, `sheet_read` is the answer. */
	on_sheet?(url: string): void;
	/** Something on the page was scrolled, inside a shadow root or a frame too. */
	on_scroll?(): void;
	/** So many elements are above the page: dialogs, popovers, fullscreen elements. */
	on_top_layer?(count: number): void;
	/** Told of frames of other origins; `pass_frame` is how their pages are shown. */
	frames?: FrameListener;
	timing?: Partial<Timing>;
}

export interface RuleUse {
	matched: number[];
	failed: number[];
}

export interface Recorder {
	start(): void;
	/** Restores every patched native and leaves nothing on the page. */
	stop(): void;
	/** Sends a subtree anew, or everything (0 or nothing given; at most once in two seconds). */
	resync(node_id?: number): void;
	/** The bytes of an asset are kept under this SHA-256 (64 hex digits); empty: they cannot be had. The first word counts. */
	asset_kept(url: string, digest: string): void;
	/** The text of a style sheet that `on_sheet` asked for; null: it cannot be had. */
	sheet_read(url: string, text: string | null): void;
	node_by_id(id: number): Node | undefined;
	/** 0: the player does not have it. */
	id_of(node: Node): number;
	target_policy(node: Node): TargetPolicy;
	is_masked(node: Node): boolean;
	/** The outermost elements that the player does not have as they are: masked, blocked, secret. */
	hidden_elements(): Iterable<Element>;
	/** Whole addresses of the pictures that style sheets draw in what a rule or markup hides; null now and then, for whoever has little time. */
	hidden_pictures(): Iterable<string | null>;
	/** The page's frames that were met, in shadow roots too. */
	inner_frames(): Iterable<Element>;
	/** Milliseconds since the recorder was made: the clock of what the stream says of time. */
	readonly clock: number;
	/** Whether the page of a frame of another origin may be shown in the player now. */
	may_join(frame: Element): boolean;
	/** Passes on one STREAM frame of that page, from its own recorder; no bytes: a box again. `done` once it is written; false: it is not taken. */
	pass_frame(frame: Element, bytes: Uint8Array, done: () => void): boolean;
	/** Rules that have matched something on this page so far, and those that could not be evaluated. */
	readonly rule_use: RuleUse;
	/** A pause rule matches: the stream says PAUSED and nothing else. */
	readonly paused: boolean;
}

/** Least time between two full snapshots, in milliseconds. */
export const FULL_GAP_MS = 2000;

/** For tests that want many slices, or slices when they say so. */
export interface Timing {
	slice_ms: number;
	gap_ms: number;
	full_gap_ms: number;
	/** How long new content is kept back where rules may hide it. */
	hold_ms: number;
	/** `look` is to be called now and then: it finds what nothing announced. */
	schedule(work: Work, look: () => void): Scheduler;
}
