import type { IceServer } from "../protocol/messages";
import { Connection } from "./connection";
import { Levels } from "./level";
import type { CallNatives } from "./natives";
import { unknown_quality } from "./quality";
import type { Role, Signal, Trouble } from "./signals";
import { Speaker } from "./speaker";
import { Timers } from "./timers";
import { idle_line, type LineView } from "./view";
import { type Opening, Voice } from "./voice";

export interface LineOptions {
	readonly role: Role;
	readonly natives: CallNatives;
	/** False when nobody can be told now; `wake` follows when it is possible again. */
	send(signal: Signal): boolean;
	on_change(view: LineView): void;
}

/** The customer is ready and is offered nothing: say it again. */
const ASK_AGAIN_MS = 15_000;

/**
 * One side of a call. Roles are fixed: the agent offers, the customer answers.
 *
 * Each side opens its microphone and says `ready`, on every new page again; the
 * agent's `ready` makes the customer say it, and the customer's makes the agent
 * offer. So accepting, page loads, new tabs and new agents take the same path.
 */
export class Line {
	readonly levels: Levels;
	readonly #options: LineOptions;
	readonly #connection: Connection;
	readonly #speaker: Speaker;
	readonly #timers: Timers;
	readonly #voice: Voice;
	#view: LineView = idle_line;
	/** What follows once the microphone is open. */
	#then: () => void = () => undefined;
	/** The customer has said `ready` and was not offered anything yet. */
	#asked = false;

