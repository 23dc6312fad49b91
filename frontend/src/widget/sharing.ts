/**
 * One page shared in one session: the session socket, the recorder on it, and
 * the agent's hand and pointer. Loaded when a session starts. It takes orders
 * from `cobrowse` and tells it what happens; it never decides to share.
 */
import { CLOSE } from "../transport/close_codes";
import { to_json } from "../transport/json";
import { ControlSocket, type SocketState } from "../transport/socket";
import { current_page, type PrivatePaths, watch_page } from "./page";
import { Pause } from "./pause";
import type {
	DrawingOrders,
	Sharing,
	SharingOptions,
} from "./sharing_contract";
import { type Policy, Stretch } from "./sharing_stretch";
import { watch_person } from "./watch_person";
import {
	PROTOCOL_VERSION,
	type SessionIn,
	type SessionOut,
	type SessionState,
	type SessionWelcome,
} from "./wire";

/** How long the viewer may take to ask for the page before it is sent unasked. */
const ASKED_MS = 700;

export const share = (options: SharingOptions): Sharing =>
	new SharedPage(options);

/** A problem of one kind is told at most this often (docs/protocol.md). */
const PROBLEM_MS = 5_000;

class SharedPage implements Sharing {
	readonly #options: SharingOptions;
	readonly #socket = new ControlSocket<SessionIn, SessionOut>();
	readonly #pause: Pause;
	#stretch: Stretch;
	#stop_watching: (() => void)[] = [];
	#record_timer = 0;
	#session: SessionState | null = null;
	#policy: Policy = {
		rules: [],
		mask_all: true,
		mask_title: true,
		private_paths: [],
	};
	#allowed_origins: readonly string[] = [];
	#private_paths: PrivatePaths;
	/** Commands of this mode epoch and older ones are refused, server or not. */
	#revoked_epoch: number;
	#told_page = "";
	/** When each kind of problem was last told of. */
	readonly #reported = new Map<string, number>();
	#shows_hidden = false;
	#over = false;

	constructor(options: SharingOptions) {
		this.#options = options;
		this.#revoked_epoch = options.revoked_epoch;
		this.#private_paths = options.private_paths;
		this.#pause = new Pause(options.paused);
		this.#stretch = this.#new_stretch();
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
			if (this.#stretch.is_recording) this.#stretch.resync(node);
			else this.#record();
		});
		socket.on("error", ({ code, detail }) => options.on_error(code, detail));
		socket.on_frame((frame) => {
			if (!this.#pause.is_on) this.#stretch.take(frame);
		});
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

	pause(): void {
		this.#pause.ask();
		this.#obey_pause();
		this.#socket.send({ type: "sharing.pause" });
	}

	resume(): void {
		this.#pause.lift();
		this.#socket.send({ type: "sharing.resume" });
		if (this.#session) this.#follow(this.#session);
	}

	show_hidden(on: boolean): void {
		this.#shows_hidden = on;
		this.#stretch.show_hidden(on);
	}

	get drawing(): DrawingOrders | null {
		return this.#stretch.drawing;
	}

	leave(): void {
		const notice = this.#stretch.parting();
		if (notice) this.#options.on_leaving(notice);
	}

	end(tell: boolean): void {
		if (!this.#over) this.#quiet();
		if (tell) this.#socket.send({ type: "session.end" });
		this.#socket.close();
	}

	#welcomed(welcome: SessionWelcome): void {
		const { rules, mask_all, mask_title, private_paths } = welcome;
		const { allowed_origins, session } = welcome;
		this.#allowed_origins = allowed_origins;
		this.#private_paths = private_paths;
		this.#options.on_private_paths(private_paths);
		if (this.#follow_policy({ rules, mask_all, mask_title, private_paths }))
			return;
		this.#heard(session);
		// What was asked for while the line was down.
		const unsaid = this.#pause.unsaid;
		if (unsaid) this.#socket.send({ type: unsaid });
		const unheard = session.mode_epoch <= this.#revoked_epoch;
		if (session.mode === "write" && unheard)
			this.#socket.send({ type: "write.revoke" });
	}

	#heard(session: SessionState): void {
		const was_paused = this.#pause.is_on;
		this.#session = session;
		this.#pause.hear(session.paused);
		if (was_paused && !this.#pause.is_on) this.#told_page = "";
		if (session.state === "ended") this.#quiet();
		else this.#follow(session);
		this.#options.on_session(session);
	}

	/** Shows the page if it may be shown now. */
	#follow(session: SessionState): void {
		this.#tell_page();
		if (this.#pause.is_on) this.#obey_pause();
		else if (!session.agent_online) this.#stretch.hide_pointer();
		// The agent's viewer asks for the page; this is for a request that got lost.
		else if (session.state === "active")
			this.#record_timer ||= window.setTimeout(() => this.#record(), ASKED_MS);
	}

	/** This stretch is over; another one follows when the customer goes on. */
	#obey_pause(): void {
		window.clearTimeout(this.#record_timer);
		this.#record_timer = 0;
		if (!this.#stretch.is_recording) return;
		this.#stretch.close();
		this.#options.on_drawings({ count: 0, own: 0, notes: [] });
		this.#stretch = this.#new_stretch();
	}

	#new_stretch(): Stretch {
		return new Stretch({
			...this.#options,
			is_write: () => this.#is_write(),
			on_problem: (code) => this.#report(code),
			on_rules: (use, first) => {
				if (this.#policy.rules.length > 0)
					this.#socket.send({ type: "mirror.rules", ...use, first });
			},
			mode_epoch: () => this.#session?.mode_epoch ?? -1,
			allowed_origins: () => this.#allowed_origins,
			send_frame: (frame) => this.#send_frame(frame),
			backlog: () => this.#socket.backlog(),
		});
	}

	/** Tells page and server of what the recorder met, one of a kind per 5 s. */
	#report(code: string): void {
		const now = performance.now();
		if (now - (this.#reported.get(code) ?? -PROBLEM_MS) < PROBLEM_MS) return;
		this.#reported.set(code, now);
		this.#options.on_error(code, "");
		this.#socket.send({ type: "mirror.problem", code });
	}

	/** Starts recording, for an agent who is there to see it. */
	#record(): void {
		const session = this.#session;
		if (this.#over || this.#pause.is_on || session?.state !== "active") return;
		this.#stretch.record(this.#policy, session.agent_name ?? "");
		this.#stretch.show_hidden(this.#shows_hidden);
	}

	/**
	 * Other rules hold now. What is recorded already was read by the old ones, so a
	 * recorder that runs is replaced, with an epoch of its own. True: it is.
	 */
	#follow_policy(policy: Policy): boolean {
		const same = to_json(policy) === to_json(this.#policy);
		this.#policy = policy;
		if (same || !this.#stretch.is_recording) return false;
		this.#quiet();
		this.#options.on_state("again");
		return true;
	}

	#is_write(): boolean {
		const session = this.#session;
		return (
			!this.#over &&
			!this.#pause.is_on &&
			session?.state === "active" &&
			session.mode === "write" &&
			session.mode_epoch > this.#revoked_epoch
		);
	}

	#send_frame(frame: Uint8Array): void {
		if (!this.#over && !this.#pause.is_on) this.#socket.send_frame(frame);
	}

	#hello(): SessionOut {
		const page = this.#page();
		this.#told_page = to_json(page);
		return {
			type: "hello",
			protocol: PROTOCOL_VERSION,
			token: this.#options.token,
			tab: this.#options.tab,
			epoch: this.#stretch.epoch,
			page,
		};
	}

	/**
	 * The first hello does not know whether the title may be told: it is not. In a
	 * pause the address finds the rules for afterwards; nobody else is told.
	 */
	#page(): ReturnType<typeof current_page> {
		const with_title = !this.#policy.mask_title && !this.#pause.is_on;
		return current_page(with_title, this.#private_paths);
	}

	#tell_page(): void {
		const page = this.#page();
		if (to_json(page) === this.#told_page) return;
		if (this.#socket.send({ type: "page.changed", ...page }))
			this.#told_page = to_json(page);
	}

	#watch(): void {
		this.#stop_watching = [
			watch_page((moved) => {
				this.#tell_page();
				if (moved && this.#stretch.acted_just_now())
					this.#options.on_notice("navigated");
			}),
			this.#options.escape.guard(() => this.#stretch.inner_frames()),
			watch_person({
				inner_frames: () => this.#stretch.inner_frames(),
				on_activity: () => this.#socket.send({ type: "activity" }),
				on_focus: (field) => {
					if (this.#stretch.is_masked(field)) this.#options.on_notice("masked");
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

	/** Nothing leaves and nothing is executed from here on. */
	#quiet(): void {
		this.#over = true;
		window.clearTimeout(this.#record_timer);
		this.#stretch.close();
		for (const stop of this.#stop_watching) stop();
		this.#stop_watching = [];
	}
}
