import { LIMITS, MirrorStreamError } from "./ops";

export const can_deflate = typeof CompressionStream === "function";

/** A browser inflates all that one write has before anybody can stop it. */
const PIECE = 16 * 1024;

async function feed(
	bytes: Uint8Array<ArrayBuffer>,
	into: WritableStream<BufferSource>,
): Promise<void> {
	const writer = into.getWriter();
	for (let at = 0; at < bytes.length; at += PIECE) {
		await writer.ready;
		writer.write(bytes.subarray(at, at + PIECE)).catch(() => undefined);
	}
	await writer.close();
}

/** Through a stream without a Blob in between: making one waits for another process. */
async function pass(
	bytes: Uint8Array<ArrayBuffer>,
	through: CompressionStream | DecompressionStream,
	limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
	/* Whatever fails there fails at the other end as well. */
	feed(bytes, through.writable).catch(() => undefined);
	const reader = through.readable.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > limit) {
			await reader.cancel();
			throw new MirrorStreamError("too_large", "inflated unit");
		}
		parts.push(value);
	}
	return join(parts, size);
}

export function join(
	parts: readonly Uint8Array[],
	size: number,
): Uint8Array<ArrayBuffer> {
	const [only] = parts;
	if (only && parts.length === 1) return only as Uint8Array<ArrayBuffer>;
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export function deflate(
	bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
	return pass(
		bytes,
		new CompressionStream("deflate-raw"),
		Number.POSITIVE_INFINITY,
	);
}

/** Stops at the unit limit, whatever the compressed bytes promise. */
export async function inflate(
	bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
	const through = new DecompressionStream("deflate-raw");
	try {
		return await pass(bytes, through, LIMITS.unit_bytes);
	} catch (error) {
		if (error instanceof MirrorStreamError) throw error;
		throw new MirrorStreamError("bad_frame", "not deflate-raw");
	}
}
