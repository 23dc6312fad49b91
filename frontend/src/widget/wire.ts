/** Control messages of the customer's two sockets (docs/protocol.md). */

import type {
	CustomerWelcome,
	ErrorFact,
	SessionCustomerCommand,
	SessionCustomerFact,
	SessionPage,
	SessionState,
	SessionUpdated,
} from "../protocol/messages";

export { PROTOCOL_VERSION as PROTOCOL } from "../protocol/messages";
export type { ErrorFact, SessionState };
export type PageInfo = SessionPage;
export type SessionWelcome = CustomerWelcome;
export type SessionIn = SessionCustomerFact;
export type SessionOut = SessionCustomerCommand;

export interface InteractionState {
	readonly id: string;
	readonly media: "chat" | "voice";
	readonly state:
		| "queued"
		| "offered"
		| "ringing"
		| "active"
		| "held"
		| "ended";
	readonly queue_position: number | null;
	readonly agent_name: string | null;
	readonly started_at: string;
	readonly answered_at: string | null;
	readonly end_reason: string | null;
	readonly customer_name: string;
}

export interface ChatLine {
	readonly seq: number;
	readonly client_id: string | null;
	readonly author: "customer" | "agent" | "system";
	readonly name: string;
	readonly text: string;
	readonly at: string;
}

export interface SiteInfo {
	readonly name: string;
	readonly chat_available: boolean;
	readonly voice_number: string | null;
}

export type Media = "chat" | "voice";

export interface WidgetWelcome {
	readonly type: "welcome";
	readonly protocol: number;
	readonly token: string;
	readonly interaction: InteractionState | null;
	readonly messages: readonly ChatLine[];
	readonly session: SessionState | null;
	readonly site: SiteInfo;
}

export type WidgetIn =
	| WidgetWelcome
	| { readonly type: "pong" }
	| ErrorFact
	| {
			readonly type: "interaction.updated";
			readonly interaction: InteractionState;
	  }
	| { readonly type: "chat.message"; readonly message: ChatLine }
	| { readonly type: "chat.typing"; readonly name: string }
	| SessionUpdated;

export type WidgetOut =
	| {
			readonly type: "hello";
			readonly protocol: number;
			readonly token: string | null;
			readonly tab: string;
			readonly page: PageInfo & { readonly referrer: string };
			readonly language: string;
	  }
	| {
			readonly type: "chat.start";
			readonly name: string;
			readonly question: string;
			readonly source: string;
			readonly ref?: string;
	  }
	| {
			readonly type: "chat.send";
			readonly client_id: string;
			readonly text: string;
			readonly ref?: string;
	  }
	| { readonly type: "chat.typing" }
	| { readonly type: "chat.end" }
	| {
			readonly type: "session.start";
			readonly media: Media;
			readonly ref?: string;
	  }
	| { readonly type: "session.end" };
