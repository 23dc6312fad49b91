import type {
	ChatLine,
	InteractionState,
	Receipts,
	SessionState,
	Transcript,
} from "./wire";
import type { WrappingUp } from "./wrap_up";

/** A message that the server has not confirmed yet. */
export interface Outgoing {
	readonly client_id: string;
	readonly text: string;
	/** Milliseconds since the epoch, this computer's clock. */
	readonly at: number;
	/** The code of the refusal; null while it is on its way. */
	readonly failed: string | null;
}

export type Join =
	| { readonly kind: "idle" }
	| { readonly kind: "asking" }
	| {
			readonly kind: "refused";
			readonly code: string;
			/** Milliseconds since the epoch when another try is allowed. */
			readonly retry_at: number | null;
	  };

/** How the last co-browse session of an interaction ended. */
export interface Ending {
	readonly reason: string;
	readonly seconds: number | null;
}

/** One interaction as this desktop knows it. */
export interface Thread {
	readonly interaction: InteractionState;
	readonly messages: readonly ChatLine[];
	readonly outbox: readonly Outgoing[];
	readonly draft: string;
	readonly unread: number;
	/** The first line that came while nobody looked; stays until one moves on. */
	readonly unread_from: number | null;
	/** The customer is typing until then (milliseconds since the epoch). */
	readonly typing_until: number;
	readonly session: SessionState | null;
	readonly ending: Ending | null;
	readonly join: Join;
	/** When it ended here, milliseconds since the epoch; null while live. */
	readonly closed_at: number | null;
	readonly closed_reason: string | null;
	/** What is being noted of it after its end. */
	readonly wrap_up: WrappingUp | null;
}

/** How long one typing notice counts. */
export const TYPING_MS = 4_000;

export function new_thread(interaction: InteractionState): Thread {
	return {
		interaction,
		messages: [],
		outbox: [],
		draft: "",
		unread: 0,
		unread_from: null,
		typing_until: 0,
		session: null,
		ending: null,
		join: { kind: "idle" },
		closed_at: null,
		closed_reason: null,
		wrap_up: null,
	};
}

/**
 * The thread with what the server knows of it. Drafts, unread marks and messages
 * that the server has not seen stay: they are what a reconnect must not lose.
 */
export function with_transcript(
	thread: Thread | undefined,
	transcript: Transcript,
): Thread {
	let next: Thread = {
		...(thread ?? new_thread(transcript.interaction)),
		interaction: transcript.interaction,
		closed_at: null,
		closed_reason: null,
		wrap_up: null,
	};
	const known = new Set(next.messages.map((line) => line.seq));
	for (const line of transcript.messages)
		next = with_line(next, line, !thread || known.has(line.seq));
	return next;
}

/** Adds one line in its place; a line that is there already changes nothing. */
export function with_line(
	thread: Thread,
	line: ChatLine,
	read: boolean,
): Thread {
	const outbox = thread.outbox.filter(
		(message) => message.client_id !== line.client_id,
	);
	const before = thread.messages.at(-1);
	const late = before !== undefined && line.seq <= before.seq;
	if (late && thread.messages.some((known) => known.seq === line.seq))
		return outbox.length === thread.outbox.length
			? thread
			: { ...thread, outbox };
	const messages = [...thread.messages, line];
	if (late) messages.sort((a, b) => a.seq - b.seq);
	const from_customer = line.author === "customer";
	const news = from_customer && !read;
	return {
		...thread,
		messages,
		outbox,
		unread: thread.unread + (news ? 1 : 0),
		unread_from: news
			? Math.min(thread.unread_from ?? line.seq, line.seq)
			: thread.unread_from,
		typing_until: from_customer ? 0 : thread.typing_until,
	};
}

export function with_outgoing(thread: Thread, message: Outgoing): Thread {
	const others = thread.outbox.filter(
		(other) => other.client_id !== message.client_id,
	);
	return { ...thread, outbox: [...others, message], unread_from: null };
}

export function with_failed(
	thread: Thread,
	client_id: string,
	code: string,
): Thread {
	return {
		...thread,
		outbox: thread.outbox.map((message) =>
			message.client_id === client_id ? { ...message, failed: code } : message,
		),
	};
}

