import { byteHash, LIMITS, MirrorStreamError } from "./ops";

/** Kind byte of a STREAM frame (docs/protocol.md). */
export const STREAM_KIND = 0x01;
export const HEADER_BYTES = 10;
/** Ends a frame: what was altered on its way, header or body, is not believed. */
const SUM_BYTES = 4;

export enum Flag {
	/** The body of the unit is deflate-raw. */
	DEFLATED = 1,
	/** The unit in this frame starts a full snapshot. */
	BEGIN = 2,
	/** The unit goes on in the next frame. */
	MORE = 4,
}
const KNOWN_FLAGS = Flag.DEFLATED | Flag.BEGIN | Flag.MORE;

export interface StreamFrame {
	flags: number;
	epoch: number;
	/** Counts frames of an epoch, from 1. */
	seq: number;
	body: Uint8Array<ArrayBuffer>;
}

/** `kind u8, flags u8, epoch u32, seq u32, body, sum u32`, big-endian. */
export function encodeFrame(frame: StreamFrame): Uint8Array<ArrayBuffer> {
	const end = HEADER_BYTES + frame.body.length;
	const bytes = new Uint8Array(end + SUM_BYTES);
	const view = new DataView(bytes.buffer);
	bytes[0] = STREAM_KIND;
	bytes[1] = frame.flags;
	view.setUint32(2, frame.epoch);
	view.setUint32(6, frame.seq);
	bytes.set(frame.body, HEADER_BYTES);
	view.setUint32(end, byteHash(bytes, end));
	return bytes;
}

export function decodeFrame(bytes: Uint8Array): StreamFrame {
	const end = bytes.length - SUM_BYTES;
	if (end < HEADER_BYTES || bytes.length > LIMITS.frame_bytes)
		throw new MirrorStreamError("bad_frame", `${bytes.length} bytes`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	if (view.getUint32(end) !== byteHash(bytes, end))
		throw new MirrorStreamError("bad_frame", "sum");
	const flags = view.getUint8(1);
	if (view.getUint8(0) !== STREAM_KIND || flags & ~KNOWN_FLAGS)
		throw new MirrorStreamError("bad_frame", "kind or flags");
	return {
		flags,
		epoch: view.getUint32(2),
		seq: view.getUint32(6),
		body: bytes.slice(HEADER_BYTES, end),
	};
}

/** Cuts one unit into bodies that fit a frame; never empty. */
export function cutBody(
	body: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer>[] {
	const size = LIMITS.frame_bytes - HEADER_BYTES - SUM_BYTES;
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for (let at = 0; at < body.length || at === 0; at += size)
		parts.push(body.subarray(at, at + size));
	return parts;
}
