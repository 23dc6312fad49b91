import type { Replica } from "../control";
import { createPlayer, type Player, type PlayerProgress } from "../mirror";
import type { Size } from "./bridge";

export interface ReplicaListener {
	on_progress(progress: PlayerProgress): void;
	on_view(size: Size): void;
	on_title(title: string): void;
	on_resync(reason: string, node: number | null): void;
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

	id_at(x: number, y: number) {
		const found = this.#player.id_at(x, y);
		return found && { node: found.id, fx: found.fx, fy: found.fy };
	}

	element_by_id(id: number): Element | null {
		const node = this.#player.element_by_id(id);
		// Of the replica's own realm, so not `instanceof Element`.
		return node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : null;
	}

	id_of(element: Element): number | null {
		return this.#player.id_of(element) || null;
	}

	/** A place of the mirror in pixels of the replica's viewport. */
	point_of(node: number, fx: number, fy: number) {
		return this.#player.point_of(node, fx, fy);
	}

	/** Starts anew with an empty frame and asks for everything. */
	rebuild(reason: string): void {
		this.#player.destroy();
		this.#ours = null;
		this.#player = this.#make();
		this.listener.on_resync(reason, null);
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
				if (progress === "live") this.#ours = this.frame.contentDocument;
				this.listener.on_progress(progress);
			},
			on_title: (title) => this.listener.on_title(title),
		});
	}
}
