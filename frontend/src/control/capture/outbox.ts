/** Commands on their way: in order, numbered, few at a time, merged while they wait. */
import {
	type AckFrame,
	type AckStatus,
	encode_command,
} from "../../protocol/frames";
import type { AckDetail } from "../../protocol/messages";
import type { CommandBody } from "../commands";
import { added } from "./wheel";

export interface Refusal {
	/**
	 * `not_delivered`: the customer's page did not answer, or there is no line to it.
	 * `needs_customer`: done, but what the page wanted then takes the customer's own press.
	 */
	readonly status:
		| Exclude<AckStatus, "ok">
		| "not_delivered"
		| "needs_customer";
	/** Of `target_forbidden` and `needs_customer`. */
	readonly kind: string | null;
	readonly command: CommandBody;
}

export interface OutboxOptions {
	epoch(): number;
	mode_epoch(): number;
	/** False when there is no connection; the command is lost then, and that is told. */
	send_frame(frame: Uint8Array): unknown;
	on_refused?(refusal: Refusal): void;
}

const NEEDS: readonly AckDetail["needs"][] = [
	"file",
	"picker",
	"fullscreen",
	"window",
	"passkey",
	"payment",
	"clipboard",
];
/** Commands sent and not yet answered. */
const IN_FLIGHT_MAX = 32;
/** Beyond this many, typed text waits and is gathered. */
const TEXT_IN_FLIGHT_MAX = 4;
/** What the hand types key by key; longer text would be pasted. */
const GATHERED_TEXT_MAX = 64;
/** Commands waiting; a hand that far behind has lost its page. */
const QUEUE_MAX = 200;
/** An answer that takes longer never comes. */
const LOST_MS = 5_000;
/** Losses within this time are told once. */
const BURST_MS = 2_000;
/** Clock units of 16 ms: a reloaded viewer counts on from above what the old one reached. */
const CLOCK_UNIT_MS = 16;

export class Outbox {
	#queue: CommandBody[] = [];
	#in_flight = new Map<number, { command: CommandBody; timer: number }>();
	#told_at = Number.NEGATIVE_INFINITY;
	#seq = Math.floor(Date.now() / CLOCK_UNIT_MS) >>> 0;

	constructor(private readonly options: OutboxOptions) {}

	/** Nothing waits and nothing is unanswered. */
	get is_idle(): boolean {
		return this.#queue.length === 0 && this.#in_flight.size === 0;
	}

	put(command: CommandBody): void {
		const last = this.#queue.at(-1);
		const merged = last && merge(last, command);
		if (merged) this.#queue[this.#queue.length - 1] = merged;
		else if (this.#queue.length < QUEUE_MAX) this.#queue.push(command);
		else this.#lost(command);
		this.#pump();
	}

	on_ack(ack: AckFrame): void {
		const sent = this.#in_flight.get(ack.seq);
		if (!sent || ack.epoch !== this.options.epoch()) return;
		this.#release(ack.seq);
		const { command } = sent;
		const needs = field_of(ack.body, "needs");
		if (ack.status !== "ok") {
			if (ack.status === "expired") this.#catch_up(ack.body);
			const kind = field_of(ack.body, "kind");
			this.options.on_refused?.({
				status: ack.status,
				kind: typeof kind === "string" ? kind : null,
				command,
			});
		} else if (NEEDS.some((one) => one === needs))
			this.options.on_refused?.({
				status: "needs_customer",
				kind: `needs_${needs}`,
				command,
			});
		this.#pump();
	}

	/** The page or the mode changed: what was meant for the old one is dropped. */
	reset(): void {
		this.#queue = [];
		for (const seq of [...this.#in_flight.keys()]) this.#release(seq);
	}

	#release(seq: number): void {
		window.clearTimeout(this.#in_flight.get(seq)?.timer);
		this.#in_flight.delete(seq);
	}

	#pump(): void {
		for (;;) {
			const command = this.#queue[0];
			if (!command) return;
			const room = command.do === "text" ? TEXT_IN_FLIGHT_MAX : IN_FLIGHT_MAX;
			if (this.#in_flight.size >= room) return;
			this.#queue.shift();
			this.#send(command);
		}
	}

	#send(command: CommandBody): void {
		this.#seq = (this.#seq + 1) >>> 0;
		const seq = this.#seq;
		const frame = encode_command({
			epoch: this.options.epoch(),
			mode_epoch: this.options.mode_epoch(),
			seq,
			body: JSON.stringify({ ...command, at: clock() }),
		});
		if (!frame || this.options.send_frame(frame) === false) {
			this.#lost(command);
			return;
		}
		const timer = window.setTimeout(() => {
			this.#in_flight.delete(seq);
			this.#lost(command);
			this.#pump();
		}, LOST_MS);
		this.#in_flight.set(seq, { command, timer });
	}

	/** What is not done is told; of many at once, the first. */
	#lost(command: CommandBody): void {
		const now = performance.now();
		if (now - this.#told_at < BURST_MS) return;
		this.#told_at = now;
		this.options.on_refused?.({ status: "not_delivered", kind: null, command });
	}

	/** Somebody counted further than we did: go on from there. */
	#catch_up(body: string): void {
		const last = field_of(body, "last_seq");
		if (typeof last === "number" && ((last - this.#seq) | 0) > 0)
			this.#seq = last >>> 0;
	}
}

/** Milliseconds that go on evenly, also across a reload of the viewer. */
const clock = (): number =>
	Math.round(performance.timeOrigin + performance.now());

/** One command in place of two, or null when both are needed. */
function merge(last: CommandBody, next: CommandBody): CommandBody | null {
	if (last.do === "text" && next.do === "text") {
		const text = last.text + next.text;
		const fits =
			last.node === next.node &&
			text.length <= GATHERED_TEXT_MAX &&
			!/[\n\t]/.test(text);
		return fits ? { ...last, text } : null;
	}
	if (last.do === "hover" && next.do === "hover") return next;
	if (last.do === "drag" && next.do === "drag") return next;
	if (last.do === "wheel" && next.do === "wheel")
		return last.node === next.node && last.mode === next.mode
			? added(last, next)
			: null;
	const same_place =
		(last.do === "scroll" && next.do === "scroll" && last.node === next.node) ||
		(last.do === "value" && next.do === "value" && last.node === next.node);
	return same_place ? next : null;
}

function field_of(body: string, name: string): unknown {
	if (!body) return undefined;
	try {
		const value: unknown = JSON.parse(body);
		return (value as Record<string, unknown> | null)?.[name];
	} catch {
		return undefined;
	}
}
