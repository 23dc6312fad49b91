/**
 * `window.Cobrowse` (spec WG-7): what a site may call, and what it hears.
 *
 * Types only, and no imports: the build ships this file as `cobrowse.d.ts`.
 */

export type Media = "chat" | "voice";

/** Calls never throw and never reject: `ok` says whether it was possible now. */
export interface Outcome {
	readonly ok: boolean;
	/** Why not: a stable code, see the documentation. */
	readonly code?: string;
}

export interface TranscriptOutcome extends Outcome {
	readonly text?: string;
}

export interface SessionEvent {
	readonly state: "none" | "starting" | "pending" | "active" | "ended";
	/** The nine digits, while they are valid. */
	readonly session_id: string | null;
	readonly media: Media | null;
	readonly agent_name: string | null;
	readonly end_reason: string | null;
	/** What this tab does; `elsewhere`: another tab shares. */
	readonly sharing: "off" | "starting" | "live" | "lost" | "elsewhere";
	/** The customer has paused: nothing is shown to the agent meanwhile. */
	readonly paused: boolean;
}

export interface ModeEvent {
	readonly mode: "none" | "pointer" | "write";
}

/** One line of the chat. `seq` counts from 1; `client_id` is the author's own id of it. */
export interface ChatMessage {
	readonly seq: number;
	readonly client_id: string | null;
	readonly author: "customer" | "agent" | "system";
	readonly name: string;
	readonly text: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** An own line that the server has not confirmed yet. */
export interface UnsentMessage {
	readonly client_id: string;
	readonly text: string;
	readonly status: "waiting" | "sent" | "failed";
}

export interface ChatEvent {
	/** `parked`: it waits for the customer, who may write at any time. */
	readonly state:
		| "none"
		| "starting"
		| "queued"
		| "offered"
		| "active"
		| "parked"
		| "ended";
	readonly queue_name: string | null;
	/** Counts from 1, while the chat waits. */
	readonly queue_position: number | null;
	readonly estimated_wait_seconds: number | null;
	/** It may be left and taken up again later. */
	readonly asynchronous: boolean;
	/** Nobody is there: what is written is a message left for later. */
	readonly away: boolean;
	readonly agent_name: string | null;
	readonly end_reason: string | null;
	/** The agent is writing. */
	readonly typing: boolean;
	readonly unread: number;
	readonly messages: readonly ChatMessage[];
	readonly unsent: readonly UnsentMessage[];
	/** Up to which `seq` the agent's side has received and read the customer's lines. */
	readonly delivered_seq: number;
	readonly read_seq: number;
}

/** A call made in the browser. */
export interface CallEvent {
	readonly state:
		| "none"
		| "starting"
		| "queued"
		| "offered"
		| "active"
		| "held"
		| "ended";
	/** What this tab does for it; `elsewhere`: another tab has the call. */
	readonly sound:
		| "off"
		| "microphone"
		| "waiting"
		| "connecting"
		| "connected"
		| "reconnecting"
		| "trouble"
		| "elsewhere";
	readonly muted: boolean;
	/** Why it does not work: `microphone_refused`, `connection` … */
	readonly trouble: string | null;
	readonly queue_name: string | null;
	readonly queue_position: number | null;
	readonly estimated_wait_seconds: number | null;
	readonly agent_name: string | null;
	readonly end_reason: string | null;
}

export interface CallbackEvent {
	/** `taken`: an agent is about to call. */
	readonly state: "none" | "requesting" | "open" | "taken";
	readonly phone_number: string | null;
	/** UTC; null: as soon as possible. */
	readonly preferred_at: string | null;
}

/** A queue that a customer may choose; `opens_at` only while it is closed. */
export interface QueueInfo {
	readonly key: string;
	readonly name: string;
	readonly media: Media;
	readonly availability: "open" | "no_agents" | "full" | "closed";
	readonly opens_at: string | null;
	readonly estimated_wait_seconds: number | null;
	readonly callbacks: boolean;
	readonly messaging: boolean;
}

export interface AvailabilityEvent {
	/** False until the server has been asked: the first contact does that. */
	readonly known: boolean;
	readonly chat_available: boolean;
	readonly voice_number: string | null;
	readonly browser_calls: boolean;
	readonly callbacks: boolean;
	readonly queues: readonly QueueInfo[];
	/** What to ask before a page is shared, in the site's own words; null: yours. */
	readonly consent_text: string | null;
}

export interface WriteRequestEvent {
	readonly pending: boolean;
	readonly agent_name: string | null;
	readonly expires_at: string | null;
}

/** What is drawn on a page, or draws. */
export type DrawingTool =
	| "none"
	| "pen"
	| "arrow"
	| "box"
	| "highlight"
	| "note";

export interface DrawingsEvent {
	/** Of both sides, on this page. */
	readonly count: number;
	/** The customer's own. */
	readonly own: number;
	/** With what the customer draws now. */
	readonly tool: DrawingTool;
	/** False: the customer wants none, nobody's. */
	readonly allowed: boolean;
	/** `place` is what the page calls the element; empty: nothing. */
	readonly notes: readonly {
		readonly author: "customer" | "agent";
		readonly place: string;
		readonly text: string;
	}[];
}

export interface ErrorEvent {
	readonly code: string;
	readonly detail: string;
}

export interface ConnectionEvent {
	/** `lost` tries again by itself; `refused` does not. */
	readonly state: "idle" | "connecting" | "open" | "lost" | "refused";
}

/** Event name → what its listeners get. */
export interface EventMap {
	session: SessionEvent;
	mode: ModeEvent;
	chat: ChatEvent;
	call: CallEvent;
	callback: CallbackEvent;
	availability: AvailabilityEvent;
	write_request: WriteRequestEvent;
	drawings: DrawingsEvent;
	connection: ConnectionEvent;
	/** The newest refusal; forgotten when the next session starts. */
	error: ErrorEvent;
}

export type EventName = keyof EventMap;
export type Listener<E extends EventName = EventName> = (
	event: EventMap[E],
) => void;

export interface ChatOptions {
	/** Key of a queue; without one the site's first. */
	readonly queue?: string;
	/** Where to reach the customer, who leaves a message. */
	readonly contact?: string;
}

export interface CallOptions {
	/** Key of a queue; without one the site's first. */
	readonly queue?: string;
}

export interface CallbackOptions {
	readonly name: string;
	readonly phone_number: string;
	readonly text?: string;
	readonly queue?: string;
	/** Anything that `new Date()` reads. */
	readonly preferred_at?: string | number | Date;
}

/**
 * A chat or telephone system of the site's own that supplies the primary
 * interaction (spec PI-11). Every function may throw or never answer: the widget
 * then behaves as if no agent were connected.
 */
export interface StackAdapter {
	/** Called once, when the widget is ready. */
	initialise?(api: Api): void | Promise<void>;
	/** Whether the customer is in touch with an agent in this system now. */
	is_agent_connected(): boolean | Promise<boolean>;
	/** The nine digits of the session that was just made: take them to the agent. */
	hand_over_session_id(session_id: string): void | Promise<void>;
}

export interface Options {
	/** False: no launcher, no windows; the page brings its own on this API. */
	ui?: boolean;
	/** Language tag, for instance "de". */
	lang?: string;
	/** Texts by name. */
	strings?: Record<string, string>;
	/** `web`, `mobile` or another word in small letters: where the chat comes from. */
	source?: string;
	theme?: "auto" | "light" | "dark";
	/** Corner of the page where the widget sits. */
	position?: "bottom-right" | "bottom-left" | "top-right" | "top-left";
	/** Key of the queue for chats and calls of this page. */
	queue?: string;
	/** The site's own chat or telephone system; null: ours again. */
	stack?: StackAdapter | null;
}

export interface Api {
	startSession(media?: Media): Promise<Outcome>;
	endSession(): Promise<Outcome>;
	pauseSession(): Promise<Outcome>;
	resumeSession(): Promise<Outcome>;
	acceptWriteMode(): Promise<Outcome>;
	declineWriteMode(): Promise<Outcome>;
	revokeWriteMode(): Promise<Outcome>;
	/** Until it is `none` or the customer presses Escape. `by_keyboard`: a cross on the page takes the keys. */
	drawWith(tool: DrawingTool, by_keyboard?: boolean): Promise<Outcome>;
	/** The customer's own last one. */
	undoDrawing(): Promise<Outcome>;
	/** Everything, of both sides. */
	clearDrawings(): Promise<Outcome>;
	/** False takes away what is there; the agent is told. */
	allowDrawings(allowed: boolean): Promise<Outcome>;
	/** Asks the server what is open, without starting anything. */
	connect(): Promise<Outcome>;
	startChat(
		name: string,
		question?: string,
		options?: ChatOptions,
	): Promise<Outcome>;
	sendMessage(text: string): Promise<Outcome>;
	/** Sends a message again that was refused. */
	retryMessage(client_id: string): Promise<Outcome>;
	/** The customer is writing; call it on each key, it is told now and then. */
	tellTyping(): Promise<Outcome>;
	/** All messages so far have been on the screen. */
	markRead(): Promise<Outcome>;
	endChat(): Promise<Outcome>;
	downloadTranscript(): Promise<TranscriptOutcome>;
	startCall(name: string, options?: CallOptions): Promise<Outcome>;
	endCall(): Promise<Outcome>;
	muteCall(muted: boolean): Promise<Outcome>;
	requestCallback(options: CallbackOptions): Promise<Outcome>;
	cancelCallback(): Promise<Outcome>;
	/** A listener hears the last state at once, however late it comes. */
	on<E extends EventName>(event: E, listener: Listener<E>): void;
	off<E extends EventName>(event: E, listener: Listener<E>): void;
	configure(options: Options): void;
	isSupported(): boolean;
	readonly version: string;
}
