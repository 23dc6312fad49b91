/** Bytes 2 to 5 of a stream frame name the page load that it shows. */
const EPOCH_OFFSET = 2;
const STREAM_HEADER_BYTES = 10;

/** Null: too short to be a stream frame. */
export function epoch_of(frame: Uint8Array): number | null {
	if (frame.length < STREAM_HEADER_BYTES) return null;
	const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
	return view.getUint32(EPOCH_OFFSET);
}
