/** Reads addresses of the page in this browser, with a limit. Nothing is thrown. */

import { ofWindow } from "../../mirror/realm";

/** zone.js keeps the browser's own; one of another window would not work. */
const fetch_here = ofWindow("fetch", true);
export const ask = (
	address: string | Request,
	init?: RequestInit,
): Promise<Response> => fetch_here.call(globalThis, address, init);

/** Addresses of one origin that may fail before it counts as closed to us. */
const MOST_REFUSALS = 2;
/** Origins by how often they refused, since one of them last answered. */
const refusals = new Map<string, number>();

/** Pages, pictures and whatever a script made; nothing with a name or password in it. */
export function may_read(url: string): boolean {
	try {
		const { protocol, username, password } = new URL(url);
		return /^(?:https?|blob):$/.test(protocol) && !username && !password;
	} catch {
		return false;
	}
}

/** What browsers say for pictures: some caches keep an answer for it alone. */
const ACCEPT =
	"image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

const is_ours = (url: string): boolean =>
	url.startsWith("blob:") || new URL(url).origin === location.origin;

/** A request for an address; it holds what a `blob:` address stands for, though the page takes that back. */
export function request_for(
	url: string,
	signal: AbortSignal,
	cache: RequestCache = "force-cache",
): Request {
	return new Request(url, {
		mode: "cors",
		credentials: is_ours(url) ? "same-origin" : "omit",
		cache: url.startsWith("blob:") ? "default" : cache,
		redirect: "follow",
		headers: { accept: ACCEPT },
		signal,
	});
}

/** What an address answers, if it is no more than so many bytes. */
export async function read(
	url: string,
	request: Request,
	limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
	if (is_ours(url)) return attempt(request, limit);
	const { origin } = new URL(url);
	const refused = refusals.get(origin) ?? 0;
	if (refused >= MOST_REFUSALS) return null;
	/* What an image kept in the cache may lack the header that lets a script read it. */
	const again = request_for(url, request.signal, "reload");
	const found =
		(await attempt(request, limit)) ??
		(request.signal.aborted ? null : await attempt(again, limit));
	if (!request.signal.aborted) refusals.set(origin, found ? 0 : refused + 1);
	return found;
}

async function attempt(
	request: Request,
	limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
	try {
		const answer = await ask(request);
		const type = answer.headers.get("content-type") ?? "";
		const bytes = answer.ok ? await body_of(answer, limit) : null;
		if (!bytes) void answer.body?.cancel().catch(() => undefined);
		return bytes && { bytes, type };
	} catch {
		return null;
	}
}

async function body_of(
	answer: Response,
	limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
	if (Number(answer.headers.get("content-length")) > limit) return null;
	const reader = answer.body?.getReader();
	if (!reader) return null;
	const parts: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		parts.push(value);
		size += value.length;
		if (size <= limit) continue;
		await reader.cancel();
		return null;
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
/** Not on pages without TLS. */
export const can_digest = subtle !== undefined;

/** SHA-256 in hex digits; null where the browser has none. */
export async function digest_of(
	bytes: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
	if (!subtle) return null;
	const sum = new Uint8Array(await subtle.digest("SHA-256", bytes));
	let text = "";
	for (const byte of sum) text += byte.toString(16).padStart(2, "0");
	return text;
}
