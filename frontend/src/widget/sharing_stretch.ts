/**
 * One stretch of sharing: from the first look at the page to a pause, to other
 * rules or to the end. It has an epoch of its own, so that frames and commands of
 * an earlier stretch are stale. Closed, it says and executes nothing any more.
 */
import { showHidden } from "../control/hidden_marks";
import { Motion } from "../control/motion";
import { watchCustomerPointer } from "../control/pointing";
import { createRecorder, type Recorder, type RuleUse } from "../mirror";
import { FRAME } from "../protocol/frames";
import { to_json } from "../transport/json";
import { AbovePage } from "./above_page";
import { AgentCommands } from "./agent_commands";
import { AgentMarks } from "./agent_marks";
import { Assets } from "./assets";
import { echo_of } from "./echo";
import { Frames } from "./frames";
import { new_epoch } from "./ids";
import type { DrawingOrders, SharingOptions } from "./sharing_contract";
import type { SessionWelcome } from "./wire";

export type Policy = Pick<
	SessionWelcome,
	"rules" | "mask_all" | "mask_title" | "private_paths"
>;

export interface StretchOptions
	extends Pick<
		SharingOptions,
		| "base_url"
		| "token"
		| "tab_shelf"
		| "memory"
		| "stage"
		| "kept"
		| "say"
		| "speak"
		| "allows_drawings"
		| "on_drawings"
		| "on_shown"
	> {
	/** Asked anew for each command: the customer may have revoked a moment ago. */
	is_write(): boolean;
	/** What the recorder mended or worked round. */
	on_problem(code: string): void;
	/** Which rules matched, when the page is complete and whenever that changed. */
	on_rules(use: RuleUse, first: boolean): void;
	mode_epoch(): number;
	allowed_origins(): readonly string[];
	send_frame(frame: Uint8Array): void;
	/** Bytes that wait to be sent. */
	backlog(): number;
}

/** How often outlines are put back in place when nothing announced a change. */
const LOOK_MS = 400;
/** How often to look whether more rules have matched. */
const RULES_MS = 10_000;

export class Stretch {
	readonly epoch = new_epoch();
	readonly #options: StretchOptions;
	readonly #commands: AgentCommands;
	/** What is sent has changed, so it may have moved. */
	readonly #motion = new Motion();
	#recorder: Recorder | null = null;
	readonly #assets: Assets;
	/** Frames of other origins that join. */
	readonly #frames: Frames;
	#marks: AgentMarks | null = null;
	#above: AbovePage | null = null;
	#stop_pointer: (() => void) | null = null;
	#hide_marks: (() => void) | null = null;
	/** A snapshot is complete; the drawings on it are to be said once its frame is out. */
	#anew = false;
	#rules_timer = 0;
	#told_rules = "";
	#closed = false;

