import type { Actions } from "./actions";
import { type Command, is_mac, stroke_of } from "./keymap";
import type { Store } from "./store";
import { neighbour, sections } from "./threads";

/** What the views do when a key asks for it. */
export interface Places {
	readonly are_on: () => boolean;
	readonly help: () => void;
	readonly ready: () => void;
	readonly end: (interaction: string) => void;
	readonly replies: () => void;
	readonly next_pane: () => void;
	readonly toggle: (pane: "list" | "context") => void;
}

/** The keys of `keymap`, on the whole page except inside dialogs. */
export function listen_for_shortcuts(
	store: Store,
	actions: Actions,
	places: Places,
): void {
	const mac = is_mac(navigator.platform);
	document.addEventListener("keydown", (event) => {
		if (event.defaultPrevented || !places.are_on()) return;
		if (document.querySelector("dialog[open]")) return;
		if (store.state.connection.kind === "superseded") return;
		const stroke = stroke_of(event, mac, is_field(event.target));
		if (!stroke) return;
		let done = true;
		if (stroke.kind === "help") places.help();
		else if (stroke.kind === "number")
			done = go_to_number(store, actions, stroke.number);
		else done = act(stroke.command, store, actions, places);
		if (done) event.preventDefault();
	});
}

/** Somewhere that takes letters. */
const is_field = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable ||
		target.matches(
			"textarea, select, input:not([type=checkbox], [type=radio])",
		));

function go_to_number(store: Store, actions: Actions, number: number): boolean {
	const { in_hand, wrapping_up, parked } = sections(store.state.threads);
	const thread = [...in_hand, ...wrapping_up, ...parked][number - 1];
	if (thread) actions.select(thread.interaction.id);
	return thread !== undefined;
}

function act(
	command: Command,
	store: Store,
	actions: Actions,
	places: Places,
): boolean {
	const { state } = store;
	const offer = state.offers[0]?.interaction.id;
	switch (command) {
		case "accept":
			if (offer) actions.accept(offer);
			return offer !== undefined;
		case "reject":
			if (offer) actions.reject(offer);
			return offer !== undefined;
		case "ready":
			places.ready();
			return true;
		case "end":
			if (state.selected) places.end(state.selected);
			return state.selected !== null;
		case "join":
			return focus_on("session-id-input");
		case "message":
			return focus_on("message-input") || focus_on("wrap-up-note");
		case "search":
			return focus_on("search");
		case "replies":
			places.replies();
			return true;
		case "next":
		case "previous": {
			const thread = neighbour(state, command === "next" ? 1 : -1);
			if (thread) actions.select(thread.interaction.id);
			return thread !== undefined;
		}
		case "pane":
			places.next_pane();
			return true;
		case "list":
		case "context":
			places.toggle(command);
			return true;
	}
}

/** The seen field of this name; a folded pane is opened for it. */
function focus_on(testid: string): boolean {
	const fields = document.querySelectorAll<HTMLElement>(
		`[data-testid="${testid}"]`,
	);
	const field = [...fields].find((one) => one.checkVisibility());
	field?.focus();
	return field !== undefined;
}
