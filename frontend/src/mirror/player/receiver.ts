import { inflate, join } from "../deflate";
import { decodeFrame, Flag } from "../frames";
import { LIMITS, MirrorStreamError } from "../ops";

export interface ReceivedUnit {
	begin: boolean;
	bytes: Uint8Array;
}

/** Puts frames together to units, in order; tells when one is missing. */
export class Receiver {
	#epoch: number | undefined;
	#seq = 0;
	#waiting = true;
	#parts: Uint8Array[] = [];
	#size = 0;
	#begin = false;
	#pending = 0;
	#queue: Promise<void> = Promise.resolve();
	#stopped = false;

	readonly #deliver: (unit: ReceivedUnit) => void;
	readonly #fault: (reason: string) => void;

	constructor(
		deliver: (unit: ReceivedUnit) => void,
		fault: (reason: string) => void,
	) {
		this.#deliver = deliver;
		this.#fault = fault;
	}

	get waits(): boolean {
		return this.#waiting;
	}

	stop(): void {
		this.#stopped = true;
	}

	/** Nothing is of use before the next full snapshot. */
	wait(): void {
		this.#waiting = true;
		this.#parts = [];
		this.#size = 0;
	}

	frame(bytes: Uint8Array): void {
		try {
			this.#accept(bytes);
		} catch (error) {
			if (!(error instanceof MirrorStreamError)) throw error;
			this.wait();
			this.#fault(error.code);
		}
	}

	#accept(bytes: Uint8Array): void {
		const { flags, epoch, seq, body } = decodeFrame(bytes);
		const begins = (flags & Flag.BEGIN) !== 0;
		/* While one waits any snapshot will do: the last number may have been a wrong one. */
		const old = epoch === this.#epoch && seq <= this.#seq;
		if (old && !(begins && this.#waiting)) return;
		if (begins) {
			this.wait();
			this.#waiting = false;
			this.#begin = true;
		} else if (epoch !== this.#epoch || seq !== this.#seq + 1) {
			const known = this.#epoch !== undefined;
			this.wait();
			this.#track(epoch, seq);
			this.#fault(known ? "gap" : "no_snapshot");
			return;
		}
		this.#track(epoch, seq);
		if (this.#waiting) {
			this.#fault("no_snapshot");
			return;
		}
		this.#collect(body, flags);
	}

	#track(epoch: number, seq: number): void {
		this.#epoch = epoch;
		this.#seq = seq;
	}

	#collect(body: Uint8Array, flags: number): void {
		this.#parts.push(body);
		this.#size += body.length;
		if (
			this.#parts.length > LIMITS.frames_per_unit ||
			this.#size > LIMITS.unit_bytes
		)
			throw new MirrorStreamError("too_large", "unit");
		if (flags & Flag.MORE) return;
		const whole = join(this.#parts, this.#size);
		const begin = this.#begin;
		this.#parts = [];
		this.#size = 0;
		this.#begin = false;
		this.#ready(whole, begin, (flags & Flag.DEFLATED) !== 0);
	}

	/** Units that need no inflating overtake nothing. */
	#ready(
		bytes: Uint8Array<ArrayBuffer>,
		begin: boolean,
		deflated: boolean,
	): void {
		if (!deflated && this.#pending === 0) {
			this.#deliver({ begin, bytes });
			return;
		}
		this.#pending++;
		const work = deflated ? inflate(bytes) : Promise.resolve(bytes);
		/* It may fail before its turn comes; the queue hears of it then. */
		work.catch(() => undefined);
		this.#queue = this.#queue.then(async () => {
			try {
				const plain = await work;
				this.#pending--;
				if (!this.#stopped) this.#deliver({ begin, bytes: plain });
			} catch {
				this.#pending--;
				this.wait();
				if (!this.#stopped) this.#fault("bad_frame");
			}
		});
	}
}
