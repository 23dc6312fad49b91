import { open_microphone } from "./microphone";
import type { CallNatives } from "./natives";
import type { Trouble } from "./signals";

/** `overtaken`: asked for again meanwhile, or closed; that answer counts. */
export type Opening = "open" | "overtaken" | Trouble;

/** The own microphone while a call lasts; at most one is open at a time. */
export class Voice {
	#stream: MediaStream | null = null;
	#opening = 0;
	#silent = false;

	constructor(
		private readonly natives: CallNatives,
		/** The device went away by itself. */
		private readonly on_lost: () => void,
	) {}

	get stream(): MediaStream | null {
		return this.#stream;
	}

	get track(): MediaStreamTrack | null {
		return this.#stream?.getAudioTracks()[0] ?? null;
	}

	/** The device's id, as far as the browser says. */
	get device(): string {
		return this.track?.getSettings?.().deviceId ?? "";
	}

	set silent(silent: boolean) {
		this.#silent = silent;
		if (this.track) this.track.enabled = !silent;
	}

	/** Opens this microphone (null: the usual one) in the place of the present one. */
	async open(device: string | null): Promise<Opening> {
		const mine = ++this.#opening;
		const { stream, trouble } = await open_microphone(this.natives, device);
		if (mine !== this.#opening) {
			stop(stream);
			return "overtaken";
		}
		if (!stream) return trouble;
		this.#release();
		this.#stream = stream;
		const { track } = this;
		if (track) {
			track.enabled = !this.#silent;
			track.onended = () => {
				if (this.#stream !== stream) return;
				this.#release();
				this.on_lost();
			};
		}
		return "open";
	}

	close(): void {
		this.#opening += 1;
		this.#release();
	}

	#release(): void {
		stop(this.#stream);
		this.#stream = null;
	}
}

function stop(stream: MediaStream | null): void {
	for (const track of stream?.getTracks() ?? []) {
		track.onended = null;
		track.stop();
	}
}
