import { LIMITS, MirrorStreamError } from "./ops";

export const can_deflate = typeof CompressionStream === "function";

async function collect(
	stream: ReadableStream<Uint8Array<ArrayBufferLike>>,
	limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const reader = stream.getReader();
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
	const stream = new Blob([bytes])
		.stream()
		.pipeThrough(new CompressionStream("deflate-raw"));
	return collect(stream, Number.POSITIVE_INFINITY);
}

/** Stops at the unit limit, whatever the compressed bytes promise. */
export async function inflate(
	bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([bytes])
		.stream()
		.pipeThrough(new DecompressionStream("deflate-raw"));
	try {
		return await collect(stream, LIMITS.unit_bytes);
	} catch (error) {
		if (error instanceof MirrorStreamError) throw error;
		throw new MirrorStreamError("bad_frame", "not deflate-raw");
	}
}
