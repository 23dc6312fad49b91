import type { State } from "./state";
import type { ChatLine, InteractionState } from "./wire";

/** Takes news of an interaction into the state; a new one starts clean. */
export function with_interaction(
	state: State,
	interaction: InteractionState,
): State {
	const known = state.interaction;
	const same = state.chat_id === interaction.id;
	if (known?.id !== interaction.id) {
		if (interaction.state === "ended") return state;
		// A call beside a chat: the chat is what this window shows.
		if (interaction.media === "voice" && is_live_chat(known)) return state;
	}
	return {
		...state,
		interaction,
		messages: same ? state.messages : [],
		outbox: same && interaction.state !== "ended" ? state.outbox : [],
		chat_id: interaction.id,
		read_seq: same ? state.read_seq : 0,
		typing_name: interaction.state === "ended" ? null : state.typing_name,
		chat_start: interaction.state === "ended" ? state.chat_start : null,
	};
}

/** By number, once each; a confirmed message leaves the outbox. */
export function with_messages(state: State, lines: readonly ChatLine[]): State {
	const by_seq = new Map(lines.map((line) => [line.seq, line]));
	const messages = [...by_seq.values()].sort((a, b) => a.seq - b.seq);
	const confirmed = new Set(messages.map((line) => line.client_id));
	const outbox = state.outbox.filter(
		(message) => !confirmed.has(message.client_id),
	);
	return { ...state, messages, outbox };
}

export const has_ended = (interaction: InteractionState | null): boolean =>
	interaction?.state === "ended";

const is_live_chat = (interaction: InteractionState | null): boolean =>
	interaction?.media === "chat" && interaction.state !== "ended";
