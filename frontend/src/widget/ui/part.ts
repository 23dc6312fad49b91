import type { DrawingTool } from "../../control/annotate/tool";
import type { CallControl } from "../call/control";
import type { Alerts, CallbackWish, ChatStart, State } from "../state";
import type { StringName } from "../strings";

/** Everything a person can ask of the widget; buttons and `window.Cobrowse` alike. */
export interface Commands {
	open(): void;
	show(panel: State["panel"]): void;
	start_chat(start: ChatStart): void;
	send_message(text: string): void;
	retry_message(client_id: string): void;
	tell_typing(): void;
	end_chat(): void;
	request_callback(wish: CallbackWish): void;
	cancel_callback(): void;
	/** Sound and notifications; refused ones stay off. */
	set_alerts(alerts: Partial<Alerts>): void;
	/** Hands the transcript to the customer as a file. */
	download(): void;
	/** Leads to the consent question; null: the widget finds out how we are in touch. */
	ask_cobrowse(media: "chat" | "voice" | null): Promise<void>;
	consent(yes: boolean): void;
	stop(): void;
	pause(): void;
	resume(): void;
	grant(): void;
	decline(): void;
	/** The question has run out unanswered. */
	let_request_lapse(): void;
	revoke(): void;
	/** Draw with this from now on; `by_keyboard`: it was chosen without a mouse. */
	draw(tool: DrawingTool, by_keyboard: boolean): void;
	undo_drawing(): void;
	clear_drawings(): void;
	/** Whether drawings are wanted at all, anybody's. */
	allow_drawings(allowed: boolean): void;
	/** Outlines what the agent does not see, or no longer. */
	toggle_hidden(): void;
	take_over(): void;
	dismiss(): void;
}

export interface Context {
	readonly commands: Commands;
	readonly calls: CallControl;
	say(
		name: StringName,
		values?: Readonly<Record<string, string | number>>,
	): string;
	/** Milliseconds until a server time. */
	until(at: string): number;
	/** Of the texts. */
	readonly language: string;
	readonly direction: "rtl" | "ltr";
	/** Of dates and times. */
	readonly locale: string;
	/** What the customer has written and not sent; outlives a page load. */
	readonly draft: Draft;
	/** Where the customer has put the bar; outlives a page load. */
	readonly bar_place: Draft;
}

/** A text that is kept for this tab. */
export interface Draft {
	get(): string;
	set(text: string): void;
}

/** A piece of the user interface: built once, brought up to date on every change. */
export interface Part {
	readonly node: HTMLElement;
	update(state: State): void;
}

/** A piece that is in the document only while it is shown. */
export interface TopPart extends Part {
	is_shown(state: State): boolean;
	/** Another one takes its place. */
	discard?(): void;
}
