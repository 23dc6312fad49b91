// Made by `manage.py export_protocol` from the messages of all apps. Do not edit.
// biome-ignore-all format: made by a program
// biome-ignore-all assist: made by a program

export const PROTOCOL_VERSION = 1 as const;
export const FRAME = {
  "STREAM": 1,
  "POINTER": 2,
  "ANNOTATION": 3,
  "COMMAND": 4,
  "ACK": 5
} as const;
export const FRAME_MAX = {
  "STREAM": 262144,
  "POINTER": 64,
  "ANNOTATION": 16384,
  "COMMAND": 32768,
  "ACK": 1024
} as const;
export const FRAME_HEADER_BYTES = {
  "STREAM": 10,
  "POINTER": 14,
  "ANNOTATION": 5,
  "COMMAND": 13,
  "ACK": 10
} as const;
export const POINTER_ACTIONS = [
  "move",
  "click",
  "leave"
] as const;
export const ACK_STATUS = [
  "ok",
  "stale_page",
  "mode_required",
  "target_gone",
  "target_forbidden",
  "bad_url",
  "text_too_long",
  "key_not_allowed",
  "bad_command",
  "expired"
] as const;
export const FRAME_LIMITS = {
  "customer": {
    "pointer": {
      "STREAM": 262144,
      "POINTER": 64,
      "ANNOTATION": 16384,
      "ACK": 1024
    },
    "write": {
      "STREAM": 262144,
      "POINTER": 64,
      "ANNOTATION": 16384,
      "ACK": 1024
    }
  },
  "agent": {
    "pointer": {
      "POINTER": 64,
      "ANNOTATION": 16384,
      "ACK": 1024
    },
    "write": {
      "POINTER": 64,
      "ANNOTATION": 16384,
      "ACK": 1024,
      "COMMAND": 32768
    }
  }
} as const;

/** Where the customer is; queries and fragments are cut off on arrival. */
export interface PageView {
	url: string;
	title: string;
	referrer: string;
}

/** `token` is what an earlier welcome gave; an unknown one is no error. */
export interface WidgetHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	token: string | null;
	tab: string;
	page: PageView;
	language?: string;
}

export interface ChatStart {
	type: "chat.start";
	ref?: string | null;
	name: string;
	question?: string;
	source?: string;
}

export interface ChatSend {
	type: "chat.send";
	ref?: string | null;
	client_id: string;
	text: string;
}

export interface ChatTyping {
	type: "chat.typing";
	ref?: string | null;
}

export interface ChatEnd {
	type: "chat.end";
	ref?: string | null;
}

export interface Ping {
	type: "ping";
	ref?: string | null;
}

/** On the widget socket: the customer starts co-browsing. */
export interface SessionStart {
	type: "session.start";
	ref?: string | null;
	media: "chat" | "voice";
}

export interface SessionEnd {
	type: "session.end";
	ref?: string | null;
}

/** The ticket comes from POST /agent/ticket/ and lives for a minute. */
export interface DesktopHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	ticket: string;
}

export interface PresenceSet {
	type: "presence.set";
	ref?: string | null;
	state: "ready" | "not_ready" | "after_call_work";
	reason?: string;
}

export interface OfferAccept {
	type: "offer.accept";
	ref?: string | null;
	interaction: string;
}

export interface OfferReject {
	type: "offer.reject";
	ref?: string | null;
	interaction: string;
}

export interface AgentChatSend {
	type: "chat.send";
	ref?: string | null;
	interaction: string;
	client_id: string;
	text: string;
}

export interface AgentChatTyping {
	type: "chat.typing";
	ref?: string | null;
	interaction: string;
}

export interface InteractionEnd {
	type: "interaction.end";
	ref?: string | null;
	interaction: string;
}

/** To exactly one of an agent and a queue. */
export interface InteractionTransfer {
	type: "interaction.transfer";
	ref?: string | null;
	interaction: string;
	to_agent?: number | null;
	to_queue?: number | null;
}

/** On the desktop socket: the nine digits the customer read out. */
export interface SessionJoin {
	type: "session.join";
	ref?: string | null;
	interaction: string;
	session_id: string;
}

/** The page in front: origin and path only, never query or fragment. */
export interface SessionPage {
	url: string;
	title: string;
}

/** `epoch` is drawn afresh on every page load; frames of another one are stale. */
export interface CustomerHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	token: string;
	tab: string;
	epoch: number;
	page: SessionPage;
}

/** The address changed without a page load. */
export interface PageChanged {
	type: "page.changed";
	ref?: string | null;
	url: string;
	title: string;
}

export interface WriteGrant {
	type: "write.grant";
	ref?: string | null;
}

export interface WriteDecline {
	type: "write.decline";
	ref?: string | null;
}

