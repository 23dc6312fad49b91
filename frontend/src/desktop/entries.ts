/** What a transcript shows, in order: lines, days, and where the news begins. */
import type { Thread } from "./thread";
import type { ChatLine, Receipts } from "./wire";

/** How far a line has come. The last three belong to lines that the server has. */
export type Delivery =
	| "sending"
	| "offline"
	| "failed"
	| "sent"
	| "delivered"
	| "read";

export interface LineEntry {
	readonly kind: "line";
	readonly key: string;
	readonly seq: number | null;
	readonly author: "customer" | "agent" | "system";
	readonly name: string;
	readonly text: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
	/** Null on lines that are not ours. */
	readonly delivery: Delivery | null;
	readonly client_id: string | null;
	/** Last of a run by the same author: shows name and time. */
	readonly tail: boolean;
	/** Our newest line that the server has: says in words how far it came. */
	readonly newest: boolean;
}

export type Entry =
	| LineEntry
	| { readonly kind: "day"; readonly key: string; readonly at: number }
	| { readonly kind: "news"; readonly key: "news" };

/** Messages this far apart do not share one time line. */
const RUN_MS = 120_000;

const day_of = (at: number): string => new Date(at).toDateString();

const NONE: Receipts = {
	customer_delivered: 0,
	customer_read: 0,
	agent_delivered: 0,
	agent_read: 0,
};

function delivery_of(line: ChatLine, receipts: Receipts): Delivery | null {
	if (line.author !== "agent") return null;
	if (line.seq <= receipts.customer_read) return "read";
	return line.seq <= receipts.customer_delivered ? "delivered" : "sent";
}

const said = (line: ChatLine, receipts: Receipts): LineEntry => ({
	kind: "line",
	key: line.client_id ?? `seq ${line.seq}`,
	seq: line.seq,
	author: line.author,
	name: line.name,
	text: line.text,
	at: Date.parse(line.at),
	delivery: delivery_of(line, receipts),
	client_id: line.client_id,
	tail: false,
	newest: false,
});

/** Lines of the server and what waits in the outbox. */
export function entries_of(thread: Thread, online: boolean): Entry[] {
	const waiting = thread.outbox.map(
		(message): LineEntry => ({
			kind: "line",
			key: message.client_id,
			seq: null,
			author: "agent",
			name: "",
			text: message.text,
			at: message.at,
			delivery: message.failed ? "failed" : online ? "sending" : "offline",
			client_id: message.client_id,
			tail: true,
			newest: false,
		}),
	);
	const receipts = thread.interaction.receipts;
	const lines = thread.messages.map((line) => said(line, receipts));
	return set_out([...lines, ...waiting], thread.unread_from);
}

/** A transcript of the past: nothing is new in it and nothing on its way. */
export const past_entries = (messages: readonly ChatLine[]): Entry[] =>
	set_out(
		messages.map((line) => ({ ...said(line, NONE), delivery: null })),
		null,
	);

function set_out(
	lines: readonly LineEntry[],
	unread_from: number | null,
): Entry[] {
	const newest = lines.map(is_confirmed).lastIndexOf(true);
	const entries: Entry[] = [];
	let day = "";
	let told = unread_from === null;
	lines.forEach((line, index) => {
		const today = day_of(line.at);
		if (today !== day) {
			day = today;
			entries.push({ kind: "day", key: `day ${today}`, at: line.at });
		}
		if (!told && line.seq !== null && line.seq >= (unread_from ?? 0)) {
			told = true;
			entries.push({ kind: "news", key: "news" });
		}
		entries.push({
			...line,
			tail: is_tail(line, lines[index + 1]),
			newest: index === newest,
		});
	});
	return entries;
}

const is_confirmed = (line: LineEntry): boolean =>
	line.author === "agent" && line.seq !== null && line.delivery !== null;

const is_tail = (line: LineEntry, next: LineEntry | undefined): boolean =>
	!next ||
	line.seq === null ||
	next.author !== line.author ||
	next.name !== line.name ||
	next.at - line.at > RUN_MS ||
	day_of(next.at) !== day_of(line.at);

/** So many lines are shown at once; the ones before come when asked for. */
export const SHOWN_LINES = 150;

/** The end of a transcript, and how many lines lie before it. */
export function window_of(
	entries: readonly Entry[],
	lines: number,
): { readonly shown: readonly Entry[]; readonly before: number } {
	let from = entries.length;
	let left = lines;
	while (from > 0 && left > 0) if (entries[--from]?.kind === "line") left--;
	// A day's heading goes with its first line.
	while (from > 0 && entries[from - 1]?.kind !== "line") from--;
	const before = entries
		.slice(0, from)
		.filter((entry) => entry.kind === "line").length;
	return { shown: entries.slice(from), before };
}
