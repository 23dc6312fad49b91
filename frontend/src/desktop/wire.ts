/** Control messages of the desktop socket (docs/protocol.md). */
import type { SessionState, SessionUpdated } from "../protocol/messages";

export type { SessionState, SessionUpdated };
export type Media = SessionState["media"];
export type Mode = SessionState["mode"];

export type PresenceState =
	| "logged_out"
	| "ready"
	| "not_ready"
	| "after_call_work";

export type InteractionPhase =
	| "queued"
	| "offered"
	| "ringing"
	| "active"
	| "held"
	| "ended";

export interface PageInfo {
	readonly url: string;
	readonly title: string;
	readonly referrer: string;
}

export interface InteractionState {
	readonly id: string;
	readonly media: Media;
	readonly state: InteractionPhase;
	readonly queue_position: number | null;
	readonly agent_name: string | null;
	readonly started_at: string;
	readonly answered_at: string | null;
	readonly ended_at: string | null;
	readonly end_reason: string | null;
	readonly customer_name: string;
	readonly phone_number: string | null;
	readonly page: PageInfo | null;
	readonly source: string;
}

export interface ChatLine {
	readonly seq: number;
	readonly client_id: string | null;
	readonly author: "customer" | "agent" | "system";
	readonly name: string;
	readonly text: string;
	readonly at: string;
}

export interface AgentInfo {
	readonly id: number;
	readonly name: string;
	readonly state: PresenceState;
	readonly state_reason: string;
	readonly state_since_at: string;
	readonly capacity: number;
}

export interface Offer {
	readonly interaction: InteractionState;
	readonly expires_at: string;
}

export interface Transcript {
	readonly interaction: InteractionState;
	readonly messages: readonly ChatLine[];
}

export interface TransferTargets {
	readonly agents: readonly {
		readonly id: number;
		readonly name: string;
		readonly state: PresenceState;
	}[];
	readonly queues: readonly { readonly id: number; readonly name: string }[];
}

export interface ErrorMessage {
	readonly type: "error";
	readonly code: string;
	readonly detail: string;
	readonly ref: string | null;
	readonly retry_after: number | null;
	readonly limit: number | null;
}

export type DesktopIn =
	| {
			readonly type: "welcome";
			readonly protocol: number;
			readonly agent: AgentInfo;
			readonly offers: readonly Offer[];
			readonly interactions: readonly Transcript[];
			readonly session: SessionState | null;
			readonly transfer_targets: TransferTargets;
	  }
	| { readonly type: "pong" }
	| ErrorMessage
	| { readonly type: "presence.updated"; readonly agent: AgentInfo }
	| { readonly type: "offer.made"; readonly offer: Offer }
	| {
			readonly type: "offer.withdrawn";
			readonly interaction: string;
			readonly reason: string;
	  }
	| ({ readonly type: "interaction.opened" } & Transcript)
	| {
			readonly type: "interaction.updated";
			readonly interaction: InteractionState;
	  }
	| {
			readonly type: "interaction.closed";
			readonly interaction: string;
			readonly reason: string;
	  }
	| {
			readonly type: "chat.message";
			readonly interaction: string;
			readonly message: ChatLine;
	  }
	| {
			readonly type: "chat.typing";
			readonly interaction: string;
			readonly name: string;
	  }
	| { readonly type: "session.opened"; readonly session: SessionState }
	| SessionUpdated
	| {
			readonly type: "transfer_targets.updated";
			readonly targets: TransferTargets;
	  };

interface Asked {
	/** Comes back in the error, if there is one. */
	readonly ref?: string;
}

export type DesktopOut =
	| {
			readonly type: "hello";
			readonly protocol: number;
			readonly ticket: string;
	  }
	| (Asked & {
			readonly type: "presence.set";
			readonly state: PresenceState;
			readonly reason: string;
	  })
	| (Asked & {
			readonly type: "offer.accept" | "offer.reject" | "interaction.end";
			readonly interaction: string;
	  })
	| (Asked & {
			readonly type: "chat.send";
			readonly interaction: string;
			readonly client_id: string;
			readonly text: string;
	  })
	| { readonly type: "chat.typing"; readonly interaction: string }
	| (Asked & {
			readonly type: "interaction.transfer";
			readonly interaction: string;
			readonly to_agent: number | null;
			readonly to_queue: number | null;
	  })
	| (Asked & {
			readonly type: "session.join";
			readonly interaction: string;
			readonly session_id: string;
	  });
