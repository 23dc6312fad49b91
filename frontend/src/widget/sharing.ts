/**
 * One page shared in one session: the session socket, the recorder on it, and
 * the agent's hand and pointer. Loaded when a session starts. It takes orders
 * from `cobrowse` and tells it what happens; it never decides to share.
 */
import { watchCustomerPointer } from "../control/pointing";
import { createRecorder, type Recorder } from "../mirror";
import { FRAME } from "../protocol/frames";
import { CLOSE } from "../transport/close_codes";
import { ControlSocket, type SocketState } from "../transport/socket";
import { AgentCommands } from "./agent_commands";
import { AgentMarks } from "./agent_marks";
import { new_epoch } from "./ids";
import { current_page, watch_page } from "./page";
import type { Sharing, SharingOptions } from "./sharing_contract";
import { watch_person } from "./watch_person";
import {
	PROTOCOL_VERSION,
	type SessionIn,
	type SessionOut,
	type SessionState,
	type SessionWelcome,
} from "./wire";

type Policy = Pick<SessionWelcome, "rules" | "mask_all" | "mask_title">;

/** How long the viewer may take to ask for the page before it is sent unasked. */
const ASKED_MS = 700;

export const share = (options: SharingOptions): Sharing =>
	new SharedPage(options);

class SharedPage implements Sharing {
	readonly #options: SharingOptions;
	readonly #socket = new ControlSocket<SessionIn, SessionOut>();
	/** Drawn afresh for every stretch of sharing: older frames and commands are stale. */
	readonly #epoch = new_epoch();
	readonly #commands: AgentCommands;
	#stop_watching: (() => void)[] = [];
	#recorder: Recorder | null = null;
	#marks: AgentMarks | null = null;
	#stop_pointer: (() => void) | null = null;
	#record_timer = 0;
	#session: SessionState | null = null;
	#policy: Policy = {
		rules: [],
		mask_all: true,
		mask_title: true,
	};
	#allowed_origins: readonly string[] = [];
	/** Commands of this mode epoch and older ones are refused, server or not. */
	#revoked_epoch: number;
	#told_page = "";
	#over = false;

	constructor(options: SharingOptions) {
		this.#options = options;
		this.#revoked_epoch = options.revoked_epoch;
		this.#commands = new AgentCommands({
			epoch: this.#epoch,
			recorder: () => this.#recorder,
			is_write: () => this.#is_write(),
			mode_epoch: () => this.#session?.mode_epoch ?? -1,
			allowed_origins: () => this.#allowed_origins,
			answer: (ack) => this.#send_frame(ack),
			on_target: (element) => this.#marks?.outline(element),
		});
		const socket = this.#socket;
		socket.on_state((state) => this.#moved(state));
		socket.on("welcome", (welcome) => this.#welcomed(welcome));
		socket.on("session.updated", ({ session, cause }) => {
			if (cause === "session.joined") options.clock.note(session.activated_at);
			this.#heard(session);
		});
		socket.on("rules.updated", ({ rules }) =>
			this.#follow_policy({ ...this.#policy, rules }),
		);
		socket.on("resync.requested", ({ node }) => {
			if (this.#recorder) this.#recorder.resync(node ?? 0);
			else this.#record();
		});
		socket.on("error", ({ code, detail }) => options.on_error(code, detail));
		socket.on_frame((frame) => this.#take_frame(frame));
		this.#watch();
		socket.connect(options.url, () => this.#hello());
	}

	nudge(): void {
		this.#socket.nudge();
	}

	grant(): boolean {
		return this.#socket.send({ type: "write.grant" });
	}

	decline(): void {
		this.#socket.send({ type: "write.decline" });
	}

	revoke(): void {
		this.#revoked_epoch = this.#session?.mode_epoch ?? this.#revoked_epoch;
		this.#socket.send({ type: "write.revoke" });
	}

	clear_drawings(): void {
		this.#marks?.clear_drawings();
	}

	leave(): void {
		const notice = this.#commands.parting();
		if (notice) this.#options.on_leaving(notice);
	}

	end(tell: boolean): void {
		if (!this.#over) this.#quiet();
		if (tell) this.#socket.send({ type: "session.end" });
		this.#socket.close();
	}

	#welcomed(welcome: SessionWelcome): void {
		const { rules, mask_all, mask_title, allowed_origins, session } = welcome;
		this.#allowed_origins = allowed_origins;
		if (this.#follow_policy({ rules, mask_all, mask_title })) return;
		this.#tell_page();
		this.#heard(session);
		const unheard = session.mode_epoch <= this.#revoked_epoch;
		if (session.mode === "write" && unheard)
			this.#socket.send({ type: "write.revoke" });
	}

	#heard(session: SessionState): void {
		this.#session = session;
		if (!session.agent_online) this.#marks?.hide_pointer();
		if (session.state === "ended") this.#quiet();
		// The agent's viewer asks for the page; this is for a request that got lost.
		else if (session.state === "active" && session.agent_online)
			this.#record_timer ||= window.setTimeout(() => this.#record(), ASKED_MS);
		this.#options.on_session(session);
	}

	/** Starts recording, for an agent who is there to see it. */
	#record(): void {
		if (this.#over || this.#recorder || this.#session?.state !== "active")
			return;
		const send_frame = (frame: Uint8Array) => this.#send_frame(frame);
		const recorder = createRecorder({
			document,
			epoch: this.#epoch,
			...this.#policy,
			memory: this.#options.memory,
			send: send_frame,
			backlog: () => this.#socket.backlog(),
			on_problem: (code) => this.#options.on_error(code, ""),
		});
		this.#recorder = recorder;
		this.#stop_pointer = watchCustomerPointer({
			document,
			book: recorder,
			epoch: () => this.#epoch,
			send_frame,
		});
		this.#marks = new AgentMarks({
			stage: this.#options.stage,
			recorder,
			epoch: this.#epoch,
			agent_name: this.#session.agent_name ?? "",
			send_frame,
			on_drawings: this.#options.on_drawings,
		});
		recorder.start();
	}

	/**
	 * Other rules hold now. What is recorded already was read by the old ones, so a
	 * recorder that runs is replaced, with an epoch of its own. True: it is.
	 */
	#follow_policy(policy: Policy): boolean {
		const same = JSON.stringify(policy) === JSON.stringify(this.#policy);
		this.#policy = policy;
		if (same || !this.#recorder) return false;
		this.#quiet();
		this.#options.on_state("again");
		return true;
	}

	#take_frame(frame: Uint8Array): void {
		switch (frame[0]) {
			case FRAME.COMMAND:
				void this.#commands.take(frame);
				break;
			case FRAME.POINTER:
				this.#marks?.point(frame);
				break;
			case FRAME.ANNOTATION:
				this.#marks?.draw(frame);
		}
	}

	#is_write(): boolean {
		const session = this.#session;
		return (
			!this.#over &&
			session?.state === "active" &&
			session.mode === "write" &&
			session.mode_epoch > this.#revoked_epoch
		);
	}

	#send_frame(frame: Uint8Array): void {
		if (!this.#over) this.#socket.send_frame(frame);
	}

	#hello(): SessionOut {
		// The first hello does not know whether the title may be told: it is not.
		const page = current_page(!this.#policy.mask_title);
		this.#told_page = JSON.stringify(page);
		return {
			type: "hello",
			protocol: PROTOCOL_VERSION,
			token: this.#options.token,
			tab: this.#options.tab,
			epoch: this.#epoch,
			page,
		};
	}

	#tell_page(): void {
		const page = current_page(!this.#policy.mask_title);
		if (JSON.stringify(page) === this.#told_page) return;
		if (this.#socket.send({ type: "page.changed", ...page }))
			this.#told_page = JSON.stringify(page);
	}

	#watch(): void {
		this.#stop_watching = [
			watch_page((moved) => {
				this.#tell_page();
				if (moved && this.#commands.acted_just_now())
					this.#options.on_notice("navigated");
			}),
			watch_person({
				on_activity: () => this.#socket.send({ type: "activity" }),
				on_focus: (field) => {
					if (this.#recorder?.is_masked(field))
						this.#options.on_notice("masked");
				},
			}),
		];
	}

	#moved(state: SocketState): void {
		if (this.#over) return;
		switch (state.kind) {
			case "open":
				this.#options.on_state("live");
				break;
			case "waiting":
				this.#options.on_state("lost");
				break;
			case "connecting":
				this.#options.on_state(state.attempt > 0 ? "lost" : "starting");
				break;
			case "closed":
				this.#quiet();
				this.#options.on_state(
					state.code === CLOSE.SUPERSEDED ? "elsewhere" : "over",
				);
		}
	}

	#stop_recording(): void {
		window.clearTimeout(this.#record_timer);
		this.#marks?.close();
		this.#marks = null;
		this.#stop_pointer?.();
		this.#stop_pointer = null;
		this.#recorder?.stop();
		this.#recorder = null;
	}

	/** Nothing leaves and nothing is executed from here on. */
	#quiet(): void {
		this.#over = true;
		this.#commands.close();
		this.#stop_recording();
		for (const stop of this.#stop_watching) stop();
		this.#stop_watching = [];
	}
}