export interface WriteRevoke {
	type: "write.revoke";
	ref?: string | null;
}

/** The customer did something; sent at most every 5 s. */
export interface Activity {
	type: "activity";
	ref?: string | null;
}

export interface AgentHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	ticket: string;
}

export interface WriteRequest {
	type: "write.request";
	ref?: string | null;
}

/** Give Write Mode back, or withdraw the request for it. */
export interface WriteDrop {
	type: "write.drop";
	ref?: string | null;
}

/** The player lost the thread: a snapshot of one node, or of all (null). */
export interface ResyncRequest {
	type: "resync.request";
	ref?: string | null;
	node: number | null;
	reason: string;
}

/** One line. `seq` orders the lines; `client_id` is the author's own id of it. */
export interface ChatLine {
	seq: number;
	client_id: string | null;
	author: "customer" | "agent" | "system";
	name: string;
	text: string;
	at: string;
}

/** One interaction, for both sides. `queue_position` counts from 1. */
export interface InteractionState {
	id: string;
	media: "chat" | "voice";
	state: "queued" | "offered" | "ringing" | "active" | "held" | "ended";
	queue_position: number | null;
	agent_name: string | null;
	started_at: string;
	answered_at: string | null;
	ended_at: string | null;
	end_reason: string | null;
	customer_name: string;
	phone_number: string | null;
	page: PageView | null;
	source: string;
}

/** Everything both sides may know of a session; `id` is the history id. */
export interface SessionState {
	id: string;
	session_id: string | null;
	state: "pending" | "active" | "ended";
	media: "chat" | "voice";
	mode: "pointer" | "write";
	mode_epoch: number;
	write_request_expires_at: string | null;
	write_requests_left: number;
	agent_name: string | null;
	interaction_id: string | null;
	created_at: string;
	activated_at: string | null;
	ended_at: string | null;
	end_reason: string | null;
	customer_online: boolean;
	agent_online: boolean;
	page: SessionPage | null;
}

/** What the widget may offer; the phone number is for display. */
export interface SiteState {
	name: string;
	chat_available: boolean;
	voice_number: string | null;
}

export interface WidgetWelcome {
	type: "welcome";
	protocol: number;
	token: string;
	interaction: InteractionState | null;
	messages: ChatLine[];
	site: SiteState;
	session: SessionState | null;
}

export interface CustomerInteractionUpdated {
	type: "interaction.updated";
	interaction: InteractionState;
}

export interface CustomerChatMessage {
	type: "chat.message";
	message: ChatLine;
}

export interface AgentTyping {
	type: "chat.typing";
	name: string;
}

export interface Pong {
	type: "pong";
}

/** A refusal: the code is stable, the detail is for people. */
export interface ErrorFact {
	type: "error";
	code: string;
	detail: string;
	ref: string | null;
	limit: number | null;
	retry_after: number | null;
}

export interface SessionUpdated {
	type: "session.updated";
	session: SessionState;
	cause: "session.started" | "session.joined" | "session.ended" | "session.resumed" | "write.requested" | "write.granted" | "write.declined" | "write.expired" | "write.revoked" | "write.dropped" | "peer.online" | "peer.offline" | "page.opened";
}

/** The agent as the agent's own desktop shows it; capacity counts chats. */
export interface AgentState {
	id: number;
	name: string;
	state: "logged_out" | "ready" | "not_ready" | "after_call_work";
	state_reason: string;
	state_since_at: string;
	capacity: number;
}

export interface HandledInteraction {
	interaction: InteractionState;
	messages: ChatLine[];
}

export interface OfferView {
	interaction: InteractionState;
	expires_at: string;
}

export interface TransferAgent {
	id: number;
	name: string;
	state: "logged_out" | "ready" | "not_ready" | "after_call_work";
}

export interface TransferQueue {
	id: number;
	name: string;
}

export interface TransferTargets {
	agents: TransferAgent[];
	queues: TransferQueue[];
}

export interface DesktopWelcome {
	type: "welcome";
	protocol: number;
	agent: AgentState;
	offers: OfferView[];
	interactions: HandledInteraction[];
	transfer_targets: TransferTargets;
	session: SessionState | null;
}

export interface PresenceUpdated {
	type: "presence.updated";
	agent: AgentState;
}

export interface OfferMade {
	type: "offer.made";
	offer: OfferView;
}

export interface OfferWithdrawn {
	type: "offer.withdrawn";
	interaction: string;
	reason: "accepted" | "rejected" | "missed" | "withdrawn" | "ended";
}

export interface InteractionOpened {
	type: "interaction.opened";
	interaction: InteractionState;
	messages: ChatLine[];
}

export interface InteractionUpdated {
	type: "interaction.updated";
	interaction: InteractionState;
}

