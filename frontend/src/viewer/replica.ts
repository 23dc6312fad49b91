import type { Replica } from "../control";
import { say } from "../desktop/strings";
import {
	createPlayer,
	type PictureCount,
	type Player,
	type PlayerProgress,
	type SeenPart,
} from "../mirror";
import type { Size } from "./bridge";

export interface ReplicaListener {
	on_progress(progress: PlayerProgress): void;
	on_view(size: Size): void;
	/** What the customer sees of the view; null: all of it. */
	on_zoom(seen: SeenPart | null): void;
	on_title(title: string): void;
	on_icon(address: string | null): void;
	on_pictures(count: PictureCount): void;
	/** A complete page was changed; when, by the clock of the customer's recorder. */
	on_change(at: number): void;
	on_resync(reason: string, node: number | null): void;
}

/** Where our server has the bytes of an asset of this site's pages; null: nowhere. */
function asset_address(digest: string): string | null {
	const site = document.body.dataset.site ?? "";
	if (!site || !/^[\da-f]{64}$/.test(digest)) return null;
	return `/assets/${encodeURIComponent(site)}/${digest}`;
}

/** How often the watchdog looks, in milliseconds. */
const WATCH_MS = 1_000;

/**
 * The customer's page as the agent sees it. The player writes it; this keeps a
 * player alive: whoever leads the replica's frame away from our document (a click
 * that got through, a crash) meets a fresh frame a second later.
 */
export class ReplicaHolder implements Replica {
	#player: Player;
	/** The document that the player writes, once it has one. */
	#ours: Document | null = null;
	#is_live = false;

	constructor(
		private readonly host: HTMLElement,
		private readonly listener: ReplicaListener,
	) {
		this.#player = this.#make();
		setInterval(() => this.watch(), WATCH_MS);
	}

	get frame(): HTMLIFrameElement {
		return this.#player.frame;
	}

	receive(frame: Uint8Array): void {
		this.#player.receive(frame);
	}

	id_at(x: number, y: number): ReturnType<Player["id_at"]> {
		return this.#player.id_at(x, y);
	}

	point_of(id: number, fx: number, fy: number): ReturnType<Player["point_of"]> {
		return this.#player.point_of(id, fx, fy);
	}

	element_by_id(id: number): Node | undefined {
		return this.#player.element_by_id(id);
	}

	id_of(node: Node): number {
		return this.#player.id_of(node);
	}

	/** The page has this element no more; while a page arrives nobody knows. */
	is_gone(id: number): boolean {
		return this.#is_live && !this.element_by_id(id)?.isConnected;
	}

	/** Starts anew with an empty frame and asks for everything. */
	rebuild(reason: string): void {
		this.clear();
		this.listener.on_resync(reason, null);
	}

	/** An empty frame: nothing of the page is left in this document. */
	clear(): void {
		this.#player.destroy();
		this.#ours = null;
		this.#player = this.#make();
	}

	watch(): void {
		if (this.#ours && this.frame.contentDocument !== this.#ours)
			this.rebuild("frame_lost");
	}

	#make(): Player {
		return createPlayer({
			host: this.host,
			on_resync: (reason, node) =>
				this.listener.on_resync(reason, node ?? null),
			on_view: (width, height) => this.listener.on_view({ width, height }),
			on_progress: (progress) => {
				/* A snapshot of a page that is not zoomed says nothing of it. */
				if (progress === "loading") this.listener.on_zoom(null);
				this.#is_live = progress === "live";
				if (progress === "live") this.#ours = this.frame.contentDocument;
				this.listener.on_progress(progress);
			},
			on_zoom: (seen) => this.listener.on_zoom(seen),
			on_title: (title) => this.listener.on_title(title),
			on_icon: (address) => this.listener.on_icon(address),
			on_pictures: (count) => this.listener.on_pictures(count),
			on_change: (at) => this.listener.on_change(at),
			labels: {
				img: say("box.image"),
				canvas: say("box.drawing"),
				video: say("box.video"),
				lost: say("box.lost"),
				frame: say("box.frame"),
			},
			resolve_asset: (_, digest) => asset_address(digest),
		});
	}
}
