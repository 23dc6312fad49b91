import type { CallNatives } from "./natives";

/** Quieter than this is shown as nothing. */
const FLOOR_DB = -60;
const SAMPLES = 1024;

/** How loud two streams are: the own voice and the other's. */
export class Levels {
	#context: AudioContext | null = null;
	#taps = new Map<"own" | "other", Tap>();
	readonly #buffer = new Float32Array(SAMPLES);

	constructor(private readonly natives: CallNatives) {}

	/** Listens to this stream from now on; null: to none. */
	follow(which: "own" | "other", stream: MediaStream | null): void {
		this.#taps.get(which)?.source.disconnect();
		this.#taps.delete(which);
		const Context = this.natives.AudioContext;
		if (!stream || !Context) return;
		try {
			this.#context ??= new Context();
			const source = this.#context.createMediaStreamSource(stream);
			const analyser = this.#context.createAnalyser();
			analyser.fftSize = SAMPLES;
			source.connect(analyser);
			this.#taps.set(which, { source, analyser });
		} catch {
			// No meter: the call goes on without.
		}
	}

	/** A browser holds sound back until somebody has pressed something. */
	resume(): void {
		if (this.#context?.state === "suspended")
			this.#context.resume().catch(() => undefined);
	}

	/** 0 (silence) to 1. */
	read(which: "own" | "other"): number {
		const tap = this.#taps.get(which);
		if (!tap) return 0;
		tap.analyser.getFloatTimeDomainData(this.#buffer);
		return loudness(this.#buffer);
	}

	close(): void {
		this.follow("own", null);
		this.follow("other", null);
		this.#context?.close().catch(() => undefined);
		this.#context = null;
	}
}

interface Tap {
	readonly source: MediaStreamAudioSourceNode;
	readonly analyser: AnalyserNode;
}

/** The root mean square of samples, in decibels, laid out over 0 to 1. */
export function loudness(samples: ArrayLike<number>): number {
	let sum = 0;
	for (let at = 0; at < samples.length; at++) sum += (samples[at] ?? 0) ** 2;
	const rms = Math.sqrt(sum / Math.max(1, samples.length));
	if (rms === 0) return 0;
	const db = 20 * Math.log10(rms);
	return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}
