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
	on_leaving(notice: Notice): void;
	/** The agent uses this element now. */
	on_target(element: Element): void;
}

/** Takes COMMAND frames to the hand, answers them, and knows what the agent set off. */
export class AgentCommands {
	readonly #options: AgentCommandsOptions;
	readonly #hand: Hand;
	#acted_at = Number.NEGATIVE_INFINITY;

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
		const journey = this.#options.is_write() ? journey_of(frame) : null;
		if (this.#options.is_write()) this.#acted_at = performance.now();
		const ack = await this.#hand.execute(frame);
		if (!ack) return;
		if (journey && decode_ack(ack)?.status === "ok")
			this.#options.on_leaving(journey);
		this.#options.answer(ack);
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

/** What the customer is told on the next page; null when the command stays on this one. */
function journey_of(frame: Uint8Array): Notice | null {
	const body = decode_command(frame)?.body;
	const parsed = body === undefined ? null : parse_command(body);
	if (!parsed?.ok) return null;
	switch (parsed.command.do) {
		case "back":
			return "back";
		case "forward":
			return "forward";
		case "refresh":
			return "reloaded";
		case "navigate":
			return "navigated";
		default:
			return null;
	}
}
