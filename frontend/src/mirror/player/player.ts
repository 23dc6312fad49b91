import { locate, pointOf } from "../address";
import { MirrorStreamError, Op } from "../ops";
import { Reader } from "../reader";
import type { SeenPart, StreamOp } from "../stream_op";
import { Applier } from "./apply";
import type { PictureCount } from "./assets";
import { Pace } from "./pace";
import { type BoxLabels, LABELS } from "./placeholder";
import { type ReceivedUnit, Receiver } from "./receiver";
import { makeFrame } from "./sandbox";
import { Stall } from "./stall";

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

/** A unit with its ops, or with the fault that was found in it. */
interface ReadUnit {
	begin: boolean;
	ops: readonly StreamOp[];
	fault?: unknown;
}

const ASK_AGAIN_MS = 3000;
/** So many child lists of one page are sent anew; after that the checks are left out. */
const MAX_DRIFTS = 12;

export function createPlayer(options: PlayerOptions): Player {
	return new ReplicaPlayer(options);
}

class ReplicaPlayer implements Player {
	frame: HTMLIFrameElement;
	readonly #receiver: Receiver;
	readonly #applier: Applier;
	readonly #reader = new Reader();
	readonly #pace = new Pace((end) => this.#work(end));
	readonly #stall: Stall;
	#units: ReadUnit[] = [];
	#broken = true;
	#drifts = 0;
	/** Child lists that differ and are being sent anew, with what asks for everything if they are not. */
	#healing = new Map<number, ReturnType<typeof setTimeout>>();
	#asking: ReturnType<typeof setTimeout> | undefined;
	#page: Document | null = null;
	#destroyed = false;

	readonly #options: PlayerOptions;

	constructor(options: PlayerOptions) {
		this.#options = options;
		this.#stall = new Stall(() => this.#fail("stalled"), options.stall_ms);
		this.frame = makeFrame(options.host);
		this.#receiver = new Receiver(
			(unit) => this.#queue(unit),
			(reason) => this.#ask(reason),
		);
		this.#applier = new Applier({
			top: () => this.frame.contentDocument,
			labels: options.labels ?? LABELS,
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
		});
		options.on_progress?.("waiting");
	}

	receive(frame: Uint8Array): void {
		if (this.#destroyed) return;
		this.#stall.heard();
		this.#receiver.frame(frame);
	}

	destroy(): void {
		this.#destroyed = true;
		this.#receiver.stop();
		clearTimeout(this.#asking);
		this.#healed();
		this.#stall.stop();
		this.#pace.stop();
		this.#applier.clear();
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
		return this.#applier.table.get(id);
	}

	id_of(node: Node): number {
		return this.#applier.table.idOf(node);
	}

	#queue(unit: ReceivedUnit): void {
		if (unit.begin) {
			this.#units = [];
			this.#pace.loading = true;
			this.#stall.begin();
		}
		const read = this.#read(unit);
		this.#units.push(read);
		if (read.ops.some(({ op }) => op === Op.END || op === Op.PAUSED)) {
			this.#pace.loading = false;
			this.#stall.done();
		}
		this.#pace.wake();
	}

	/** Decodes a unit when it comes: there is time for it while the replica is drawn. */
	#read({ begin, bytes }: ReceivedUnit): ReadUnit {
		try {
			const ops = this.#reader.read(bytes);
			if ((ops[0]?.op === Op.BEGIN) !== begin)
				throw new MirrorStreamError("bad_order", "BEGIN");
			return { begin, ops };
		} catch (fault) {
			return { begin, ops: [], fault };
		}
	}

	#work(end: number): boolean {
		do {
			const unit = this.#units.shift();
			if (!unit) return false;
			this.#apply(unit);
		} while (performance.now() < end);
		return this.#units.length > 0;
	}

	#apply(unit: ReadUnit): void {
		if (this.#broken && !unit.begin) return;
		if (!unit.begin && this.frame.contentDocument !== this.#page) {
			this.#fail("frame_lost");
			return;
		}
		try {
			if (unit.fault) throw unit.fault;
			if (unit.begin) this.#restart();
			for (const id of this.#applier.unit(unit.ops)) this.#heal(id);
		} catch (error) {
			const known = error instanceof MirrorStreamError;
			if (known && error.code === "drift")
				this.#applier.lenient = ++this.#drifts >= MAX_DRIFTS;
			this.#fail(known ? error.code : "apply_error");
		}
	}

	/** Asks for the smallest part that holds what differs; the rest goes on. */
	#heal(id: number): void {
		if (this.#healing.has(id) || this.#drifts >= MAX_DRIFTS) return;
		this.#drifts++;
		this.#options.on_resync("drift", id);
		const waiting = setTimeout(() => {
			this.#healing.delete(id);
			if (this.#applier.table.get(id)) this.#fail("drift");
		}, this.#options.ask_again_ms ?? ASK_AGAIN_MS);
		this.#healing.set(id, waiting);
	}

	#healed(): void {
		for (const waiting of this.#healing.values()) clearTimeout(waiting);
		this.#healing.clear();
	}

	#restart(): void {
		this.#broken = false;
		this.#healed();
		/* A snapshot that was under way when a later frame got lost does not settle that. */
		if (!this.#receiver.waits) {
			clearTimeout(this.#asking);
			this.#asking = undefined;
		}
		if (!this.frame.isConnected || !this.frame.contentDocument) {
			this.frame.remove();
			this.frame = makeFrame(this.#options.host);
		}
		this.#page = this.frame.contentDocument;
	}

	#fail(reason: string): void {
		this.#broken = true;
		this.#receiver.wait();
		this.#ask(reason);
	}

	/** Asks once, and again while no snapshot comes. */
	#ask(reason: string): void {
		this.#broken = true;
		if (this.#asking !== undefined || this.#destroyed) return;
		this.#options.on_progress?.("waiting");
		this.#options.on_resync(reason);
		this.#asking = setTimeout(() => {
			this.#asking = undefined;
			/* A snapshot that has come and was not applied yet is on its way. */
			const comes = this.#units[0]?.begin === true;
			if (this.#receiver.waits || (this.#broken && !comes)) this.#ask(reason);
		}, this.#options.ask_again_ms ?? ASK_AGAIN_MS);
	}
}
