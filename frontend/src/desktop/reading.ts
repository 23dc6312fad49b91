/** Asks the server over HTTP: a customer's context, past transcripts, search. */
import type {
	CustomerContext,
	Found,
	PastTranscript,
	Read,
	ReadEvent,
} from "./reads";
import type { Store } from "./store";

export const SHORTEST_QUERY = 2;
export const QUERY_LIMIT = 200;

/** The body as JSON; throws on every answer that is not a plain success. */
async function read(path: string): Promise<object> {
	const answer = await fetch(path, {
		headers: { Accept: "application/json" },
		credentials: "same-origin",
		redirect: "error",
		cache: "no-store",
	});
	if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	const body: unknown = await answer.json();
	if (typeof body !== "object" || body === null) throw new Error("no object");
	return body;
}

const address = (id: string, what: string): string =>
	`/agent/interactions/${encodeURIComponent(id)}/${what}/`;

export const search_address = (query: string, before: string | null): string =>
	`/agent/search/?${new URLSearchParams(
		before === null ? { q: query } : { q: query, before },
	)}`;

/** What a view may ask for; the answers come as events of the state. */
export class Reading {
	constructor(private readonly store: Store) {}

	#told(read: ReadEvent): void {
		this.store.dispatch({ kind: "read", read });
	}

	async context(interaction: string): Promise<void> {
		const say = (read: Read<CustomerContext>): void =>
			this.#told({ kind: "context", interaction, read });
		say({ kind: "loading" });
		try {
			const value = (await read(
				address(interaction, "context"),
			)) as CustomerContext;
			say({ kind: "ready", value });
		} catch {
			say({ kind: "failed" });
		}
	}

	async open(id: string, seq: number | null = null): Promise<void> {
		this.#told({ kind: "open", id, seq });
		const say = (read: Read<PastTranscript>): void =>
			this.#told({ kind: "transcript", id, read });
		try {
			const value = (await read(address(id, "transcript"))) as PastTranscript;
			say({ kind: "ready", value });
		} catch {
			say({ kind: "failed" });
		}
	}

	close(): void {
		this.#told({ kind: "close" });
	}

	async find(query: string, before: string | null = null): Promise<void> {
		this.#told({ kind: "find", query, more: before !== null });
		try {
			const body = (await read(search_address(query, before))) as {
				readonly results: readonly Found[];
				readonly next: string | null;
			};
			this.#told({ kind: "found", query, ...body });
		} catch {
			this.#told({ kind: "not_found", query });
		}
	}

	forget_search(): void {
		this.#told({ kind: "forget_search" });
	}
}
