/** What rings: a short sound and the browser's notifications. Loaded when first wanted. */
const NOTES_HZ = [660, 880] as const;
const NOTE_SECONDS = 0.11;
const LOUDNESS = 0.08;

let audio: AudioContext | null = null;

/** Two soft notes; silence where the browser does not allow sound yet. */
export function ring(): void {
	try {
		audio ??= new AudioContext();
		const context = audio;
		void context.resume().catch(() => undefined);
		NOTES_HZ.forEach((hertz, index) => {
			const start = context.currentTime + index * NOTE_SECONDS;
			const tone = context.createOscillator();
			const volume = context.createGain();
			tone.frequency.value = hertz;
			volume.gain.setValueAtTime(0, start);
			volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.01);
			volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_SECONDS);
			tone.connect(volume).connect(context.destination);
			tone.start(start);
			tone.stop(start + NOTE_SECONDS);
		});
	} catch {
		// No sound on this device.
	}
}

/** Asks the customer's leave where it is not given yet. */
export async function may_notify(): Promise<boolean> {
	try {
		if (Notification.permission === "default")
			await Notification.requestPermission();
		return Notification.permission === "granted";
	} catch {
		return false;
	}
}

export function notify(
	title: string,
	body: string,
	on_click: () => void,
): void {
	try {
		const note = new Notification(title, { body, tag: "cobrowse-message" });
		note.onclick = () => {
			window.focus();
			note.close();
			on_click();
		};
	} catch {
		// Some browsers allow notifications from service workers only.
	}
}
