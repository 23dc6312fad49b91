/** Where the agent's side of a call stands, in words. */
import type { Obstacle, Trouble } from "../../calls/signals";
import type { LineView } from "../../calls/view";
import { type StringKey, say } from "../strings";

export type Tone = "ok" | "warn" | "danger" | "info" | "";

export interface Standing {
	readonly words: string;
	readonly tone: Tone;
}

/** The badge: what goes on now. */
export function standing_of(line: LineView): Standing {
	if (line.phase === "trouble")
		return { words: say("talk.trouble"), tone: "danger" };
	if (line.held) return { words: say("talk.held"), tone: "warn" };
	switch (line.phase) {
		case "idle":
		case "connecting":
			return { words: say("talk.connecting"), tone: "info" };
		case "microphone":
			return { words: say("talk.microphone"), tone: "warn" };
		case "waiting":
			return { words: say("talk.waiting"), tone: "info" };
		case "reconnecting":
			return { words: say("talk.reconnecting"), tone: "warn" };
		case "connected":
			return { words: say("talk.connected"), tone: "ok" };
		case "ended":
			return { words: say("talk.ended"), tone: "" };
	}
}

const OWN: Readonly<Record<Trouble | Obstacle, StringKey>> = {
	microphone_refused: "talk.own.refused",
	microphone_missing: "talk.own.missing",
	microphone_busy: "talk.own.busy",
	connection: "talk.own.connection",
	insecure: "talk.own.insecure",
	unsupported: "talk.own.unsupported",
};

const OTHER: Readonly<Record<Trouble, StringKey>> = {
	microphone_refused: "talk.other.refused",
	microphone_missing: "talk.other.missing",
	microphone_busy: "talk.other.busy",
	connection: "talk.other.connection",
};

/** What the agent should know beside that, the most pressing first; null: nothing. */
export function hint_of(
	line: LineView,
	obstacle: Obstacle | null,
): Standing | null {
	if (obstacle) return { words: say(OWN[obstacle]), tone: "danger" };
	if (line.phase === "trouble" && line.trouble)
		return { words: say(OWN[line.trouble]), tone: "danger" };
	if (line.other_trouble)
		return { words: say(OTHER[line.other_trouble]), tone: "warn" };
	if (line.device_refused)
		return { words: say("talk.device_refused"), tone: "warn" };
	if (line.phase !== "connected" || line.held) return null;
	if (line.muted) return { words: say("talk.you_are_muted"), tone: "warn" };
	if (line.quality.grade === "poor")
		return { words: say("talk.quality.poor"), tone: "warn" };
	return line.other_muted
		? { words: say("talk.other_muted"), tone: "info" }
		: null;
}

/** How the connection does, for the corner of the panel. */
export function quality_of({ quality }: LineView): string {
	if (quality.grade === "unknown") return say("talk.quality.unknown");
	return say(`talk.quality.${quality.grade}.figures`, {
		loss: quality.loss_percent.toFixed(quality.loss_percent < 10 ? 1 : 0),
		ms: quality.round_trip_ms ?? "–",
	});
}
