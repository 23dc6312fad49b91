import type { IceServer } from "../protocol/messages";
import type { CallNatives } from "./natives";
import { Peer, type PeerState } from "./peer";
import { judge, type Quality, type Sample } from "./quality";
import type { Role, Signal } from "./signals";
import { Timers } from "./timers";
import type { Voice } from "./voice";

export interface ConnectionOptions {
	readonly role: Role;
	readonly natives: CallNatives;
	readonly voice: Voice;
	send(signal: Signal): void;
	on_phase(phase: "connecting" | "connected" | "reconnecting"): void;
	on_stream(stream: MediaStream | null): void;
	on_quality(quality: Quality): void;
	/** Nothing is left to mend with: both sides say `ready` and begin anew. */
	begin_anew(): void;
	give_up(): void;
}

const CONNECT_MS = 15_000;
/** A connection that stumbles often finds its feet; the offering side acts first. */
const PATIENCE_MS: Readonly<Record<Role, number>> = {
	agent: 4_000,
	customer: 9_000,
};
/** Attempts to mend a connection before it is given up. */
const MENDS_MAX = 5;
/** A connection that held this long starts the count anew. */
const STEADY_MS = 10_000;
const LOOK_MS = 2_000;
const ROUND_MAX = 2 ** 31 - 1;

/**
 * The way to the other side: made, watched, mended. A connection that fails is tried
 * again by other ways (an ICE restart), then replaced, five times in a row at most.
 */
export class Connection {
	/** Where to find the other side; `call.connect` brings them. */
	servers: readonly IceServer[] = [];
	readonly #options: ConnectionOptions;
	readonly #timers: Timers;
	#peer: Peer | null = null;
	#round = 0;
	#mends = 0;
	/** The other side was asked to begin anew: whatever it offers next counts. */
	#anew = false;
	#sample: Sample | null = null;

	constructor(options: ConnectionOptions) {
		this.#options = options;
		this.#timers = new Timers(options.natives);
	}

	get exists(): boolean {
		return this.#peer !== null;
	}

	get is_connected(): boolean {
		return this.#peer?.is_connected ?? false;
	}

	/** The agent's side: a new connection for each `ready` of the customer. */
	offer(): void {
		const again = this.exists;
		this.drop();
		const peer = this.#new_peer();
		if (!peer) return;
		this.#options.on_phase(again ? "reconnecting" : "connecting");
		peer.offer(this.#next_round());
		this.#expect();
	}

	/** The customer's side: on the connection that is meant, or on a new one. */
	answer(round: number, sdp: string): void {
		if (this.#peer && round <= this.#peer.round && !this.#anew) return;
		this.#anew = false;
		const again = this.exists;
		const restart = this.#peer?.goes_on_with(sdp) ?? false;
		if (!restart) this.drop();
		const peer = restart ? this.#peer : this.#new_peer();
		if (!peer) return;
		peer.take_offer(round, sdp);
		// It may have mended itself before the offer to mend it came.
		if (peer.is_connected) return;
		this.#options.on_phase(again ? "reconnecting" : "connecting");
		this.#expect();
	}

	take(signal: Signal): void {
		if (signal.kind === "candidate") this.#peer?.take_candidate(signal);
		if (signal.kind === "answer")
			this.#peer?.take_answer(signal.round, signal.sdp);
	}

	/** Another microphone, while the other side hears no break. */
	use(track: MediaStreamTrack): void {
		this.#peer?.replace_track(track).catch(() => this.#mend());
	}

	/** What went wrong before counts no more. */
	forgive(): void {
		this.#mends = 0;
	}

	drop(): void {
		this.#timers.clear_all();
		this.#peer?.close();
		this.#peer = null;
		this.#sample = null;
		this.#options.on_stream(null);
	}

	#new_peer(): Peer | null {
		const { natives, voice, send, on_stream, give_up } = this.#options;
		const { stream, track } = voice;
		if (!stream || !track) return null;
		try {
			const peer: Peer = new Peer({
				natives,
				ice_servers: this.servers,
				track,
				stream,
				send,
				on_state: (state) => {
					if (this.#peer === peer) this.#moved(state);
				},
				on_stream: (heard) => {
					if (this.#peer === peer) on_stream(heard);
				},
			});
			this.#peer = peer;
			return peer;
		} catch {
			// A server address that this browser does not take, or too many calls.
			give_up();
			return null;
		}
	}

	#moved(state: PeerState): void {
		const { role, on_phase, send } = this.#options;
		if (state === "connected") {
			this.#timers.clear("connect");
			this.#timers.set("steady", STEADY_MS, () => this.forgive());
			on_phase("connected");
			send({ kind: "connected" });
			this.#look();
			return;
		}
		this.#timers.clear("steady");
		on_phase("reconnecting");
		if (state === "failed" && role === "agent") this.#mend();
		else this.#timers.set("connect", PATIENCE_MS[role], () => this.#mend());
	}

	#expect(): void {
		this.#timers.set("connect", CONNECT_MS, () => this.#mend());
	}

	#mend(): void {
		if (this.is_connected) return;
		this.#mends += 1;
		if (this.#mends > MENDS_MAX) {
			this.drop();
			this.#options.give_up();
		} else if (this.#options.role === "customer" || !this.#peer) {
			this.#anew = true;
			this.#options.begin_anew();
			if (this.#peer) this.#expect();
		} else if (this.#mends % 2 === 1) {
			this.#options.on_phase("reconnecting");
			this.#peer.offer(this.#next_round());
			this.#expect();
		} else this.offer();
	}

	/** Later than every round before, also those of another page. */
	#next_round(): number {
		const seconds = Math.floor(this.#options.natives.now() / 1000);
		this.#round = Math.max(this.#round + 1, seconds) % ROUND_MAX;
		return this.#round;
	}

	/** How well the other side is heard, now and then. */
	#look(): void {
		const peer = this.#peer;
		if (!peer) return;
		peer.sample().then(
			(sample) => {
				if (this.#peer !== peer) return;
				this.#options.on_quality(judge(this.#sample, sample, true));
				this.#sample = sample;
				this.#timers.set("look", LOOK_MS, () => this.#look());
			},
			() => undefined,
		);
	}
}
