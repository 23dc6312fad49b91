/** What the made-up bank's chat server says, for both of its pages. */

export interface Line {
	readonly author: "customer" | "agent" | "system";
	readonly text: string;
}

export interface Chat {
	readonly id: string;
	readonly name: string;
	readonly agent: string;
	readonly state: "waiting" | "talking" | "ended";
	readonly lines: readonly Line[];
}

export interface Answer {
	readonly ok: boolean;
	/** The customer's own. */
	readonly chat: Chat | null;
	/** All of them, for the desk. */
	readonly chats: readonly Chat[];
}

/** Signing in renews the cookie; the page may be older than that. */
const newest = (csrf: string): string =>
	/(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? csrf;

/** Posts one wish; a server that is away is an answer without anything. */
export async function ask(
	url: string,
	csrf: string,
	wish: Record<string, string>,
): Promise<Answer> {
	try {
		const answer = await fetch(url, {
			method: "POST",
			headers: { "X-CSRFToken": newest(csrf) },
			body: new URLSearchParams(wish),
		});
		const body = (await answer.json()) as Chat & { chats?: Chat[] };
		const chat = "id" in body ? body : null;
		return { ok: answer.ok, chat, chats: body.chats ?? [] };
	} catch {
		return { ok: false, chat: null, chats: [] };
	}
}
