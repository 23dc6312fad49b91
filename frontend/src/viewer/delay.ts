import { decode_ack } from "../protocol/frames";
import type { DelayReport } from "./bridge";
import { ClockBounds } from "./clock_bounds";
import { DrawnFrame } from "./drawn_frame";

/** How often the customer's page is asked for its clock, and the figure told, in milliseconds. */
const ASK_MS = 1_000;
/** How much the newest figure weighs against those before. */
const WEIGHT = 0.3;
/** From here on the view is felt to lag, in milliseconds. */
const SLOW_MS = 400;
/** A question that is open for so long says that nothing comes through, in milliseconds. */
const STALLED_MS = 4_000;
/** Open questions that are remembered. */
const MOST_OPEN = 64;

export interface DelayOptions {
	/** Sends a question; false: nobody can be asked now. */
	send(seq: number): boolean;
	/** The report may be another one now; told at most once in `ASK_MS`. */
	on_change(): void;
	/** Calls back when the next frame is drawn. */
	after_frame?(then: () => void): void;
	/** Milliseconds. */
	now?(): number;
}

/**
 * How far the view is behind the customer's screen: from a change there to the drawn
 * frame here (docs/protocol.md, P-76). Where nothing changes, the answers to our
 * questions, which go the same way, stand for changes.
 */
export class Delay {
	readonly #bounds = new ClockBounds();
	readonly #after_frame: (then: () => void) => void;
	readonly #now: () => number;
	/** When each open question went out. */
	#asked = new Map<number, number>();
	#seq = 0;
	#smooth: number | null = null;
	/** The oldest change that waits for the next frame, by the customer's clock. */
	#waiting: number | null = null;
	#turn = 0;

	constructor(private readonly options: DelayOptions) {
		const frames = options.after_frame ? null : new DrawnFrame();
		this.#after_frame =
			options.after_frame ?? ((then) => frames?.request(then));
		this.#now = options.now ?? (() => performance.now());
	}

	start(): void {
		setInterval(() => this.tick(), ASK_MS);
	}

	/** Null: nothing is known. */
	get report(): DelayReport | null {
		if (this.#smooth === null) return null;
		const open_ms = this.#open_ms;
		// What was asked long ago is late by so much already.
		const ms = Math.round(Math.max(this.#smooth, open_ms - ASK_MS));
		if (open_ms >= STALLED_MS) return { ms, state: "stalled" };
		return { ms, state: ms < SLOW_MS ? "good" : "slow" };
	}

	tick(): void {
		const seq = (this.#seq + 1) >>> 0;
		if (this.options.send(seq)) {
			this.#seq = seq;
			if (this.#asked.size < MOST_OPEN) this.#asked.set(seq, this.#now());
		}
		this.options.on_change();
	}

	/** False: the frame answers no question of ours. */
	on_answer(frame: Uint8Array): boolean {
		const ack = decode_ack(frame);
		const theirs = ack && time_in(ack.body);
		if (!ack || theirs === null) return false;
		const sent = this.#asked.get(ack.seq);
		if (sent === undefined) return true;
		// Answers keep their order: what was asked before is not answered any more.
		for (const seq of this.#asked.keys()) {
			this.#asked.delete(seq);
			if (seq === ack.seq) break;
		}
		this.#bounds.note(sent, theirs, this.#now());
		this.on_change(theirs);
		return true;
	}

	/** The replica has a change that was made then, by the customer's clock; it is not drawn yet. */
	on_change(at: number): void {
		const waits = this.#waiting !== null;
		this.#waiting = Math.min(this.#waiting ?? at, at);
		if (waits) return;
		const turn = this.#turn;
		this.#after_frame(() => {
			if (turn === this.#turn) this.#drawn();
		});
	}

	/** Another page, whose clock is another one, or a new line. */
	reset(): void {
		this.#turn++;
		this.#asked.clear();
		this.#bounds.reset();
		this.#smooth = this.#waiting = null;
	}

	get #open_ms(): number {
		const [oldest] = this.#asked.values();
		return oldest === undefined ? 0 : this.#now() - oldest;
	}

	#drawn(): void {
		const at = this.#waiting;
		this.#waiting = null;
		const made = at === null ? null : this.#bounds.ours(at);
		if (made === null) return;
		const took = Math.max(0, this.#now() - made);
		this.#smooth =
			this.#smooth === null
				? took
				: this.#smooth + WEIGHT * (took - this.#smooth);
	}
}

function time_in(body: string): number | null {
	if (body === "") return null;
	try {
		const { at } = JSON.parse(body) as { at?: unknown };
		return typeof at === "number" && Number.isFinite(at) ? at : null;
	} catch {
		return null;
	}
}
