import { MirrorStreamError, Op } from "../ops";
import { Reader } from "../reader";
import type { StreamOp } from "../stream_op";
import { Applier, type ApplyEvents } from "./apply";
import { Pace } from "./pace";
import { type ReceivedUnit, Receiver } from "./receiver";
import { Stall } from "./stall";

export interface PlaybackOptions {
	/** Where it is built, and who hears what the stream tells. */
	events: ApplyEvents;
	/** The stream cannot go on; `node_id`: but for what is below this node. */
	on_resync(reason: string, node_id?: number): void;
	/** A snapshot begins: the document may be another from here on. */
	on_begin(): void;
	/** A unit has been applied. */
	on_applied?(): void;
	ask_again_ms?: number | undefined;
	stall_ms?: number | undefined;
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

/** One stream, and the document it is built in: order, time, faults, and asking for what is missing. */
export class Playback {
	readonly applier: Applier;
	readonly #receiver: Receiver;
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
	#stopped = false;

	readonly #options: PlaybackOptions;

	constructor(options: PlaybackOptions) {
		this.#options = options;
		this.#stall = new Stall(() => this.fail("stalled"), options.stall_ms);
		this.applier = new Applier(options.events);
		this.#receiver = new Receiver(
			(unit) => this.#queue(unit),
			(reason) => this.#ask(reason),
		);
	}

	receive(frame: Uint8Array): void {
		if (this.#stopped) return;
		this.#stall.heard();
		this.#receiver.frame(frame);
	}

	stop(): void {
		this.#stopped = true;
		this.#receiver.stop();
		clearTimeout(this.#asking);
		this.#healed();
		this.#stall.stop();
		this.#pace.stop();
		this.applier.clear();
	}

	/** Something built here, and the document is another one by now. */
	get isLost(): boolean {
		return !this.#broken && this.#options.events.top() !== this.#page;
	}

	/** Nothing is applied before the next snapshot, and one is asked for. */
	fail(reason: string): void {
		this.#broken = true;
		this.#receiver.wait();
		this.#ask(reason);
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
		if (!unit.begin && this.isLost) {
			this.fail("frame_lost");
			return;
		}
		try {
			if (unit.fault) throw unit.fault;
			if (unit.begin) this.#restart();
			for (const id of this.applier.unit(unit.ops)) this.#heal(id);
			this.#options.on_applied?.();
		} catch (error) {
			const known = error instanceof MirrorStreamError;
			if (known && error.code === "drift")
				this.applier.lenient = ++this.#drifts >= MAX_DRIFTS;
			this.fail(known ? error.code : "apply_error");
		}
	}

	/** Asks for the smallest part that holds what differs; the rest goes on. */
	#heal(id: number): void {
		if (this.#healing.has(id) || this.#drifts >= MAX_DRIFTS) return;
		this.#drifts++;
		this.#options.on_resync("drift", id);
		const waiting = setTimeout(() => {
			this.#healing.delete(id);
			if (this.applier.table.get(id)) this.fail("drift");
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
		this.#options.on_begin();
		this.#page = this.#options.events.top();
	}

	/** Asks once, and again while no snapshot comes. */
	#ask(reason: string): void {
		this.#broken = true;
		if (this.#asking !== undefined || this.#stopped) return;
		this.#options.events.progress("waiting");
		this.#options.on_resync(reason);
		this.#asking = setTimeout(() => {
			this.#asking = undefined;
			/* A snapshot that has come and was not applied yet is on its way. */
			const comes = this.#units[0]?.begin === true;
			if (this.#receiver.waits || (this.#broken && !comes)) this.#ask(reason);
		}, this.#options.ask_again_ms ?? ASK_AGAIN_MS);
	}
}
