import type { State } from "../state";
import type { StringName } from "../strings";

/** Everything a person can ask of the widget; buttons and `window.Cobrowse` alike. */
export interface Commands {
	open(): void;
	show(panel: State["panel"]): void;
	start_chat(name: string, question: string): void;
	send_message(text: string): void;
	retry_message(client_id: string): void;
	tell_typing(): void;
	end_chat(): void;
	/** Leads to the consent question; null: the widget finds out how we are in touch. */
	ask_cobrowse(media: "chat" | "voice" | null): void;
	consent(yes: boolean): void;
	stop(): void;
	grant(): void;
	decline(): void;
	/** The question has run out unanswered. */
	let_request_lapse(): void;
	revoke(): void;
	clear_drawings(): void;
	take_over(): void;
	dismiss(): void;
}

export interface Context {
	readonly commands: Commands;
	say(
		name: StringName,
		values?: Readonly<Record<string, string | number>>,
	): string;
	/** Milliseconds until a server time. */
	until(at: string): number;
	/** Of the texts. */
	readonly language: string;
	/** Of dates and times. */
	readonly locale: string;
}

/** A piece of the user interface: built once, brought up to date on every change. */
export interface Part {
	readonly node: HTMLElement;
	update(state: State): void;
}

/** A piece that is in the document only while it is shown. */
export interface TopPart extends Part {
	is_shown(state: State): boolean;
}
