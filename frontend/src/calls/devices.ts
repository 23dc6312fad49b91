import type { CallNatives } from "./natives";

export interface Device {
	readonly id: string;
	/** Empty until the person has allowed the microphone once. */
	readonly label: string;
}

export interface Devices {
	readonly microphones: readonly Device[];
	/** Empty where a page cannot choose. */
	readonly speakers: readonly Device[];
}

export const no_devices: Devices = { microphones: [], speakers: [] };

/** What there is to speak into and to listen with. */
export async function list_devices(natives: CallNatives): Promise<Devices> {
	try {
		const found = (await natives.devices?.enumerateDevices()) ?? [];
		const of = (kind: MediaDeviceKind): Device[] =>
			found
				.filter((device) => device.kind === kind && device.deviceId)
				.map(({ deviceId, label }) => ({ id: deviceId, label }));
		return {
			microphones: of("audioinput"),
			speakers: can_choose_speaker() ? of("audiooutput") : [],
		};
	} catch {
		return no_devices;
	}
}

export const can_choose_speaker = (): boolean =>
	typeof HTMLMediaElement !== "undefined" &&
	"setSinkId" in HTMLMediaElement.prototype;
