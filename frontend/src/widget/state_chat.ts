import type { State } from "./state";
import type {
	ChatLine,
	CustomerCallback,
	InteractionState,
	Receipts,
} from "./wire";

/** Takes news of the chat or of the browser call into the state. */
export function with_interaction(
	state: State,
	interaction: InteractionState,
): State {
	return interaction.media === "voice"
		? with_call(state, interaction)
		: with_known_chat(state, interaction);
}

/** The chat as the welcome knows it; null: there is none, so ours is over. */
export function with_chat(state: State, chat: InteractionState | null): State {
	if (chat) return with_known_chat(state, chat);
	const known = state.interaction;
	// It ended while nobody was listening here; the transcript stays readable.
	return known && !has_ended(known)
		? with_known_chat(state, { ...known, state: "ended" })
		: state;
}

/** A new chat starts clean. */
function with_known_chat(state: State, interaction: InteractionState): State {
	const same = state.chat_id === interaction.id;
	const ended = interaction.state === "ended";
	if (state.interaction?.id !== interaction.id && ended) return state;
	return {
		...state,
		interaction,
		messages: same ? state.messages : [],
		outbox: same && !ended ? state.outbox : [],
		chat_id: interaction.id,
		read_seq: same ? state.read_seq : 0,
		typing_name: ended ? null : state.typing_name,
		chat_start: ended ? state.chat_start : null,
	};
}

export function with_call(state: State, call: InteractionState): State {
	if (state.call?.id !== call.id && has_ended(call)) return state;
	return { ...state, call };
}

/** A request that was met or taken back is no longer shown. */
export function with_callback(state: State, callback: CustomerCallback): State {
	const open = callback.state === "open" || callback.state === "taken";
	return { ...state, callback: open ? callback : null, callback_start: null };
}

/** Marks only rise: news may overtake each other. */
export function with_receipts(state: State, news: Receipts): State {
	const chat = state.interaction;
	if (!chat) return state;
	const old = chat.receipts;
	const receipts: Receipts = {
		customer_delivered: Math.max(
			old.customer_delivered,
			news.customer_delivered,
		),
		customer_read: Math.max(old.customer_read, news.customer_read),
		agent_delivered: Math.max(old.agent_delivered, news.agent_delivered),
		agent_read: Math.max(old.agent_read, news.agent_read),
	};
	return { ...state, interaction: { ...chat, receipts } };
}

/** What has no number or no text is no line, whoever says so. */
const is_line = (line: ChatLine | undefined): line is ChatLine =>
	typeof line?.seq === "number" && typeof line.text === "string";

/** By number, once each; a confirmed message leaves the outbox. */
export function with_messages(state: State, lines: readonly ChatLine[]): State {
	const by_seq = new Map(lines.filter(is_line).map((line) => [line.seq, line]));
	const messages = [...by_seq.values()].sort((a, b) => a.seq - b.seq);
	const confirmed = new Set(messages.map((line) => line.client_id));
	const outbox = state.outbox.filter(
		(message) => !confirmed.has(message.client_id),
	);
	return { ...state, messages, outbox };
}

export const has_ended = (interaction: InteractionState | null): boolean =>
	interaction?.state === "ended";
