/** Random ids; `crypto.randomUUID` is missing on pages without https, this is not. */
const random = globalThis.crypto?.getRandomValues?.bind(globalThis.crypto);

/** 128 random bits as 32 hex digits. */
export function new_id(): string {
	const bytes = new Uint8Array(16);
	random?.(bytes);
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
		"",
	);
}

/** A page load's epoch: a random number of 32 bits, never 0. */
export function new_epoch(): number {
	const word = new Uint32Array(1);
	random?.(word);
	return (word[0] ?? 0) || 1;
}
