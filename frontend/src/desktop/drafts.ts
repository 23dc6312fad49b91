/**
 * Keeps what is being written in this tab's memory, so that a page load loses no
 * word: drafts and unconfirmed messages by interaction, notes of wrap-ups.
 */
import type { Memory } from "./memory";
import type { DesktopState } from "./state";
import type { Outgoing, Thread } from "./thread";

const KEY = "drafts";

interface Kept {
	readonly draft?: string;
	readonly note?: string;
	readonly disposition?: number;
	readonly outbox?: readonly Outgoing[];
}
export type Drafts = Readonly<Record<string, Kept>>;

const text_in = (value: unknown): string | undefined =>
	typeof value === "string" && value !== "" ? value : undefined;

export function remembered_drafts(memory: Memory): Drafts {
	try {
		const known: unknown = JSON.parse(memory.get(KEY) ?? "{}");
		if (typeof known !== "object" || known === null) return {};
		return Object.fromEntries(
			Object.entries(known).map(([id, entry]) => [id, kept_of(entry)]),
		);
	} catch {
		return {};
	}
}

function kept_of(entry: unknown): Kept {
	if (typeof entry !== "object" || entry === null) return {};
	const fields = entry as Readonly<Record<string, unknown>>;
	const draft = text_in(fields.draft);
	const note = text_in(fields.note);
	const outbox = Array.isArray(fields.outbox)
		? fields.outbox.filter(is_outgoing)
		: [];
	return {
		...(outbox.length > 0 ? { outbox } : {}),
		...(draft === undefined ? {} : { draft }),
		...(note === undefined ? {} : { note }),
		...(typeof fields.disposition === "number"
			? { disposition: fields.disposition }
			: {}),
	};
}

function is_outgoing(entry: unknown): entry is Outgoing {
	if (typeof entry !== "object" || entry === null) return false;
	const { client_id, text, at, failed } = entry as Record<string, unknown>;
	return (
		typeof client_id === "string" &&
		typeof text === "string" &&
		typeof at === "number" &&
		(failed === null || typeof failed === "string")
	);
}

/** What is unsaid on the desk now. */
export function drafts_of(state: DesktopState): Drafts {
	const entries = state.threads.flatMap((thread): [string, Kept][] => {
		const draft = text_in(thread.draft);
		const note = text_in(thread.wrap_up?.note);
		const disposition = thread.wrap_up?.disposition ?? null;
		const { outbox } = thread;
		const kept: Kept = {
			...(outbox.length > 0 ? { outbox } : {}),
			...(draft === undefined ? {} : { draft }),
			...(note === undefined ? {} : { note }),
			...(disposition === null ? {} : { disposition }),
		};
		return Object.keys(kept).length > 0 ? [[thread.interaction.id, kept]] : [];
	});
	return Object.fromEntries(entries);
}

/** A thread that has just come to this page, with what was written before. */
export function with_draft(thread: Thread, drafts: Drafts): Thread {
	const kept = drafts[thread.interaction.id];
	if (!kept) return thread;
	const wrap_up = thread.wrap_up && {
		...thread.wrap_up,
		note: thread.wrap_up.note || (kept.note ?? ""),
		disposition: thread.wrap_up.disposition ?? kept.disposition ?? null,
	};
	// Sent again under their ids: what the server has got meanwhile stays one line.
	const there = new Set(thread.messages.map((line) => line.client_id));
	const outbox = (kept.outbox ?? []).filter(
		(message) => !there.has(message.client_id),
	);
	const draft = thread.draft || (kept.draft ?? "");
	return { ...thread, draft, outbox: [...outbox, ...thread.outbox], wrap_up };
}

/** Writes the memory after each change. */
export class DraftKeeper {
	#written = "";

	constructor(private readonly memory: Memory) {}

	/** Whoever signs out leaves no words behind. */
	forget(): void {
		this.memory.set(KEY, null);
	}

	keep(state: DesktopState): void {
		// Until the welcome the desk is empty and the memory is what we have.
		if (!state.welcomed) return;
		const text = JSON.stringify(drafts_of(state));
		if (text === this.#written) return;
		this.#written = text;
		this.memory.set(KEY, text === "{}" ? null : text);
	}
}
