/**
 * The agent's hand in the customer's page: takes COMMAND frames, acts as a
 * person's mouse and keyboard would, and answers each with an ACK frame.
 *
 * Nothing is trusted but what holds in this page at the moment of the act:
 * Write Mode and its epoch, the page's epoch, the order of the commands, and
 * the recorder's verdict about the live element. No exception ever leaves.
 */
import {
	type AckStatus,
	type CommandFrame,
	decode_command,
	encode_ack,
} from "../../protocol/frames";
import { parse_command } from "../commands";
import { Acts } from "./acts";
import { Deadline } from "./deadline";
import { Pace } from "./pace";
import { type HandMirror, Reach } from "./reach";
import { type ForbiddenKind, Refused } from "./refusal";

/** What the customer may be told of: a refused touch with its kind, a journey with its address. */
export type HandNotice = "forbidden" | "travel";

export interface HandOptions {
	readonly mirror: HandMirror;
	readonly document: Document;
	/** Of this page load. */
	readonly epoch: number;
	/** Asked anew for each command. */
	is_write(): boolean;
	mode_epoch(): number;
	allowed_origins(): readonly string[];
	on_notice?(kind: HandNotice, detail: string): void;
	on_target?(element: Element): void;
}

export interface Hand {
	/**
	 * Does what the frame says, after everything that came before it, and gives
	 * the ack to send; null when the bytes are no command at all. Never rejects.
	 */
	execute(frame: Uint8Array): Promise<Uint8Array | null>;
	close(): void;
}

interface Answer {
	readonly status: AckStatus;
	readonly body: string;
}

/** Answers kept for commands that are sent again. */
const REMEMBERED = 64;
/** Commands waiting for their turn. */
const QUEUE_MAX = 64;

const answer = (status: AckStatus, extra?: object): Answer => ({
	status,
	body: extra ? JSON.stringify(extra) : "",
});

export function createHand(options: HandOptions): Hand {
	const reach = new Reach(options.mirror);
	let closed = false;
	/** The mode epoch that the running command was sent for. */
	let running_in = -1;
	const check_mode = (mode_epoch: number) => {
		if (closed || !options.is_write() || options.mode_epoch() !== mode_epoch)
			throw new Refused("mode_required");
	};
	const pace = new Pace(() => check_mode(running_in));
	const acts = new Acts({
		document: options.document,
		reach,
		pace,
		allowed_origins: () => options.allowed_origins(),
		on_target: (element) => contain(() => options.on_target?.(element)),
		on_travel: (url) => contain(() => options.on_notice?.("travel", url)),
	});
	const deadline = new Deadline();
	const answers = new Map<number, Promise<Answer>>();
	let answers_of = -1;
	let last_seq: number | null = null;
	let queue: Promise<unknown> = Promise.resolve();
	let queued = 0;

	async function act(frame: CommandFrame, arrived: number): Promise<Answer> {
		try {
			check_mode(frame.mode_epoch);
			const parsed = parse_command(frame.body);
			if (!parsed.ok) return answer(parsed.code);
			if (deadline.is_over(frame.mode_epoch, parsed.at, arrived))
				return answer("expired");
			running_in = frame.mode_epoch;
			const needs = await acts.run(parsed.command);
			return answer("ok", needs ? { needs } : undefined);
		} catch (error) {
			if (!(error instanceof Refused)) return answer("bad_command");
			const { code, kind } = error;
			if (kind) tell_customer(kind);
			return answer(code, kind ? { kind } : undefined);
		}
	}

	function tell_customer(kind: ForbiddenKind): void {
		contain(() => options.on_notice?.("forbidden", kind));
	}

	/** Each command of a mode epoch acts at most once, and never after a later one. */
	function admit(frame: CommandFrame): Promise<Answer> {
		if (frame.epoch !== options.epoch)
			return Promise.resolve(answer("stale_page"));
		try {
			check_mode(frame.mode_epoch);
		} catch {
			return Promise.resolve(answer("mode_required"));
		}
		if (answers_of !== frame.mode_epoch) {
			answers_of = frame.mode_epoch;
			answers.clear();
			last_seq = null;
		}
		const known = answers.get(frame.seq);
		if (known) return known;
		if (!is_newer(frame.seq, last_seq) || queued >= QUEUE_MAX)
			return Promise.resolve(answer("expired", { last_seq }));
		last_seq = frame.seq;
		queued += 1;
		const arrived = performance.now();
		const promise = queue.then(() => act(frame, arrived));
		queue = promise.then(() => {
			queued -= 1;
		});
		answers.set(frame.seq, promise);
		if (answers.size > REMEMBERED)
			for (const oldest of answers.keys()) {
				answers.delete(oldest);
				break;
			}
		return promise;
	}

	return {
		async execute(bytes) {
			const frame = decode_command(bytes);
			if (!frame) return null;
			const { status, body } = await admit(frame);
			return encode_ack({ epoch: frame.epoch, seq: frame.seq, status, body });
		},
		close() {
			closed = true;
			acts.close();
			pace.close();
		},
	};
}

/** In the circle of 32-bit numbers, so that a counter may start anywhere. */
export const is_newer = (seq: number, last: number | null): boolean =>
	last === null || ((seq - last) | 0) > 0;

function contain(fn: () => void): void {
	try {
		fn();
	} catch {
		// A listener's mistake must not stop the hand or reach the host page.
	}
}
