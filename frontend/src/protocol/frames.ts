/**
 * Headers of the small binary frames: pointer, annotation, command, ack
 * (docs/protocol.md). Integers are big-endian; byte 0 is the kind. Bodies are
 * UTF-8 JSON and are judged by whoever reads them, not here. The mirror's
 * stream frames have their own codec in `mirror/frames.ts`. Python reads the same
 * examples: tests/golden/frames.json.
 *
 * Decoders take bytes from the other side: anything that is not exactly one
 * well-formed frame gives null, never an exception.
 */

import {
	ACK_STATUS,
	FRAME,
	FRAME_HEADER_BYTES,
	FRAME_MAX,
	POINTER_ACTIONS,
} from "./messages";

export { ACK_STATUS, FRAME, FRAME_MAX };

export type PointerAction = (typeof POINTER_ACTIONS)[number];

export type AckStatus = (typeof ACK_STATUS)[number];

/** A place inside an element: fractions 0..1 of its border box. */
export interface PointerFrame {
	readonly action: PointerAction;
	readonly epoch: number;
	readonly node: number;
	readonly fx: number;
	readonly fy: number;
}

export interface AnnotationFrame {
	readonly epoch: number;
	readonly body: string;
}

export interface CommandFrame {
	readonly epoch: number;
	readonly mode_epoch: number;
	readonly seq: number;
	readonly body: string;
}

export interface AckFrame {
	readonly epoch: number;
	readonly seq: number;
	readonly status: AckStatus;
	/** JSON or empty. */
	readonly body: string;
}

/** The fraction 1.0 on the wire. */
const WHOLE = 65_535;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export function encode_pointer(frame: PointerFrame): Uint8Array {
	const bytes = new Uint8Array(FRAME_HEADER_BYTES.POINTER);
	const view = new DataView(bytes.buffer);
	view.setUint8(0, FRAME.POINTER);
	view.setUint8(1, POINTER_ACTIONS.indexOf(frame.action));
	view.setUint32(2, frame.epoch);
	view.setUint32(6, frame.node);
	view.setUint16(10, on_wire(frame.fx));
	view.setUint16(12, on_wire(frame.fy));
	return bytes;
}

export function decode_pointer(bytes: Uint8Array): PointerFrame | null {
	if (bytes[0] !== FRAME.POINTER || bytes.length !== FRAME_HEADER_BYTES.POINTER)
		return null;
	const view = view_of(bytes);
	const action = POINTER_ACTIONS[view.getUint8(1)];
	if (!action) return null;
	return {
		action,
		epoch: view.getUint32(2),
		node: view.getUint32(6),
		fx: view.getUint16(10) / WHOLE,
		fy: view.getUint16(12) / WHOLE,
	};
}

/** Null when the body makes the frame too large. */
export function encode_annotation(frame: AnnotationFrame): Uint8Array | null {
	const header = new DataView(new ArrayBuffer(FRAME_HEADER_BYTES.ANNOTATION));
	header.setUint8(0, FRAME.ANNOTATION);
	header.setUint32(1, frame.epoch);
	return joined(header, frame.body, FRAME_MAX.ANNOTATION);
}

export function decode_annotation(bytes: Uint8Array): AnnotationFrame | null {
	if (
		!fits(
			bytes,
			FRAME.ANNOTATION,
			FRAME_HEADER_BYTES.ANNOTATION,
			FRAME_MAX.ANNOTATION,
		)
	)
		return null;
	const body = text_from(bytes, FRAME_HEADER_BYTES.ANNOTATION);
	return body === null ? null : { epoch: view_of(bytes).getUint32(1), body };
}

/** Null when the body makes the frame too large. */
export function encode_command(frame: CommandFrame): Uint8Array | null {
	const header = new DataView(new ArrayBuffer(FRAME_HEADER_BYTES.COMMAND));
	header.setUint8(0, FRAME.COMMAND);
	header.setUint32(1, frame.epoch);
	header.setUint32(5, frame.mode_epoch);
	header.setUint32(9, frame.seq);
	return joined(header, frame.body, FRAME_MAX.COMMAND);
}

export function decode_command(bytes: Uint8Array): CommandFrame | null {
	if (
		!fits(bytes, FRAME.COMMAND, FRAME_HEADER_BYTES.COMMAND, FRAME_MAX.COMMAND)
	)
		return null;
	const body = text_from(bytes, FRAME_HEADER_BYTES.COMMAND);
	const view = view_of(bytes);
	return body === null
		? null
		: {
				epoch: view.getUint32(1),
				mode_epoch: view.getUint32(5),
				seq: view.getUint32(9),
				body,
			};
}

/** Null when the body makes the frame too large. */
export function encode_ack(frame: AckFrame): Uint8Array | null {
	const header = new DataView(new ArrayBuffer(FRAME_HEADER_BYTES.ACK));
	header.setUint8(0, FRAME.ACK);
	header.setUint32(1, frame.epoch);
	header.setUint32(5, frame.seq);
	header.setUint8(9, ACK_STATUS.indexOf(frame.status));
	return joined(header, frame.body, FRAME_MAX.ACK);
}

export function decode_ack(bytes: Uint8Array): AckFrame | null {
	if (!fits(bytes, FRAME.ACK, FRAME_HEADER_BYTES.ACK, FRAME_MAX.ACK))
		return null;
	const view = view_of(bytes);
	const status = ACK_STATUS[view.getUint8(9)];
	const body = text_from(bytes, FRAME_HEADER_BYTES.ACK);
	if (!status || body === null) return null;
	return { epoch: view.getUint32(1), seq: view.getUint32(5), status, body };
}

const on_wire = (fraction: number) =>
	Math.round(Math.min(1, Math.max(0, fraction || 0)) * WHOLE);

const view_of = (bytes: Uint8Array) =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function fits(bytes: Uint8Array, kind: number, header: number, max: number) {
	return bytes[0] === kind && bytes.length >= header && bytes.length <= max;
}

function text_from(bytes: Uint8Array, offset: number): string | null {
	try {
		return decoder.decode(bytes.subarray(offset));
	} catch {
		return null;
	}
}

function joined(
	header: DataView,
	body: string,
	max: number,
): Uint8Array | null {
	const text = encoder.encode(body);
	const length = header.byteLength + text.length;
	if (length > max) return null;
	const bytes = new Uint8Array(length);
	bytes.set(new Uint8Array(header.buffer));
	bytes.set(text, header.byteLength);
	return bytes;
}
