import { type Quality, unknown_quality } from "./quality";
import type { Trouble } from "./signals";

/**
 * `microphone`: the person is being asked. `waiting`: for the other side to be ready.
 * `trouble`: nothing happens by itself any more; `retry` begins again.
 */
export type Phase =
	| "idle"
	| "microphone"
	| "waiting"
	| "connecting"
	| "connected"
	| "reconnecting"
	| "trouble"
	| "ended";

/** One side of a call as the person in front of it should know it. */
export interface LineView {
	readonly phase: Phase;
	readonly trouble: Trouble | null;
	readonly other_trouble: Trouble | null;
	readonly muted: boolean;
	readonly other_muted: boolean;
	readonly held: boolean;
	/** The browser plays nothing before the person has pressed something. */
	readonly sound_blocked: boolean;
	readonly quality: Quality;
	/** The microphone in use, as far as the browser says. */
	readonly microphone: string;
	readonly speaker: string;
	/** The device that was chosen last could not be used. */
	readonly device_refused: boolean;
}

export const idle_line: LineView = {
	phase: "idle",
	trouble: null,
	other_trouble: null,
	muted: false,
	other_muted: false,
	held: false,
	sound_blocked: false,
	quality: unknown_quality,
	microphone: "",
	speaker: "",
	device_refused: false,
};
