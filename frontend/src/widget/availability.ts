/** Who can be reached now, as the queues of the site say; questions, no steps. */
import type { State } from "./state";
import type { Media, QueueState, SiteInfo } from "./wire";

/**
 * `message`: nobody is there, but a message may be left (`needs_contact`: with a
 * way to answer it, for the queue is not one where answers wait).
 */
export type Reach =
	| { readonly kind: "open"; readonly wait_seconds: number | null }
	| {
			readonly kind: "message";
			readonly opens_at: string | null;
			readonly needs_contact: boolean;
	  }
	| { readonly kind: "full" }
	| { readonly kind: "closed"; readonly opens_at: string | null };

export const queues_of = (
	site: SiteInfo | null,
	media: Media,
): readonly QueueState[] =>
	(site?.queues ?? []).filter((queue) => queue.media === media);

/** Queues that take requests for a call. */
export const callback_queues = (site: SiteInfo | null): readonly QueueState[] =>
	(site?.queues ?? []).filter((queue) => queue.callbacks);

/** The queues the customer may choose from; the page's own choice leaves no other. */
export function choices<Q extends { readonly key: string }>(
	queues: readonly Q[],
	wanted: string,
): readonly Q[] {
	const named = queues.filter((queue) => queue.key === wanted);
	return named.length > 0 ? named : queues;
}

export function chat_reach_of(queue: QueueState): Reach {
	switch (queue.availability) {
		case "open":
			return { kind: "open", wait_seconds: queue.estimated_wait_seconds };
		case "full":
			return { kind: "full" };
		case "no_agents":
		case "closed":
			return {
				kind: "message",
				opens_at: queue.opens_at,
				needs_contact: !queue.messaging,
			};
	}
}

export function call_reach_of(queue: QueueState): Reach {
	switch (queue.availability) {
		case "open":
			return { kind: "open", wait_seconds: queue.estimated_wait_seconds };
		case "full":
			return { kind: "full" };
		case "no_agents":
		case "closed":
			return { kind: "closed", opens_at: queue.opens_at };
	}
}

const ORDER: readonly Reach["kind"][] = ["open", "message", "full", "closed"];

/** The best of several: what the customer meets when the choice is theirs. */
export function best(reaches: readonly Reach[]): Reach | null {
	for (const kind of ORDER) {
		const found = reaches.filter((reach) => reach.kind === kind);
		const soonest = found.sort((a, b) => rank(a) - rank(b))[0];
		if (soonest) return soonest;
	}
	return null;
}

function rank(reach: Reach): number {
	if (reach.kind === "open") return reach.wait_seconds ?? 0;
	if (reach.kind === "full") return 0;
	return reach.opens_at ? Date.parse(reach.opens_at) : Number.MAX_SAFE_INTEGER;
}

/** How the chat can be reached; null: nobody has told yet. */
export function chat_reach(state: State): Reach | null {
	const { site } = state;
	if (!site) return null;
	const queues = choices(queues_of(site, "chat"), state.queue);
	const reach = best(queues.map(chat_reach_of));
	if (!site.chat_available && reach?.kind !== "full")
		return { kind: "closed", opens_at: earliest(queues) };
	return reach ?? { kind: "open", wait_seconds: null };
}

export function call_reach(state: State): Reach | null {
	const { site } = state;
	if (!site) return null;
	const queues = choices(queues_of(site, "voice"), state.queue);
	return (
		best(queues.map(call_reach_of)) ?? { kind: "open", wait_seconds: null }
	);
}

function earliest(queues: readonly QueueState[]): string | null {
	const times = queues.flatMap((queue) => queue.opens_at ?? []);
	return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

/** The chat waits while nobody is there: what is written is a message left. */
export function is_away(state: State): boolean {
	const chat = state.interaction;
	if (!chat?.asynchronous || chat.state !== "queued") return false;
	const queue = queue_of_chat(state);
	return (
		queue?.availability === "closed" || queue?.availability === "no_agents"
	);
}

export const queue_of_chat = ({
	interaction,
	site,
}: State): QueueState | undefined =>
	queues_of(site, "chat").find(
		(queue) => queue.name === interaction?.queue_name,
	);
