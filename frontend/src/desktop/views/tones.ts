/** Two short tones, made by the browser: no file to load, off unless wanted. */

type Tone = "offer" | "message";

/** Hertz and seconds from the start. */
const NOTES: Readonly<Record<Tone, readonly (readonly [number, number])[]>> = {
	offer: [
		[660, 0],
		[880, 0.16],
		[660, 0.42],
		[880, 0.58],
	],
	message: [[740, 0]],
};
const LENGTH = 0.14;
const LOUDNESS = 0.12;

let context: AudioContext | null = null;

/** Browsers let a page sound only after somebody has used it; before, it stays silent. */
export function play(tone: Tone): void {
	try {
		context ??= new AudioContext();
		void context.resume();
		for (const [pitch, at] of NOTES[tone])
			note(context, pitch, context.currentTime + at);
	} catch {
		// No sound card, or none for us.
	}
}

function note(audio: AudioContext, pitch: number, at: number): void {
	const source = audio.createOscillator();
	const volume = audio.createGain();
	source.type = "sine";
	source.frequency.value = pitch;
	volume.gain.setValueAtTime(0, at);
	volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
	volume.gain.exponentialRampToValueAtTime(0.001, at + LENGTH);
	source.connect(volume).connect(audio.destination);
	source.start(at);
	source.stop(at + LENGTH);
}