export interface InteractionClosed {
	type: "interaction.closed";
	interaction: string;
	reason: string;
}

export interface ChatMessageAdded {
	type: "chat.message";
	interaction: string;
	message: ChatLine;
}

export interface CustomerTyping {
	type: "chat.typing";
	interaction: string;
	name: string;
}

export interface TransferTargetsUpdated {
	type: "transfer_targets.updated";
	targets: TransferTargets;
}

/** On the desktop socket: open the viewer. */
export interface SessionOpened {
	type: "session.opened";
	session: SessionState;
}

/** One masking rule as the recorder applies it. */
export interface MaskRule {
	id: number;
	selector: string;
	effect: "mask" | "block" | "restrict" | "allow" | "reveal" | "pause";
}

export interface CustomerWelcome {
	type: "welcome";
	protocol: number;
	session: SessionState;
	rules: MaskRule[];
	mask_all: boolean;
	mask_title: boolean;
	allowed_origins: string[];
}

export interface RulesUpdated {
	type: "rules.updated";
	rules: MaskRule[];
}

/** To the recorder: send a full snapshot of the node, or of everything. */
export interface ResyncRequested {
	type: "resync.requested";
	node: number | null;
	reason: string;
}

export interface AgentWelcome {
	type: "welcome";
	protocol: number;
	session: SessionState;
}

export interface PageOpened {
	type: "page.opened";
	url: string;
	title: string;
}

export interface Modifiers {
	shift: boolean;
	ctrl: boolean;
	alt: boolean;
	meta: boolean;
}

/** `fx`, `fy`: where in the element's border box, 0 to 1. */
export interface ClickCommand {
	do: "click";
	node: number;
	fx: number;
	fy: number;
	button: 0 | 1 | 2;
	count: 1 | 2 | 3;
	mods: Modifiers;
}

export interface HoverCommand {
	do: "hover";
	node: number;
	fx: number;
	fy: number;
}

/** Inserted at the caret of the field. */
export interface TextCommand {
	do: "text";
	node: number;
	text: string;
}

export interface KeyCommand {
	do: "key";
	node: number | null;
	key: string;
	mods: Modifiers;
}

/** For fields that are set as a whole: date, colour, range. */
export interface ValueCommand {
	do: "value";
	node: number;
	value: string;
}

export interface CheckCommand {
	do: "check";
	node: number;
	checked: boolean;
}

export interface SelectCommand {
	do: "select";
	node: number;
	indexes: number[];
}

export interface FocusCommand {
	do: "focus";
	node: number;
}

/** Fractions of the scroll range; `node` null scrolls the page. */
export interface ScrollCommand {
	do: "scroll";
	node: number | null;
	x: number;
	y: number;
}

export interface HistoryCommand {
	do: "back" | "forward" | "refresh";
}

export interface NavigateCommand {
	do: "navigate";
	url: string;
}

export interface SelectionCommand {
	do: "selection";
	node: number;
	start: number;
	end: number;
}

/** Body of an acknowledgement that says `target_forbidden`. */
export interface AckDetail {
	kind: "masked" | "restricted" | "submit" | "file" | "password" | "own_ui" | "disabled";
}

export type WidgetCommand = WidgetHello | ChatStart | ChatSend | ChatTyping | ChatEnd | Ping | SessionStart | SessionEnd;

export type DesktopCommand = DesktopHello | PresenceSet | Ping | OfferAccept | OfferReject | AgentChatSend | AgentChatTyping | InteractionEnd | InteractionTransfer | SessionJoin;

export type SessionCustomerCommand = CustomerHello | PageChanged | WriteGrant | WriteDecline | WriteRevoke | SessionEnd | Activity | Ping;

export type SessionAgentCommand = AgentHello | WriteRequest | WriteDrop | SessionEnd | ResyncRequest | Ping;

export type WidgetFact = WidgetWelcome | CustomerInteractionUpdated | CustomerChatMessage | AgentTyping | Pong | ErrorFact | SessionUpdated;

export type DesktopFact = DesktopWelcome | PresenceUpdated | Pong | ErrorFact | OfferMade | OfferWithdrawn | InteractionOpened | InteractionUpdated | InteractionClosed | ChatMessageAdded | CustomerTyping | TransferTargetsUpdated | SessionOpened | SessionUpdated;

export type SessionCustomerFact = CustomerWelcome | RulesUpdated | SessionUpdated | ResyncRequested | ErrorFact | Pong;

export type SessionAgentFact = AgentWelcome | SessionUpdated | PageOpened | ErrorFact | Pong;

export type CommandBody = ClickCommand | HoverCommand | TextCommand | KeyCommand | ValueCommand | CheckCommand | SelectCommand | FocusCommand | ScrollCommand | HistoryCommand | NavigateCommand | SelectionCommand;