	constructor(options: LineOptions) {
		const { natives, role } = options;
		this.#options = options;
		this.levels = new Levels(natives);
		this.#timers = new Timers(natives);
		this.#speaker = new Speaker(natives, (sound_blocked) =>
			this.#show({ sound_blocked }),
		);
		this.#voice = new Voice(natives, () => this.#unplugged());
		this.#connection = new Connection({
			role,
			natives,
			voice: this.#voice,
			send: (signal) => void options.send(signal),
			on_phase: (phase) => {
				this.#timers.clear("ask");
				this.#show({ phase, trouble: null, other_trouble: null });
			},
			on_stream: (stream) => {
				if (stream) this.#speaker.play(stream);
				this.levels.follow("other", stream);
			},
			on_quality: (quality) => this.#show({ quality }),
			begin_anew: () => this.#ready(),
			give_up: () => this.#trouble("connection"),
		});
	}

	get view(): LineView {
		return this.#view;
	}

	/** A page that finds a call going on: the microphone, then `ready`. */
	begin(): void {
		this.#open(() => this.#ready());
	}

	/** `call.connect`. Unasked, it is a new beginning: another agent, perhaps. */
	connect(servers: readonly IceServer[], asked: boolean): void {
		this.#connection.servers = servers;
		if (asked || this.#view.phase === "ended") return;
		this.#asked = false;
		this.#connection.forgive();
		this.#connection.drop();
		// The customer's `ready` is on its way: the agent need not ask for it.
		this.#open(() =>
			this.#options.role === "agent" ? this.#await_ready() : this.#ready(),
		);
	}

	hear(signal: Signal): void {
		if (this.#view.phase === "ended") return;
		const is_agent = this.#options.role === "agent";
		switch (signal.kind) {
			case "ready":
				this.#show({ other_trouble: null, other_muted: false });
				this.#heard_ready();
				break;
			case "offer":
				if (!is_agent && this.#voice.stream)
					this.#connection.answer(signal.round, signal.sdp);
				break;
			case "answer":
				if (is_agent) this.#connection.take(signal);
				break;
			case "candidate":
				this.#connection.take(signal);
				break;
			case "trouble":
				this.#show({ other_trouble: signal.code });
				break;
			case "muted":
				this.#show({ other_muted: signal.muted });
				break;
			case "connected":
				break;
		}
	}

	/** The way to the other side is open again: what was said meanwhile is lost. */
	wake(): void {
		const { phase } = this.#view;
		const waits = ["waiting", "connecting", "reconnecting"].includes(phase);
		if (!waits || this.#connection.is_connected) return;
		this.#connection.forgive();
		this.#ready();
	}

	mute(muted: boolean): void {
		this.#show({ muted });
		this.#set_sound();
		this.#options.send({ kind: "muted", muted });
	}

	/** On hold neither side hears the other. */
	hold(held: boolean): void {
		if (held === this.#view.held) return;
		this.#show({ held });
		this.#set_sound();
	}

	/** From a press of the person: what the browser held back may sound now. */
	press(): void {
		this.levels.resume();
		this.#speaker.resume();
	}

	retry(): void {
		if (this.#view.phase === "ended") return;
		this.#connection.forgive();
		this.press();
		this.begin();
	}

	async use_microphone(id: string): Promise<void> {
		const opening = await this.#voice.open(id);
		if (opening === "open") this.#adopt();
		else if (opening !== "overtaken") this.#show({ device_refused: true });
	}

	async use_speaker(id: string): Promise<void> {
		const used = await this.#speaker.use(id);
		this.#show(
			used ? { speaker: id, device_refused: false } : { device_refused: true },
		);
	}

	/** Over: the microphone is off, whatever else happens. */
	end(): void {
		if (this.#view.phase === "ended") return;
		this.#voice.close();
		this.#connection.drop();
		this.#timers.clear_all();
		this.#speaker.close();
		this.levels.close();
		this.#show({ phase: "ended", sound_blocked: false });
	}

	/** `then` with an open microphone; the person may be asked for it first. */
	#open(then: () => void): void {
		if (this.#view.phase === "ended") return;
		this.#then = then;
		if (this.#voice.stream) then();
		if (this.#voice.stream || this.#view.phase === "microphone") return;
		this.#show({ phase: "microphone", trouble: null });
		void this.#voice.open(null).then((opening: Opening) => {
			if (opening === "overtaken") return;
			if (opening === "open") {
				this.#adopt();
				this.#then();
			} else this.#trouble(opening);
		});
	}

	#adopt(): void {
		const { stream, track, device } = this.#voice;
		this.levels.follow("own", stream);
		if (track) this.#connection.use(track);
		this.#show({ microphone: device, device_refused: false });
	}

	/** The device is gone: go on with the usual one. */
	#unplugged(): void {
		this.levels.follow("own", null);
		this.#open(() => {
			if (this.#connection.is_connected) this.#show({ phase: "connected" });
			else this.#ready();
		});
	}

	#await_ready(): void {
		if (this.#asked) this.#offer();
		else this.#show({ phase: "waiting", trouble: null });
	}

	#ready(): void {
		this.#asked = false;
		const phase = this.#connection.exists ? "reconnecting" : "waiting";
		this.#show({ phase, trouble: null });
		this.#options.send({ kind: "ready" });
		this.#tell_muted();
		if (this.#options.role === "customer" && phase === "waiting")
			this.#timers.set("ask", ASK_AGAIN_MS, () => this.#ready());
	}

	#heard_ready(): void {
		if (this.#options.role === "agent") {
			if (this.#voice.stream) this.#offer();
			else this.#asked = true;
			return;
		}
		// The agent's page is new: whatever stood between us is gone.
		this.#connection.drop();
		if (this.#voice.stream) this.#ready();
	}

	#offer(): void {
		this.#asked = false;
		this.#connection.offer();
		this.#tell_muted();
	}

	#trouble(trouble: Trouble): void {
		this.#timers.clear_all();
		this.#show({ phase: "trouble", trouble });
		this.#options.send({ kind: "trouble", code: trouble });
	}

	#tell_muted(): void {
		if (this.#view.muted) this.#options.send({ kind: "muted", muted: true });
	}

	#set_sound(): void {
		const { muted, held } = this.#view;
		this.#voice.silent = muted || held;
		this.#speaker.muted = held;
	}

	#show(changes: Partial<LineView>): void {
		const next = { ...this.#view, ...changes };
		const quality = next.phase === "connected" ? next.quality : unknown_quality;
		const view = { ...next, quality };
		const names = Object.keys(view) as (keyof LineView)[];
		if (names.every((name) => view[name] === this.#view[name])) return;
		this.#view = view;
		this.#options.on_change(view);
	}
}
