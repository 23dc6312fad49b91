/** For tests in node: a browser's call functions, with a network in memory. */
import type { CallNatives } from "./natives";

export class FakeTrack {
	enabled = true;
	readyState = "live";
	onended: (() => void) | null = null;
	constructor(readonly device: string) {}
	stop(): void {
		this.readyState = "ended";
	}
	getSettings() {
		return { deviceId: this.device };
	}
	/** The person pulls the plug. */
	unplug(): void {
		this.readyState = "ended";
		this.onended?.();
	}
}

export class FakeStream {
	constructor(readonly tracks: FakeTrack[]) {}
	getTracks = () => this.tracks;
	getAudioTracks = () => this.tracks;
}

type Description = { type: "offer" | "answer"; sdp: string };

let serial = 0;

/** Connects as soon as both ends hold each other's descriptions. */
export class FakePeerConnection {
	static all: FakePeerConnection[] = [];
	static network_up = true;
	readonly id = ++serial;
	connectionState = "new";
	signalingState = "stable";
	localDescription: Description | null = null;
	remoteDescription: Description | null = null;
	candidates: string[] = [];
	restarts = 0;
	#described = 0;
	tracks: unknown[] = [];
	onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
	onconnectionstatechange: (() => void) | null = null;
	ontrack: ((event: { streams: unknown[]; track: unknown }) => void) | null =
		null;

	constructor(readonly configuration: { iceServers: unknown[] }) {
		FakePeerConnection.all.push(this);
	}

	addTrack(track: unknown): void {
		this.tracks = [track];
	}

	getSenders() {
		return [
			{
				replaceTrack: async (track: unknown) => {
					this.tracks = [track];
				},
			},
		];
	}

	async createOffer({ iceRestart }: { iceRestart: boolean }) {
		if (iceRestart) this.restarts += 1;
		return { type: "offer" as const, sdp: this.#sdp() };
	}

	async createAnswer() {
		return { type: "answer" as const, sdp: this.#sdp() };
	}

	async setLocalDescription(description: Description): Promise<void> {
		this.localDescription = description;
		this.signalingState =
			description.type === "offer" ? "have-local-offer" : "stable";
		const candidate = `candidate of ${this.id}`;
		queueMicrotask(() => {
			this.onicecandidate?.({
				candidate: { candidate, sdpMid: "0", sdpMLineIndex: 0 },
			});
			this.onicecandidate?.({ candidate: null });
		});
		this.#meet();
	}

	async setRemoteDescription(description: Description): Promise<void> {
		if (!description.sdp.includes("a=fingerprint:")) throw new Error("bad sdp");
		this.remoteDescription = description;
		this.signalingState =
			description.type === "offer" ? "have-remote-offer" : "stable";
		this.ontrack?.({ streams: [new FakeStream([])], track: null });
		this.#meet();
	}

	async addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
		if (!this.remoteDescription) throw new Error("too early");
		this.candidates.push(candidate);
	}

	async getStats() {
		return new Map([
			[
				"in",
				{
					type: "inbound-rtp",
					kind: "audio",
					packetsReceived: 0,
					packetsLost: 0,
				},
			],
		]);
	}

	close(): void {
		this.connectionState = "closed";
	}

	/** As the network would. */
	become(state: string): void {
		this.connectionState = state;
		this.onconnectionstatechange?.();
	}

	#sdp(): string {
		this.#described += 1;
		return `o=- ${this.#described}\r\na=fingerprint:sha-256 ${this.id}\r\n`;
	}

	#meet(): void {
		if (!FakePeerConnection.network_up) return;
		for (const other of FakePeerConnection.all) {
			const mine = this.localDescription?.sdp;
			const theirs = other.localDescription?.sdp;
			if (!mine || mine !== other.remoteDescription?.sdp) continue;
			if (!theirs || theirs !== this.remoteDescription?.sdp) continue;
			for (const end of [this, other])
				if (
					end.connectionState !== "connected" &&
					end.signalingState === "stable"
				)
					queueMicrotask(() => end.become("connected"));
		}
	}
}

/** What a person's browser does when asked; each field is the test's to change. */
export class FakeBrowser {
	/** The name of the error that the next request fails with. */
	microphone_error: string | null = null;
	/** Held back until `allow` is called, as a question to the person is. */
	asks_person = false;
	tracks: FakeTrack[] = [];
	plays: "yes" | "refused" = "yes";
	secure = true;
	clock_ms = 1_700_000_000_000;
	#timers = new Map<number, { at: number; fn: () => void }>();
	#answers: (() => void)[] = [];
	readonly audio = {
		autoplay: false,
		muted: false,
		srcObject: null as unknown,
		play: async () => {
			if (this.plays === "refused")
				throw Object.assign(new Error(), { name: "NotAllowedError" });
		},
		pause: () => undefined,
	};

	get natives(): CallNatives {
		return {
			PeerConnection:
				FakePeerConnection as unknown as CallNatives["PeerConnection"],
			AudioContext: undefined,
			devices: {
				getUserMedia: (constraints: MediaStreamConstraints) =>
					this.#open(constraints),
			} as unknown as MediaDevices,
			is_secure: this.secure,
			make_audio: () => this.audio as unknown as HTMLAudioElement,
			set_timer: (fn, after_ms) => {
				const id = ++serial;
				this.#timers.set(id, { at: this.clock_ms + after_ms, fn });
				return id;
			},
			clear_timer: (id) => void this.#timers.delete(id),
			now: () => this.clock_ms,
		};
	}

	get open_tracks(): FakeTrack[] {
		return this.tracks.filter((track) => track.readyState === "live");
	}

	allow(): void {
		for (const answer of this.#answers.splice(0)) answer();
	}

	/** Lets time pass; what falls due is done in order. */
	async wait(ms: number): Promise<void> {
		const until = this.clock_ms + ms;
		for (;;) {
			const due = [...this.#timers].filter(([, { at }]) => at <= until);
			const [next] = due.sort(([, a], [, b]) => a.at - b.at);
			if (!next) break;
			this.#timers.delete(next[0]);
			this.clock_ms = next[1].at;
			next[1].fn();
			await settle();
		}
		this.clock_ms = until;
	}

	async #open({ audio }: MediaStreamConstraints): Promise<MediaStream> {
		if (this.asks_person)
			await new Promise<void>((resolve) => this.#answers.push(resolve));
		if (this.microphone_error)
			throw Object.assign(new Error(), { name: this.microphone_error });
		const wanted = (audio as { deviceId?: { exact: string } }).deviceId?.exact;
		const track = new FakeTrack(wanted ?? "usual");
		this.tracks.push(track);
		return new FakeStream([track]) as unknown as MediaStream;
	}
}

/** Everything that was set off has happened. */
export const settle = (): Promise<void> =>
	new Promise((resolve) => setImmediate(resolve));
