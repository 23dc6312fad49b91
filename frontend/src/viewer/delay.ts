import { decode_ack, decode_command } from "../protocol/frames";

/** How much the newest answer weighs against those before. */
const WEIGHT = 0.3;
/** Answers that never came are forgotten beyond this many. */
const KEPT = 64;

/** The time from a command to the customer's answer, smoothed, in milliseconds. */
export class Delay {
	#sent = new Map<number, number>();
	#smooth: number | null = null;

	constructor(private readonly now: () => number = () => performance.now()) {}

	get ms(): number | null {
		return this.#smooth === null ? null : Math.round(this.#smooth);
	}

	on_sent(frame: Uint8Array): void {
		const command = decode_command(frame);
		if (!command) return;
		this.#sent.set(command.seq, this.now());
		const oldest = this.#sent.keys().next();
		if (this.#sent.size > KEPT && !oldest.done) this.#sent.delete(oldest.value);
	}

	/** True when the figure changed. */
	on_answer(frame: Uint8Array): boolean {
		const ack = decode_ack(frame);
		const at = ack && this.#sent.get(ack.seq);
		if (!ack || at === undefined || at === null) return false;
		this.#sent.delete(ack.seq);
		const took = this.now() - at;
		this.#smooth =
			this.#smooth === null
				? took
				: this.#smooth + WEIGHT * (took - this.#smooth);
		return true;
	}

	/** Another page: what was sent to the old one is not answered. */
	reset(): void {
		this.#sent.clear();
	}
}
