/**
 * What the desktop reads over HTTP beside its socket: the context of a customer,
 * transcripts of earlier interactions, search. Pure; `reading` asks and parses.
 */
import type { ChatLine, InteractionState, Media } from "./wire";

export type Read<T> =
	| { readonly kind: "loading" }
	| { readonly kind: "ready"; readonly value: T }
	| { readonly kind: "failed" };

export interface Earlier {
	readonly id: string;
	readonly media: Media;
	readonly queue_name: string | null;
	readonly started_at: string;
	readonly ended_at: string | null;
	readonly end_reason: string | null;
	readonly agent_name: string | null;
	readonly disposition: string | null;
	readonly note: string;
	readonly lines: number;
	readonly cobrowse_sessions: number;
}

export interface CustomerContext {
	readonly customer: {
		readonly name: string;
		readonly first_seen_at: string | null;
		readonly language: string;
		readonly online: boolean;
		readonly contact: string | null;
	};
	readonly page: {
		readonly url: string;
		readonly title: string;
		readonly referrer: string;
	} | null;
	readonly earlier: readonly Earlier[];
	readonly attached_data: Readonly<Record<string, string | number>>;
}

export interface PastTranscript {
	readonly interaction: InteractionState;
	readonly messages: readonly ChatLine[];
	readonly disposition: string | null;
	readonly note: string;
}

export interface Found {
	readonly id: string;
	readonly customer_name: string;
	readonly media: Media;
	readonly started_at: string;
	readonly ended_at: string | null;
	readonly agent_name: string | null;
	readonly queue_name: string | null;
	readonly snippet: string;
	readonly seq: number | null;
}

export interface Finding {
	readonly query: string;
	readonly results: readonly Found[];
	readonly next: string | null;
	readonly state: "loading" | "ready" | "failed";
}

export interface Opened {
	readonly id: string;
	/** The line that a search has found, to go to; null: from the beginning. */
	readonly seq: number | null;
	readonly transcript: Read<PastTranscript>;
}

export interface Reads {
	readonly contexts: ReadonlyMap<string, Read<CustomerContext>>;
	/** The past transcript that is open beside the conversation. */
	readonly opened: Opened | null;
	readonly finding: Finding | null;
}

export const no_reads: Reads = {
	contexts: new Map(),
	opened: null,
	finding: null,
};

export type ReadEvent =
	| {
			readonly kind: "context";
			readonly interaction: string;
			readonly read: Read<CustomerContext>;
	  }
	| { readonly kind: "open"; readonly id: string; readonly seq: number | null }
	| {
			readonly kind: "transcript";
			readonly id: string;
			readonly read: Read<PastTranscript>;
	  }
	| { readonly kind: "close" }
	| { readonly kind: "find"; readonly query: string; readonly more: boolean }
	| {
			readonly kind: "found";
			readonly query: string;
			readonly results: readonly Found[];
			readonly next: string | null;
	  }
	| { readonly kind: "not_found"; readonly query: string }
	| { readonly kind: "forget_search" };

export function reduce_reads(reads: Reads, event: ReadEvent): Reads {
	switch (event.kind) {
		case "context":
			return with_context(reads, event.interaction, event.read);
		case "open":
			return {
				...reads,
				opened: {
					id: event.id,
					seq: event.seq,
					transcript: { kind: "loading" },
				},
			};
		case "transcript":
			// Another one was opened meanwhile: a late answer changes nothing.
			return reads.opened?.id === event.id
				? { ...reads, opened: { ...reads.opened, transcript: event.read } }
				: reads;
		case "close":
			return reads.opened ? { ...reads, opened: null } : reads;
		case "find":
			return {
				...reads,
				finding: {
					query: event.query,
					results: event.more ? (reads.finding?.results ?? []) : [],
					next: null,
					state: "loading",
				},
			};
		case "found":
			return reads.finding?.query === event.query
				? { ...reads, finding: with_found(reads.finding, event) }
				: reads;
		case "not_found":
			return reads.finding?.query === event.query
				? { ...reads, finding: { ...reads.finding, state: "failed" } }
				: reads;
		case "forget_search":
			return reads.finding ? { ...reads, finding: null } : reads;
	}
}

/** What is known stays while it is asked for again, also when that fails. */
function with_context(
	reads: Reads,
	id: string,
	read: Read<CustomerContext>,
): Reads {
	if (read.kind !== "ready" && reads.contexts.get(id)?.kind === "ready")
		return reads;
	return { ...reads, contexts: new Map(reads.contexts).set(id, read) };
}

function with_found(
	finding: Finding,
	{
		results,
		next,
	}: { readonly results: readonly Found[]; readonly next: string | null },
): Finding {
	const known = new Set(finding.results.map((found) => found.id));
	return {
		...finding,
		results: [
			...finding.results,
			...results.filter((found) => !known.has(found.id)),
		],
		next,
		state: "ready",
	};
}
