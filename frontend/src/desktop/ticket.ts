/** The agent is signed out, or the page is from another sign-in. */
export class SignedOut extends Error {}

export interface Ticket {
	readonly ticket: string;
	/** Server time minus ours in milliseconds, where the server says its time. */
	readonly skew_ms: number | null;
}

const SKEW_SHOWN_MS = 1_500;

/**
 * A fresh ticket for a hello, good for a minute. Throws `SignedOut` when signing in
 * is needed, and any other error when the server is away for the moment.
 */
export async function fetch_ticket(): Promise<Ticket> {
	const answer = await fetch("/agent/ticket/", {
		method: "POST",
		headers: { "X-CSRFToken": csrf_token(), Accept: "application/json" },
		credentials: "same-origin",
		redirect: "manual",
		cache: "no-store",
	});
	if (
		answer.type === "opaqueredirect" ||
		answer.status === 401 ||
		answer.status === 403
	)
		throw new SignedOut();
	if (!answer.ok) throw new Error(`ticket: ${answer.status}`);
	const body: unknown = await answer.json();
	if (typeof body !== "object" || body === null || !("ticket" in body))
		throw new Error("ticket: no ticket");
	return { ticket: String(body.ticket), skew_ms: skew(answer) };
}

function skew(answer: Response): number | null {
	const server = Date.parse(answer.headers.get("Date") ?? "");
	const ahead = server - Date.now();
	// The header counts whole seconds: less than this is no difference.
	return Number.isFinite(ahead) && Math.abs(ahead) > SKEW_SHOWN_MS
		? ahead
		: null;
}

/** The cookie is the newest after a sign-in elsewhere; the page's own is the fallback. */
function csrf_token(): string {
	const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
	const meta = document.querySelector<HTMLMetaElement>(
		'meta[name="csrf-token"]',
	);
	return cookie ?? meta?.content ?? "";
}
