/**
 * Binary frames of the session socket: headers of pointer, command, ack and
 * annotation. (Stream frames belong to mirror/frames.ts.) Layouts are in
 * docs/protocol.md; tests/golden/frames.json holds examples that Python and this
 * module read alike.
 *
 * Decoding never throws: what comes in was written by the other side.
 */
import {
	ACK_STATUSES,
	type AckDetail,
	type CommandBody,
	FRAME_HEADER_BYTES,
	FRAME_KINDS,
	POINTER_ACTIONS,
} from "./messages";

export type PointerAction = (typeof POINTER_ACTIONS)[number];
export type AckStatus = (typeof ACK_STATUSES)[number];

/** Where a pointer is: an element of the mirror and a place in its border box. */
export interface PointerFrame {
	kind: "pointer";
	action: PointerAction;
	epoch: number;
	node: number;
	/** 0 to 1 of the element's border box. */
	fx: number;
	fy: number;
}

/** The body is JSON from the other side: judge it before use. */
export interface AnnotationFrame {
	kind: "annotation";
	epoch: number;
	body: unknown;
}

/** The body claims to be a CommandBody: the executor judges it before use. */
export interface CommandFrame {
	kind: "command";
	epoch: number;
	mode_epoch: number;
	seq: number;
	body: unknown;
}

/** `detail` says why a target is forbidden; null with every other status. */
export interface AckFrame {
	kind: "ack";
	epoch: number;
	seq: number;
	status: AckStatus;
	detail: AckDetail | null;
}

export type ControlFrame =
	| PointerFrame
	| AnnotationFrame
	| CommandFrame
	| AckFrame;

const FRACTION_MAX = 65_535;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The kind byte of any frame, stream included; 0 for an empty one. */
export function frameKind(bytes: Uint8Array): number {
	return bytes[0] ?? 0;
}

export function encodePointer(frame: Omit<PointerFrame, "kind">): Uint8Array {
	const [bytes, view] = start("pointer");
	view.setUint8(1, POINTER_ACTIONS.indexOf(frame.action));
	view.setUint32(2, frame.epoch);
	view.setUint32(6, frame.node);
	view.setUint16(10, toUint16(frame.fx));
	view.setUint16(12, toUint16(frame.fy));
	return bytes;
}

export function encodeAnnotation(epoch: number, body: unknown): Uint8Array {
	const [bytes, view] = start("annotation", body);
	view.setUint32(1, epoch);
	return bytes;
}

export function encodeCommand(
	frame: Omit<CommandFrame, "kind" | "body"> & { body: CommandBody },
): Uint8Array {
	const [bytes, view] = start("command", frame.body);
	view.setUint32(1, frame.epoch);
	view.setUint32(5, frame.mode_epoch);
	view.setUint32(9, frame.seq);
	return bytes;
}

export function encodeAck(frame: Omit<AckFrame, "kind">): Uint8Array {
	const [bytes, view] = start("ack", frame.detail ?? undefined);
	view.setUint32(1, frame.epoch);
	view.setUint32(5, frame.seq);
	view.setUint8(9, ACK_STATUSES.indexOf(frame.status));
	return bytes;
}

/** The frame, or null for anything that is not exactly one of the four kinds. */
export function decodeFrame(bytes: Uint8Array): ControlFrame | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	switch (frameKind(bytes)) {
		case FRAME_KINDS.pointer:
			return decodePointer(view);
		case FRAME_KINDS.annotation:
			return decodeAnnotation(view, bytes);
		case FRAME_KINDS.command:
			return decodeCommand(view, bytes);
		case FRAME_KINDS.ack:
			return decodeAck(view, bytes);
		default:
			return null;
	}
}

function decodePointer(view: DataView): PointerFrame | null {
	if (view.byteLength !== FRAME_HEADER_BYTES.pointer) return null;
	const action = POINTER_ACTIONS[view.getUint8(1)];
	if (action === undefined) return null;
	return {
		kind: "pointer",
		action,
		epoch: view.getUint32(2),
		node: view.getUint32(6),
		fx: view.getUint16(10) / FRACTION_MAX,
		fy: view.getUint16(12) / FRACTION_MAX,
	};
}

function decodeAnnotation(
	view: DataView,
	bytes: Uint8Array,
): AnnotationFrame | null {
	const body = readJson(bytes, FRAME_HEADER_BYTES.annotation);
	if (body === undefined) return null;
	return { kind: "annotation", epoch: view.getUint32(1), body };
}

function decodeCommand(view: DataView, bytes: Uint8Array): CommandFrame | null {
	const body = readJson(bytes, FRAME_HEADER_BYTES.command);
	if (body === undefined) return null;
	return {
		kind: "command",
		epoch: view.getUint32(1),
		mode_epoch: view.getUint32(5),
		seq: view.getUint32(9),
		body,
	};
}

function decodeAck(view: DataView, bytes: Uint8Array): AckFrame | null {
	const header = FRAME_HEADER_BYTES.ack;
	if (bytes.length < header) return null;
	const status = ACK_STATUSES[view.getUint8(9)];
	if (status === undefined) return null;
	let detail: AckDetail | null = null;
	if (bytes.length > header) {
		const body = readJson(bytes, header);
		if (!isAckDetail(body)) return null;
		detail = body;
	}
	return {
		kind: "ack",
		epoch: view.getUint32(1),
		seq: view.getUint32(5),
		status,
		detail,
	};
}

function isAckDetail(body: unknown): body is AckDetail {
	return (
		typeof body === "object" &&
		body !== null &&
		"kind" in body &&
		typeof body.kind === "string"
	);
}

/** An empty frame of the kind with its JSON body in place. */
function start(
	kind: keyof typeof FRAME_KINDS,
	body?: unknown,
): [Uint8Array, DataView] {
	const header = FRAME_HEADER_BYTES[kind];
	const text =
		body === undefined
			? new Uint8Array(0)
			: encoder.encode(JSON.stringify(body));
	const bytes = new Uint8Array(header + text.length);
	const view = new DataView(bytes.buffer);
	view.setUint8(0, FRAME_KINDS[kind]);
	bytes.set(text, header);
	return [bytes, view];
}

/** The JSON after the header; undefined when there is none or it is broken. */
function readJson(bytes: Uint8Array, offset: number): unknown {
	if (bytes.length <= offset) return undefined;
	try {
		return JSON.parse(decoder.decode(bytes.subarray(offset)));
	} catch {
		return undefined;
	}
}

function toUint16(fraction: number): number {
	const clamped = Math.min(1, Math.max(0, fraction)) || 0;
	return Math.round(clamped * FRACTION_MAX);
}
