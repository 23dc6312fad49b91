import type { Recorder } from "../../mirror";
import type { FrameOffers, OffersOptions } from "./offers";

/** Hands on what a recorder meets to the offers, which are loaded with the first frame of another origin. */
export class Frames {
	readonly #options: OffersOptions;
	#offers: Promise<FrameOffers | null> | null = null;

	constructor(options: OffersOptions) {
		this.#options = options;
	}

	/** `is_walked`: the recorder says the page anew; else the frame has loaded something. */
	met(frame: Element, is_walked: boolean): void {
		void this.#loaded().then((offers) => offers?.met(frame, is_walked));
	}

	lost(frame: Element): void {
		void this.#offers?.then((offers) => offers?.lost(frame));
	}

	/** No frame is heard from here on. */
	stop(): void {
		void this.#offers?.then((offers) => offers?.stop());
	}

	#loaded(): Promise<FrameOffers | null> {
		this.#offers ??= import("./offers").then(
			({ FrameOffers }) => new FrameOffers(this.#options),
			() => null,
		);
		return this.#offers;
	}
}

export type FrameRecorder = Pick<
	Recorder,
	"may_join" | "pass_frame" | "inner_frames"
>;
