import { locate, pointOf } from "../address";
import type { SeenPart } from "../stream_op";
import type { PictureCount } from "./assets";
import { JoinedReplicas } from "./joined";
import { type BoxLabels, LABELS } from "./placeholder";
import { Playback } from "./playback";
import { makeFrame } from "./sandbox";

export type PlayerProgress = "waiting" | "loading" | "live" | "paused";

export interface PlayerOptions {
	/** The replica's frame is made inside it. */
	host: HTMLElement;
	/** The stream cannot go on: a full snapshot (or a node's) is needed. */
	on_resync(reason: string, node_id?: number): void;
	/** Size of the customer's viewport in CSS pixels. */
	on_view?(width: number, height: number): void;
	/** What the customer sees of the view when it is zoomed, in its CSS pixels; scale 1: all of it. */
	on_zoom?(seen: SeenPart): void;
	on_progress?(state: PlayerProgress): void;
	/** A complete page was changed, not drawn yet; when the oldest of the changes was made, milliseconds of the recorder's `clock`. */
	on_change?(at: number): void;
	on_title?(title: string): void;
	/** Address of the page's icon, under our own origin or `data:`; null: none. */
	on_icon?(address: string | null): void;
	/** How many pictures of this page are here; until all are, more come. */
	on_pictures?(count: PictureCount): void;
	/** Address under our own origin of the bytes with this SHA-256, of what the page has at `url`; null or absent: they cannot be shown. */
	resolve_asset?(url: string, digest: string): string | null;
	/** Words in the boxes of what is not here; English unless given. */
	labels?: BoxLabels;
	/** A resync is asked for again after this many milliseconds without a snapshot; 3000 unless a test says otherwise. */
	ask_again_ms?: number;
	/** A snapshot of which nothing comes for so many milliseconds is begun anew; 10,000 unless a test says otherwise. */
	stall_ms?: number;
}

export interface Player {
	/** One STREAM frame, in any state. */
	receive(frame: Uint8Array): void;
	destroy(): void;
	readonly frame: HTMLIFrameElement;
	/** Element at a point of the replica's viewport, with the place in its border box (0 to 1). */
	id_at(x: number, y: number): { id: number; fx: number; fy: number } | null;
	point_of(id: number, fx: number, fy: number): { x: number; y: number } | null;
	element_by_id(id: number): Node | undefined;
	id_of(node: Node): number;
}

export function createPlayer(options: PlayerOptions): Player {
	return new ReplicaPlayer(options);
}

class ReplicaPlayer implements Player {
	frame: HTMLIFrameElement;
	readonly #playback: Playback;
	readonly #joined: JoinedReplicas;

	readonly #options: PlayerOptions;

	constructor(options: PlayerOptions) {
		this.#options = options;
		this.frame = makeFrame(options.host);
		const labels = options.labels ?? LABELS;
		this.#joined = new JoinedReplicas(labels, (id) =>
			options.on_resync("joined_frame", id),
		);
		this.#playback = new Playback({
			events: {
				top: () => this.frame.contentDocument,
				labels,
				resolve: (url, digest) => options.resolve_asset?.(url, digest) ?? null,
				view: (width, height) => {
					this.frame.style.width = `${width}px`;
					this.frame.style.height = `${height}px`;
					options.on_view?.(width, height);
				},
				zoom: (seen) => options.on_zoom?.(seen),
				title: (title) => options.on_title?.(title),
				icon: (address) => options.on_icon?.(address),
				progress: (state) => options.on_progress?.(state),
				pictures: (count) => options.on_pictures?.(count),
				changed: (at) => options.on_change?.(at),
				joined: (...unit) => this.#joined.take(...unit),
			},
			on_resync: (...what) => options.on_resync(...what),
			on_begin: () => this.#begin(),
			on_applied: () => this.#joined.sweep(this.#playback.applier.table),
			ask_again_ms: options.ask_again_ms,
			stall_ms: options.stall_ms,
		});
		options.on_progress?.("waiting");
	}

	receive(frame: Uint8Array): void {
		this.#playback.receive(frame);
	}

	destroy(): void {
		this.#joined.clear();
		this.#playback.stop();
		this.frame.remove();
	}

	id_at(x: number, y: number): { id: number; fx: number; fy: number } | null {
		const page = this.frame.contentDocument;
		return page && locate(this, page, x, y);
	}

	point_of(
		id: number,
		fx: number,
		fy: number,
	): { x: number; y: number } | null {
		const node = this.element_by_id(id);
		const page = this.frame.contentDocument;
		return node && page ? pointOf(node, page, fx, fy) : null;
	}

	element_by_id(id: number): Node | undefined {
		return this.#playback.applier.table.get(id);
	}

	id_of(node: Node): number {
		return this.#playback.applier.table.idOf(node);
	}

	#begin(): void {
		this.#joined.clear();
		if (this.frame.isConnected && this.frame.contentDocument) return;
		this.frame.remove();
		this.frame = makeFrame(this.#options.host);
	}
}