	constructor(options: StretchOptions) {
		this.#options = options;
		const { base_url, tab_shelf, token } = options;
		this.#assets = new Assets(
			{ base_url, token, shelf: tab_shelf },
			() => this.#recorder,
		);
		this.#frames = new Frames({
			base_url,
			token,
			recorder: () => this.#recorder,
			allowed_origins: options.allowed_origins,
			on_problem: options.on_problem,
		});
		this.#commands = new AgentCommands({
			epoch: this.epoch,
			recorder: () => this.#recorder,
			is_write: () => !this.#closed && options.is_write(),
			mode_epoch: options.mode_epoch,
			allowed_origins: options.allowed_origins,
			answer: (ack) => this.#send(ack),
			on_target: (element) => this.#marks?.outline(element),
		});
	}

	get is_recording(): boolean {
		return this.#recorder !== null;
	}

	/** Shows the page to the agent from now on. */
	record(policy: Policy, agent_name: string): void {
		if (this.#recorder || this.#closed) return;
		const send_frame = (frame: Uint8Array) => this.#send(frame);
		const recorder = createRecorder({
			document,
			epoch: this.epoch,
			...policy,
			memory: this.#options.memory,
			send: (frame) => {
				this.#send(frame);
				this.#restate();
				this.#motion.tell();
			},
			backlog: this.#options.backlog,
			on_problem: this.#options.on_problem,
			on_progress: (done) => {
				this.#anew = done;
				if (done) this.#tell_rules();
			},
			on_asset: (url, shown) => this.#assets.want(url, shown),
			on_sheet: (url) => this.#assets.want_sheet(url),
			frames: this.#frames,
			on_scroll: () => this.#motion.tell(),
			on_top_layer: (count) => this.#above?.found(count),
		});
		this.#recorder = recorder;
		this.#stop_pointer = watchCustomerPointer({
			document,
			book: recorder,
			epoch: () => this.epoch,
			send_frame,
		});
		this.#above = new AbovePage(this.#options.stage);
		this.#marks = new AgentMarks({
			...this.#options,
			recorder,
			motion: this.#motion,
			epoch: this.epoch,
			agent_name,
			send_frame,
		});
		recorder.start();
	}

	resync(node: number | null): void {
		this.#recorder?.resync(node ?? 0);
	}

	/** What the agent's side sends: commands, pointer, drawings. */
	take(frame: Uint8Array): void {
		if (this.#closed) return;
		switch (frame[0]) {
			case FRAME.COMMAND:
				void this.#commands.take(frame);
				break;
			case FRAME.POINTER:
				this.#marks?.point(frame);
				break;
			case FRAME.ANNOTATION:
				this.#marks?.draw(frame);
				break;
			case FRAME.ACK:
				this.#echo(frame);
		}
	}

	is_masked(field: Element): boolean {
		return this.#recorder?.is_masked(field) ?? false;
	}

	/** Frames of the page that the recorder met, in shadow roots too. */
	inner_frames(): Iterable<Element> {
		return this.#recorder?.inner_frames() ?? [];
	}

	/** Outlines what the agent does not see. */
	show_hidden(on: boolean): void {
		this.#hide_marks?.();
		const recorder = this.#recorder;
		this.#hide_marks =
			on && recorder
				? showHidden({
						container: this.#options.stage,
						look_ms: LOOK_MS,
						elements: () => recorder.hidden_elements(),
					})
				: null;
	}

	hide_pointer(): void {
		this.#marks?.hide_pointer();
	}

	get drawing(): DrawingOrders | null {
		return this.#marks;
	}

	acted_just_now(): boolean {
		return this.#commands.acted_just_now();
	}

	parting(): ReturnType<AgentCommands["parting"]> {
		return this.#commands.parting();
	}

	close(): void {
		this.#closed = true;
		this.#commands.close();
		this.#assets.stop();
		this.#frames.stop();
		this.#marks?.close();
		this.#above?.close();
		this.#hide_marks?.();
		this.#stop_pointer?.();
		window.clearInterval(this.#rules_timer);
		this.#recorder?.stop();
		this.#marks = this.#above = this.#recorder = this.#stop_pointer = null;
	}

	#restate(): void {
		if (!this.#anew) return;
		this.#anew = false;
		this.#marks?.restate();
	}

	#tell_rules(): void {
		const use = this.#recorder?.rule_use;
		if (!use || this.#closed) return;
		this.#rules_timer ||= window.setInterval(
			() => this.#tell_rules(),
			RULES_MS,
		);
		const told = to_json(use);
		if (told === this.#told_rules) return;
		this.#options.on_rules(use, this.#told_rules === "");
		this.#told_rules = told;
	}

	/** Says what the recorder's clock shows; without one there is no clock. */
	#echo(frame: Uint8Array): void {
		if (!this.#recorder) return;
		const echo = echo_of(frame, this.epoch, this.#recorder.clock);
		if (echo) this.#send(echo);
	}

	#send(frame: Uint8Array): void {
		if (!this.#closed) this.#options.send_frame(frame);
	}
}
