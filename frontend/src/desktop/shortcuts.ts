import type { Actions } from "./actions";
import type { Store } from "./store";
import { is_live } from "./thread";

/** Alt+A accepts the oldest offer, Alt+M goes to the message, Alt+1…9 to an interaction. */
export function listen_for_shortcuts(store: Store, actions: Actions): void {
	document.addEventListener("keydown", (event) => {
		if (!event.altKey || event.ctrlKey || event.metaKey) return;
		if (act(event.code, store, actions)) event.preventDefault();
	});
}

function act(code: string, store: Store, actions: Actions): boolean {
	if (code === "KeyA") {
		const offer = store.state.offers[0];
		if (offer) actions.accept(offer.interaction.id);
		return offer !== undefined;
	}
	if (code === "KeyM") {
		const input = document.querySelector<HTMLElement>(
			'[data-testid="message-input"]',
		);
		input?.focus();
		return input !== null;
	}
	const digit = /^Digit([1-9])$/.exec(code)?.[1];
	const thread = digit
		? store.state.threads.filter(is_live)[Number(digit) - 1]
		: undefined;
	if (thread) actions.select(thread.interaction.id);
	return thread !== undefined;
}
