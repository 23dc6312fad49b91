/**
 * Browser functions as they were when our code was loaded; what a browser lacks, or
 * keeps from pages without https, is absent here.
 */
export interface CallNatives {
	readonly PeerConnection: typeof RTCPeerConnection | undefined;
	readonly AudioContext: typeof AudioContext | undefined;
	readonly devices: MediaDevices | undefined;
	readonly is_secure: boolean;
	make_audio(): HTMLAudioElement;
	set_timer(fn: () => void, after_ms: number): number;
	clear_timer(timer: number): void;
	/** Milliseconds since the epoch. */
	now(): number;
}

const set_timeout = globalThis.setTimeout;
const clear_timeout = globalThis.clearTimeout;
const date_now = Date.now;
const page: Document | undefined = globalThis.document;
const create_element = page?.createElement;

export const natives: CallNatives = {
	PeerConnection: globalThis.RTCPeerConnection,
	AudioContext: globalThis.AudioContext,
	devices: globalThis.navigator?.mediaDevices,
	is_secure: globalThis.isSecureContext === true,
	make_audio: () => create_element?.call(page, "audio") as HTMLAudioElement,
	set_timer: (fn, after_ms) =>
		set_timeout.call(globalThis, fn, after_ms) as unknown as number,
	clear_timer: (timer) => clear_timeout.call(globalThis, timer),
	now: () => date_now(),
};
