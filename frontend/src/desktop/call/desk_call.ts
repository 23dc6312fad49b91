import { type Devices, list_devices } from "../../calls/devices";
import { Line } from "../../calls/line";
import { obstacle } from "../../calls/microphone";
import { type CallNatives, natives } from "../../calls/natives";
import type { Obstacle } from "../../calls/signals";
import { idle_line, type LineView } from "../../calls/view";
import type { DesktopLink } from "../link";
import type { DesktopState } from "../state";
import type { Store } from "../store";
import { is_live, type Thread } from "../thread";

/** A call made in the browser that this agent is in. */
export const is_browser_call = ({ interaction }: Thread): boolean =>
	interaction.media === "voice" && !interaction.external;

const is_talking = (thread: Thread): boolean =>
	is_browser_call(thread) &&
	is_live(thread) &&
	(thread.interaction.state === "active" ||
		thread.interaction.state === "held");

/** What a call needs of the desktop's socket. */
type CallLink = Pick<DesktopLink, "on" | "send" | "ask">;

/**
 * The one call that this tab talks in: begun when it is accepted, taken up again by a
 * new page or a newer tab, over when the server says so or the desktop moves on.
 */
export class DeskCall {
	#line: Line | null = null;
	#id = "";

	constructor(
		private readonly store: Store,
		private readonly link: CallLink,
		private readonly browser: CallNatives = natives,
	) {
		link.on("welcome", () => this.#welcomed());
		link.on("call.connect", ({ interaction, ice_servers, asked }) =>
			this.#line_of(interaction).connect(ice_servers, asked),
		);
		link.on("call.signal", ({ interaction, signal }) => {
			if (this.#id === interaction) this.#line?.hear(signal);
		});
		store.on_paint((state) => this.#follow(state));
	}

	/** What stands in the way of every call in this browser; null: nothing. */
	get obstacle(): Obstacle | null {
		return obstacle(this.browser);
	}

	view_of(interaction: string): LineView {
		return this.#id === interaction
			? (this.#line?.view ?? idle_line)
			: idle_line;
	}

	mute(muted: boolean): void {
		this.#line?.mute(muted);
	}

	retry(): void {
		this.#line?.retry();
	}

	listen(): void {
		this.#line?.press();
	}

	use_microphone(id: string): void {
		void this.#line?.use_microphone(id);
	}

	use_speaker(id: string): void {
		void this.#line?.use_speaker(id);
	}

	devices(): Promise<Devices> {
		return list_devices(this.browser);
	}

	level(which: "own" | "other"): number {
		return this.#line?.levels.read(which) ?? 0;
	}

	hold(interaction: string, held: boolean): void {
		this.link.ask({
			type: held ? "call.hold" : "call.retrieve",
			interaction,
			ref: `hold:${interaction}`,
		});
	}

	/** A new page finds its call going on; after a cut the sound may still stand. */
	#welcomed(): void {
		const thread = this.store.state.threads.find(is_talking);
		if (!thread) this.#end();
		else if (this.#line && this.#id === thread.interaction.id)
			this.#line.wake();
		else this.#line_of(thread.interaction.id).begin();
	}

	#line_of(interaction: string): Line {
		if (this.#line && this.#id === interaction) return this.#line;
		this.#end();
		const line: Line = new Line({
			role: "agent",
			natives: this.browser,
			send: (signal) =>
				this.link.send({
					type: "call.signal",
					interaction,
					signal,
					ref: `signal:${interaction}`,
				}),
			on_change: () => {
				if (this.#line === line) this.store.dispatch({ kind: "ticked" });
			},
		});
		this.#line = line;
		this.#id = interaction;
		return line;
	}

	#follow(state: DesktopState): void {
		if (!this.#line) return;
		const { kind } = state.connection;
		const elsewhere = kind === "superseded" || kind === "signed_out";
		const thread = state.threads.find(
			(one) => one.interaction.id === this.#id && is_talking(one),
		);
		if (thread && !elsewhere)
			this.#line.hold(thread.interaction.state === "held");
		else this.#end();
	}

	#end(): void {
		const line = this.#line;
		this.#line = null;
		this.#id = "";
		line?.end();
	}
}