/** What arrived and was read, as far as either word goes: marks never go back. */
export function with_receipts(thread: Thread, heard: Receipts): Thread {
	const known = thread.interaction.receipts;
	const receipts: Receipts = {
		customer_delivered: Math.max(
			known.customer_delivered,
			heard.customer_delivered,
		),
		customer_read: Math.max(known.customer_read, heard.customer_read),
		agent_delivered: Math.max(known.agent_delivered, heard.agent_delivered),
		agent_read: Math.max(known.agent_read, heard.agent_read),
	};
	return { ...thread, interaction: { ...thread.interaction, receipts } };
}

/** The interaction's newer state; receipts that came ahead of it stay. */
export const with_interaction = (
	thread: Thread,
	interaction: InteractionState,
): Thread =>
	with_receipts({ ...thread, interaction }, thread.interaction.receipts);

/**
 * The same session arrives over two sockets, in any order between them. Ended is
 * final and the mode never goes back to an older epoch.
 */
export function newer_session(
	known: SessionState | null,
	heard: SessionState,
): SessionState {
	if (!known || known.id !== heard.id) {
		const older = known && heard.created_at < known.created_at;
		return older && known.state !== "ended" ? known : heard;
	}
	if (known.state === "ended" && heard.state !== "ended") return known;
	return heard.mode_epoch < known.mode_epoch ? known : heard;
}

export function with_session(thread: Thread, heard: SessionState): Thread {
	const session = newer_session(thread.session, heard);
	if (session !== heard) return thread;
	if (session.state !== "ended")
		return { ...thread, session, ending: null, join: { kind: "idle" } };
	const was_live = thread.session?.id === heard.id;
	return {
		...thread,
		session: null,
		ending: was_live || !thread.session ? ending_of(heard) : thread.ending,
	};
}

function ending_of(session: SessionState): Ending {
	const from = Date.parse(session.activated_at ?? "");
	const to = Date.parse(session.ended_at ?? "");
	const seconds = Math.round((to - from) / 1000);
	return {
		reason: session.end_reason ?? "error",
		seconds: Number.isFinite(seconds) ? Math.max(0, seconds) : null,
	};
}

export function with_closed(
	thread: Thread,
	reason: string,
	now: number,
): Thread {
	return {
		...thread,
		interaction: { ...thread.interaction, state: "ended" },
		session: null,
		join: { kind: "idle" },
		typing_until: 0,
		closed_at: thread.closed_at ?? now,
		closed_reason: reason,
	};
}

export const is_live = (thread: Thread): boolean => thread.closed_at === null;
/** A chat that is written here; one of the company's own stack is written there. */
export const is_written_here = ({ interaction }: Thread): boolean =>
	interaction.media === "chat" && !interaction.external;
export const is_parked = (thread: Thread): boolean =>
	is_live(thread) && thread.interaction.state === "parked";

/** Something that takes the agent's time now. */
export const is_in_hand = (thread: Thread): boolean =>
	is_live(thread) && !is_parked(thread);

/**
 * Since when the customer waits for a word: the first line that nobody has
 * answered. Null when the last word is ours.
 */
export function waiting_since(thread: Thread): number | null {
	if (!is_live(thread) || thread.outbox.length > 0) return null;
	let since: number | null = null;
	for (let at = thread.messages.length - 1; at >= 0; at--) {
		const line = thread.messages[at];
		if (line?.author === "agent") break;
		if (line?.author === "customer") since = Date.parse(line.at);
	}
	return since;
}

type Cost = "draft" | "unread" | "cobrowse";

/**
 * Why ending it now deserves a question; empty: just end it. That a running
 * co-browse ends too is plain to both sides: it is told, and no reason to ask.
 */
export function ending_costs(thread: Thread): readonly Cost[] {
	const costs: Cost[] = [];
	if (thread.draft.trim() || thread.outbox.length > 0) costs.push("draft");
	if (thread.unread > 0) costs.push("unread");
	if (costs.length > 0 && thread.session) costs.push("cobrowse");
	return costs;
}
