import { can_choose_speaker } from "./devices";
import type { CallNatives } from "./natives";

/**
 * Plays the other side. The element never stands in the page. A browser may refuse
 * to play before somebody has pressed something: `on_blocked` then asks for a press.
 */
export class Speaker {
	readonly #element: HTMLAudioElement;
	#blocked = false;

	constructor(
		natives: CallNatives,
		private readonly on_blocked: (blocked: boolean) => void,
	) {
		this.#element = natives.make_audio();
		this.#element.autoplay = true;
	}

	get is_blocked(): boolean {
		return this.#blocked;
	}

	play(stream: MediaStream): void {
		if (this.#element.srcObject !== stream) this.#element.srcObject = stream;
		this.resume();
	}

	/** Tries (again); from a press it is allowed. */
	resume(): void {
		if (!this.#element.srcObject) return;
		this.#element.play().then(
			() => this.#tell(false),
			(error: unknown) => {
				// Anything else is a stream that was replaced meanwhile.
				const refused =
					(error as { name?: unknown } | null)?.name === "NotAllowedError";
				if (refused) this.#tell(true);
			},
		);
	}

	set muted(muted: boolean) {
		this.#element.muted = muted;
	}

	/** Whether the sound comes out there now. */
	async use(device: string): Promise<boolean> {
		if (!can_choose_speaker()) return false;
		try {
			await this.#element.setSinkId(device);
			return true;
		} catch {
			return false;
		}
	}

	close(): void {
		this.#element.pause();
		this.#element.srcObject = null;
		this.#blocked = false;
	}

	#tell(blocked: boolean): void {
		if (this.#blocked === blocked) return;
		this.#blocked = blocked;
		this.on_blocked(blocked);
	}
}
