/** `window.Cobrowse` (spec WG-7): what a site may call, and what it hears. */
import type { Options } from "./config";
import type { ChatLine } from "./wire";

export type EventName =
	| "session"
	| "mode"
	| "chat"
	| "write_request"
	| "error"
	| "connection";

export interface SessionEvent {
	readonly state: "none" | "starting" | "pending" | "active" | "ended";
	/** The nine digits, while they are valid. */
	readonly session_id: string | null;
	readonly media: "chat" | "voice" | null;
	readonly agent_name: string | null;
	readonly end_reason: string | null;
	/** What this tab does: `off`, `starting`, `live`, `lost`, `elsewhere`. */
	readonly sharing: string;
}

export interface ModeEvent {
	readonly mode: "none" | "pointer" | "write";
}

export interface ChatEvent {
	readonly state:
		| "none"
		| "starting"
		| "queued"
		| "offered"
		| "active"
		| "ended";
	readonly queue_position: number | null;
	readonly agent_name: string | null;
	readonly typing: boolean;
	readonly unread: number;
	readonly messages: readonly ChatLine[];
	/** Ids of messages that wait for the server. */
	readonly unsent: readonly string[];
}

export interface WriteRequestEvent {
	readonly pending: boolean;
	readonly agent_name: string | null;
	readonly expires_at: string | null;
}

export interface ErrorEvent {
	readonly code: string;
	readonly detail: string;
}

export interface ConnectionEvent {
	readonly state: string;
}

/** Calls never throw and never reject: `ok` says whether it was possible now. */
export interface Outcome {
	readonly ok: boolean;
	readonly code?: string;
}

export type Listener = (event: unknown) => void;

export interface Api {
	startSession(media?: "chat" | "voice"): Promise<Outcome>;
	endSession(): Promise<Outcome>;
	acceptWriteMode(): Promise<Outcome>;
	declineWriteMode(): Promise<Outcome>;
	revokeWriteMode(): Promise<Outcome>;
	startChat(name: string, question?: string): Promise<Outcome>;
	sendMessage(text: string): Promise<Outcome>;
	endChat(): Promise<Outcome>;
	on(event: EventName, listener: Listener): void;
	off(event: EventName, listener: Listener): void;
	configure(options: Options): void;
	isSupported(): boolean;
	readonly version: string;
}
