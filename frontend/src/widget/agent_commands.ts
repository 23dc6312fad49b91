import { parse_command } from "../control/commands";
import { createHand, type Hand } from "../control/hand";
import type { Recorder } from "../mirror";
import { decode_ack, decode_command } from "../protocol/frames";
import type { Notice } from "./sharing_contract";

/** A page that changes this soon after a command of the agent was changed by it. */
const CAUSED_MS = 2_000;

export interface AgentCommandsOptions {
	readonly epoch: number;
	recorder(): Recorder | null;
	/** Asked anew for each command: the customer may have revoked a moment ago. */
	is_write(): boolean;
	mode_epoch(): number;
	allowed_origins(): readonly string[];
	answer(ack: Uint8Array): void;
	/** The agent uses this element now. */
	on_target(element: Element): void;
}

/** Takes COMMAND frames to the hand, answers them, and knows what the agent set off. */
export class AgentCommands {
	readonly #options: AgentCommandsOptions;
	readonly #hand: Hand;
	#acted_at = Number.NEGATIVE_INFINITY;
	/** The latest command as the customer is told of it, should the page go now. */
	#journey: Notice = "navigated";

	constructor(options: AgentCommandsOptions) {
		this.#options = options;
		this.#hand = createHand({
			mirror: {
				node_by_id: (id) => options.recorder()?.node_by_id(id),
				target_policy: (element) =>
					options.recorder()?.target_policy(element) ?? NOTHING_ALLOWED,
			},
			document,
			epoch: options.epoch,
			is_write: options.is_write,
			mode_epoch: options.mode_epoch,
			allowed_origins: options.allowed_origins,
			on_target: options.on_target,
		});
	}

	async take(frame: Uint8Array): Promise<void> {
		const counts = this.#options.is_write();
		if (counts) this.#acted_at = performance.now();
		const ack = await this.#hand.execute(frame);
		if (!ack) return;
		if (counts && decode_ack(ack)?.status === "ok")
			this.#journey = journey_of(frame);
		this.#options.answer(ack);
	}

	/** What took the page away, if it was the agent; to be asked when it goes. */
	parting(): Notice | null {
		return this.acted_just_now() ? this.#journey : null;
	}

	/** What happens to the page now is the agent's doing. */
	acted_just_now(): boolean {
		return performance.now() - this.#acted_at < CAUSED_MS;
	}

	close(): void {
		this.#hand.close();
	}
}

const NOTHING_ALLOWED = {
	masked: true,
	restricted: true,
	allowed: false,
	submit: false,
	file: false,
	password: false,
	own_ui: false,
};

/** Links and buttons lead away too: anything but a journey by name is "navigated". */
function journey_of(frame: Uint8Array): Notice {
	const body = decode_command(frame)?.body;
	const parsed = body === undefined ? null : parse_command(body);
	if (!parsed?.ok) return "navigated";
	switch (parsed.command.do) {
		case "back":
			return "back";
		case "forward":
			return "forward";
		case "refresh":
			return "reloaded";
		default:
			return "navigated";
	}
}
