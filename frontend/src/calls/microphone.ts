import type { CallNatives } from "./natives";
import type { Obstacle, Trouble } from "./signals";

export type Opened =
	| { readonly stream: MediaStream; readonly trouble: null }
	| { readonly stream: null; readonly trouble: Trouble };

/** Why calls cannot be made here; null when they can. */
export function obstacle(natives: CallNatives): Obstacle | null {
	// Without https there is no `mediaDevices` either: say what would help.
	if (!natives.is_secure) return "insecure";
	return natives.PeerConnection && natives.devices?.getUserMedia
		? null
		: "unsupported";
}

/**
 * Asks for the microphone (null: the usual one), which may put a question to the
 * person. A chosen one that is gone is replaced by the usual one.
 */
export async function open_microphone(
	natives: CallNatives,
	device: string | null,
): Promise<Opened> {
	const { devices } = natives;
	if (!devices) return { stream: null, trouble: "microphone_missing" };
	try {
		const stream = await devices.getUserMedia({
			audio: {
				echoCancellation: true,
				noiseSuppression: true,
				autoGainControl: true,
				...(device ? { deviceId: { exact: device } } : {}),
			},
			video: false,
		});
		if (stream.getAudioTracks().length > 0) return { stream, trouble: null };
		return { stream: null, trouble: "microphone_missing" };
	} catch (error) {
		const trouble = trouble_of(error);
		if (device && trouble === "microphone_missing")
			return open_microphone(natives, null);
		return { stream: null, trouble };
	}
}

/** The names are those of the media capture specification. */
export function trouble_of(error: unknown): Trouble {
	switch ((error as { name?: unknown } | null)?.name) {
		case "NotAllowedError":
		case "PermissionDeniedError":
		case "SecurityError":
			return "microphone_refused";
		case "NotFoundError":
		case "DevicesNotFoundError":
		case "OverconstrainedError":
			return "microphone_missing";
		default:
			// NotReadableError, AbortError: another program holds it, or it broke.
			return "microphone_busy";
	}
}
