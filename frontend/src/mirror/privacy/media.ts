import {
	mediaDuration,
	mediaEnded,
	mediaMuted,
	mediaPaused,
	mediaPosition,
	mediaRate,
	mediaReady,
	mediaSeeking,
	mediaVolume,
} from "../natives";
import { MediaBit } from "../ops";

/** What is said of a video or of sound; times in tenths of a second, the rate in hundredths. */
export interface MediaSaid {
	bits: number;
	rate: number;
	position: number;
	/** 0: unknown, or without end. */
	duration: number;
}

/** So long a film is, in tenths of a second: what is longer has no length. */
const MOST = 0x7fffffff;
/** `HTMLMediaElement.HAVE_FUTURE_DATA`: below it, what should play waits for the network. */
const FUTURE_DATA = 3;

export const isMedia = (tag: string): boolean =>
	tag === "video" || tag === "audio";

/** Whether it plays, is heard, waits or is over, and where it is; nothing of what it is called or comes from. */
export function mediaSaid(element: Element): MediaSaid {
	const media = element as HTMLMediaElement;
	const plays = !mediaPaused(media) && !mediaEnded(media);
	let bits = 0;
	if (plays) bits |= MediaBit.playing;
	if (mediaMuted(media) || mediaVolume(media) === 0) bits |= MediaBit.silent;
	if (mediaEnded(media)) bits |= MediaBit.ended;
	if (plays && (mediaSeeking(media) || mediaReady(media) < FUTURE_DATA))
		bits |= MediaBit.waiting;
	return {
		bits,
		rate: Math.round(Math.min(16, Math.max(0, mediaRate(media))) * 100),
		position: tenths(mediaPosition(media)),
		duration: tenths(mediaDuration(media)),
	};
}

function tenths(seconds: number): number {
	const count = Math.round(seconds * 10);
	return count > 0 && count < MOST ? count : 0;
}
