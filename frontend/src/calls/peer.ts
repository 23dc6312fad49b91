import type { IceServer } from "../protocol/messages";
import type { CallNatives } from "./natives";
import { read_sample, type Sample } from "./quality";
import type { Candidate, Signal } from "./signals";

/** `interrupted` may mend itself; `failed` does not. */
export type PeerState = "connected" | "interrupted" | "failed";

export interface PeerOptions {
	readonly natives: CallNatives;
	readonly ice_servers: readonly IceServer[];
	readonly track: MediaStreamTrack;
	readonly stream: MediaStream;
	send(signal: Signal): void;
	on_state(state: PeerState): void;
	on_stream(stream: MediaStream): void;
}

/** Candidates that may wait for the description they belong to. */
const EARLY_MAX = 64;

/**
 * One RTCPeerConnection. Rounds number its negotiations: the first, and one for each
 * ICE restart. Whatever belongs to another round is dropped; candidates that come
 * before their description wait for it. Steps are taken one after another.
 */
export class Peer {
	readonly #connection: RTCPeerConnection;
	readonly #options: PeerOptions;
	#round = -1;
	#described = false;
	#early: Candidate[] = [];
	/** Own candidates that came before their description was told; null: told. */
	#untold: Candidate[] | null = [];
	#steps: Promise<void> = Promise.resolve();
	#closed = false;

	/** Throws where the browser refuses to make one. */
	constructor(options: PeerOptions) {
		this.#options = options;
		const Connection = options.natives.PeerConnection;
		if (!Connection) throw new Error("no RTCPeerConnection");
		const connection = new Connection({
			iceServers: options.ice_servers.map(({ urls, username, credential }) => ({
				urls: [...urls],
				...(username === null ? {} : { username }),
				...(credential === null ? {} : { credential }),
			})),
		});
		this.#connection = connection;
		connection.addTrack(options.track, options.stream);
		connection.onicecandidate = ({ candidate }) => this.#tell(candidate);
		connection.onconnectionstatechange = () => this.#moved();
		connection.ontrack = ({ streams, track }) =>
			options.on_stream(streams[0] ?? new MediaStream([track]));
	}

	get round(): number {
		return this.#round;
	}

	get is_connected(): boolean {
		return this.#connection.connectionState === "connected";
	}

	/** Whether this description speaks for the connection that is here already. */
	goes_on_with(sdp: string): boolean {
		const known = fingerprint(this.#connection.remoteDescription?.sdp ?? "");
		return known !== "" && known === fingerprint(sdp);
	}

	/** Offers to the other side; on a connection that stands it is an ICE restart. */
	offer(round: number): void {
		this.#step(async (connection) => {
			const restart = this.#described;
			this.#begin(round);
			const offer = await connection.createOffer({ iceRestart: restart });
			await connection.setLocalDescription(offer);
			this.#describe("offer");
		});
	}

	take_offer(round: number, sdp: string): void {
		this.#step(async (connection) => {
			this.#begin(round);
			await connection.setRemoteDescription({ type: "offer", sdp });
			await this.#take_early();
			await connection.setLocalDescription(await connection.createAnswer());
			this.#describe("answer");
		});
	}

	take_answer(round: number, sdp: string): void {
		this.#step(async (connection) => {
			const expected = connection.signalingState === "have-local-offer";
			if (round !== this.#round || !expected) return;
			await connection.setRemoteDescription({ type: "answer", sdp });
			await this.#take_early();
		});
	}

	take_candidate(candidate: Candidate): void {
		this.#step(async () => {
			if (candidate.round !== this.#round) return;
			if (this.#described) await this.#add(candidate);
			else if (this.#early.length < EARLY_MAX) this.#early.push(candidate);
		});
	}

	/** Another microphone, without negotiating again. */
	async replace_track(track: MediaStreamTrack): Promise<void> {
		const [sender] = this.#connection.getSenders();
		await sender?.replaceTrack(track);
	}

	async sample(): Promise<Sample | null> {
		if (this.#closed) return null;
		const entries: Record<string, unknown>[] = [];
		const report = await this.#connection.getStats();
		report.forEach((entry) => {
			entries.push(entry as Record<string, unknown>);
		});
		return read_sample(entries);
	}

	close(): void {
		this.#closed = true;
		const connection = this.#connection;
		connection.onicecandidate = null;
		connection.onconnectionstatechange = null;
		connection.ontrack = null;
		connection.close();
	}

	#begin(round: number): void {
		this.#round = round;
		this.#described = false;
		this.#early = [];
		this.#untold = [];
	}

	#describe(kind: "offer" | "answer"): void {
		const sdp = this.#connection.localDescription?.sdp;
		if (!sdp || this.#closed) return;
		this.#options.send({ kind, round: this.#round, sdp });
		const untold = this.#untold ?? [];
		this.#untold = null;
		for (const candidate of untold) this.#options.send(candidate);
	}

	#tell(found: RTCIceCandidate | null): void {
		const candidate: Candidate = {
			kind: "candidate",
			round: this.#round,
			candidate: found?.candidate ?? "",
			sdp_mid: found?.sdpMid ?? null,
			sdp_m_line_index: found?.sdpMLineIndex ?? null,
		};
		if (this.#untold) this.#untold.push(candidate);
		else this.#options.send(candidate);
	}

	async #take_early(): Promise<void> {
		this.#described = true;
		const early = this.#early;
		this.#early = [];
		for (const candidate of early) await this.#add(candidate);
	}

	async #add({ candidate, ...place }: Candidate): Promise<void> {
		if (candidate === "") return; // the end of them; browsers need not be told
		try {
			await this.#connection.addIceCandidate({
				candidate,
				sdpMid: place.sdp_mid,
				sdpMLineIndex: place.sdp_m_line_index,
			});
		} catch {
			// One way less: another may do.
		}
	}

	#moved(): void {
		const { connectionState } = this.#connection;
		if (connectionState === "connected") this.#options.on_state("connected");
		else if (connectionState === "disconnected")
			this.#options.on_state("interrupted");
		else if (connectionState === "failed") this.#options.on_state("failed");
	}

	#step(step: (connection: RTCPeerConnection) => Promise<void>): void {
		this.#steps = this.#steps
			.then(() => (this.#closed ? undefined : step(this.#connection)))
			.catch(() => {
				// A description that the browser does not take: this connection is no use.
				if (!this.#closed) this.#options.on_state("failed");
			});
	}
}

/** What proves who encrypts: each connection has one of its own. */
const fingerprint = (sdp: string): string =>
	/^a=fingerprint:(.+?)\s*$/m.exec(sdp)?.[1] ?? "";
