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

/** `contact`: where to reach somebody who leaves a message while all are away. */
export interface ChatStart {
	type: "chat.start";
	ref?: string | null;
	name: string;
	question?: string;
	source?: string;
	queue?: string;
	contact?: string;
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

/** Lines up to `seq` have arrived; with `read` they have been on the screen. */
export interface ChatSeen {
	type: "chat.seen";
	ref?: string | null;
	seq: number;
	read: boolean;
}

export interface ChatEnd {
	type: "chat.end";
	ref?: string | null;
}

/** Please call me. One open request per customer; a second replaces the first. */
export interface CallbackRequest {
	type: "callback.request";
	ref?: string | null;
	name: string;
	phone_number: string;
	text?: string;
	queue?: string;
	preferred_at?: string | null;
}

export interface CallbackCancel {
	type: "callback.cancel";
	ref?: string | null;
}

/** On the widget socket: call from the browser. */
export interface CallStart {
	type: "call.start";
	ref?: string | null;
	name: string;
	queue?: string;
	source?: string;
}

/** An ICE candidate; an empty one ends the candidates of its round. */
export interface SignalCandidate {
	kind: "candidate";
	round: number;
	candidate: string;
	sdp_mid: string | null;
	sdp_m_line_index: number | null;
}

/** Sound goes both ways now; noted, and not passed on. */
export interface SignalConnected {
	kind: "connected";
}

/** An SDP offer or answer. `round` counts negotiations; an older one is stale. */
export interface SignalDescription {
	kind: "offer" | "answer";
	round: number;
	sdp: string;
}

export interface SignalMuted {
	kind: "muted";
	muted: boolean;
}

/** This side has its microphone and waits for an offer (a new page, a new tab). */
export interface SignalReady {
	kind: "ready";
}

/** This side cannot go on; the code says why, for the other side's screen. */
export interface SignalTrouble {
	kind: "trouble";
	code: "microphone_refused" | "microphone_missing" | "microphone_busy" | "connection";
}

export interface CustomerSignal {
	type: "call.signal";
	ref?: string | null;
	signal: SignalDescription | SignalCandidate | SignalReady | SignalTrouble | SignalMuted | SignalConnected;
}

export interface CallEnd {
	type: "call.end";
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
	consent_version?: number;
}

export interface SessionEnd {
	type: "session.end";
	ref?: string | null;
}

/** On the widget socket: the page, after the welcome has said what may be told. */
export interface PageTold {
	type: "page.told";
	ref?: string | null;
	url: string;
	title: string;
	referrer: string;
}

/**
 * The ticket comes from POST /agent/ticket/ and lives for a minute.
 *
 * `tab` is the browser tab's own id: the newest tab has the desktop, the one before it
 * is closed with 4409. `returning`: the tab had it before a cut and wants it only if
 * no other has taken over meanwhile.
 */
export interface DesktopHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	ticket: string;
	tab?: string | null;
	returning?: boolean;
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

/** Lines up to `seq` have arrived; with `read` they have been on the screen. */
export interface AgentChatSeen {
	type: "chat.seen";
	ref?: string | null;
	interaction: string;
	seq: number;
	read: boolean;
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

/** Let a messaging chat wait for the customer; it takes no capacity meanwhile. */
export interface InteractionPark {
	type: "interaction.park";
	ref?: string | null;
	interaction: string;
}

/** Take one's own parked chat up again, to write. */
export interface InteractionResume {
	type: "interaction.resume";
	ref?: string | null;
	interaction: string;
}

/** The outcome of an ended interaction; it leaves the desktop. */
export interface InteractionWrapUp {
	type: "interaction.wrap_up";
	ref?: string | null;
	interaction: string;
	disposition?: number | null;
	note?: string;
}

export interface CallbackTake {
	type: "callback.take";
	ref?: string | null;
	callback: string;
}

export interface CallbackRelease {
	type: "callback.release";
	ref?: string | null;
	callback: string;
}

export interface CallbackDone {
	type: "callback.done";
	ref?: string | null;
	callback: string;
	outcome: "reached" | "not_reached" | "wrong_number";
	note?: string;
}

/** One's own quick reply; without an id a new one. */
export interface QuickReplySave {
	type: "quick_reply.save";
	ref?: string | null;
	id?: number | null;
	shortcut: string;
	text: string;
}

export interface QuickReplyDelete {
	type: "quick_reply.delete";
	ref?: string | null;
	id: number;
}

export interface AgentSignal {
	type: "call.signal";
	ref?: string | null;
	interaction: string;
	signal: SignalDescription | SignalCandidate | SignalReady | SignalTrouble | SignalMuted | SignalConnected;
}

export interface CallHold {
	type: "call.hold";
	ref?: string | null;
	interaction: string;
}

export interface CallRetrieve {
	type: "call.retrieve";
	ref?: string | null;
	interaction: string;
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

/** Nothing passes from here on; Write Mode and a request for it are gone. */
export interface SharingPause {
	type: "sharing.pause";
	ref?: string | null;
}

export interface SharingResume {
	type: "sharing.resume";
	ref?: string | null;
}

/** The customer did something; sent at most every 5 s. */
export interface Activity {
	type: "activity";
	ref?: string | null;
}

/** The recorder mended or worked round something; one of a kind per 5 s. */
export interface MirrorProblem {
	type: "mirror.problem";
	ref?: string | null;
	code: string;
}

/**
 * Rules that matched something on this page so far, and those that failed there.
 *
 * `first`: the page has just been read as a whole; the rest adds to it.
 */
export interface MirrorRules {
	type: "mirror.rules";
	ref?: string | null;
	matched: number[];
	failed: number[];
	first: boolean;
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

/**
 * What the site asks before a page is shared, in place of the widget's own text.
 *
 * Plain text; an empty line parts paragraphs. Empty: the widget's own text counts.
 */
export interface ConsentWording {
	version: number;
	text: string;
}

/** The customer's own open request. */
export interface CustomerCallback {
	id: string;
	state: "open" | "taken" | "done" | "cancelled";
	phone_number: string;
	preferred_at: string | null;
	created_at: string;
}

/** An ended conversation of the customer's own, with at most its last 100 lines. */
export interface EarlierChat {
	interaction: string;
	queue_name: string | null;
	agent_name: string | null;
	started_at: string;
	ended_at: string | null;
	messages: ChatLine[];
}

/**
 * One interaction, for both sides. `queue_position` counts from 1.
 *
 * `external`: it belongs to a switch or chat stack of the company, which says how it
 * goes on. `asynchronous`: a chat that may be left and taken up again (spec PI-12).
 */
export interface InteractionState {
	id: string;
	media: "chat" | "voice";
	state: "queued" | "offered" | "ringing" | "active" | "held" | "parked" | "ended";
	external: boolean;
	asynchronous: boolean;
	queue_name: string | null;
	queue_position: number | null;
	estimated_wait_seconds: number | null;
	agent_name: string | null;
	started_at: string;
	answered_at: string | null;
	ended_at: string | null;
	end_reason: string | null;
	customer_name: string;
	customer_online: boolean;
	phone_number: string | null;
	contact: string | null;
	page: PageView | null;
	source: string;
	receipts: Receipts;
}

/** What a widget may tell of pages; the rest stays in the browser. */
export interface PagePolicy {
	mask_title: boolean;
	private_paths: string[];
}

/** One queue that a customer may choose; `opens_at` only while it is closed. */
export interface QueueState {
	key: string;
	name: string;
	media: "chat" | "voice";
	availability: "open" | "no_agents" | "full" | "closed";
	opens_at: string | null;
	estimated_wait_seconds: number | null;
	callbacks: boolean;
	messaging: boolean;
}

/** Up to which line each side has received and read the other's (0: none). */
export interface Receipts {
	customer_delivered: number;
	customer_read: number;
	agent_delivered: number;
	agent_read: number;
}

/**
 * Everything both sides may know of a session; `id` is the history id.
 *
 * `paused`: the customer has paused sharing, so nothing is relayed either way and
 * `page` is the one before the pause.
 */
export interface SessionState {
	id: string;
	session_id: string | null;
	state: "pending" | "active" | "ended";
	media: "chat" | "voice";
	mode: "pointer" | "write";
	mode_epoch: number;
	paused: boolean;
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

/**
 * What the widget may offer; the phone number is for display.
 *
 * `chat_available`: a chat may be started, if only to leave a message.
 * `browser_calls`: there is an active voice queue.
 */
export interface SiteState {
	name: string;
	chat_available: boolean;
	voice_number: string | null;
	browser_calls: boolean;
	callbacks: boolean;
	queues: QueueState[];
}

export interface WidgetWelcome {
	type: "welcome";
	protocol: number;
	token: string;
	interaction: InteractionState | null;
	messages: ChatLine[];
	call: InteractionState | null;
	callback: CustomerCallback | null;
	site: SiteState;
	earlier_chats: EarlierChat[];
	call_tab: string | null;
	session: SessionState | null;
	page_policy: PagePolicy;
	consent: ConsentWording | null;
}

/** `media` says which of the two it is: the chat or the call. */
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

export interface CustomerReceipts {
	type: "chat.receipts";
	receipts: Receipts;
}

export interface CustomerCallbackUpdated {
	type: "callback.updated";
	callback: CustomerCallback;
}

/** Queues opened, closed, filled up; agents came or went. */
export interface SiteUpdated {
	type: "site.updated";
	site: SiteState;
}

/** One entry of RTCPeerConnection's `iceServers`; credentials live for hours. */
export interface IceServer {
	urls: string[];
	username: string | null;
	credential: string | null;
}

/**
 * To both sides when a browser call is accepted; `asked`: to one that is ready.
 *
 * The agent's side makes the offers; the customer's side answers. `tab` is the
 * customer's tab that talks: the others have nothing to do.
 */
export interface CallConnect {
	type: "call.connect";
	interaction: string;
	tab: string;
	asked: boolean;
	ice_servers: IceServer[];
}

/** What the other side signals. */
export interface CallSignal {
	type: "call.signal";
	interaction: string;
	signal: SignalDescription | SignalCandidate | SignalReady | SignalTrouble | SignalMuted | SignalConnected;
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
	cause: "session.started" | "session.joined" | "session.ended" | "session.resumed" | "write.requested" | "write.granted" | "write.declined" | "write.expired" | "write.revoked" | "write.dropped" | "peer.online" | "peer.offline" | "page.opened" | "sharing.paused" | "sharing.resumed";
}

/** On the widget socket: the wording to ask with from now on. */
export interface ConsentUpdated {
	type: "consent.updated";
	consent: ConsentWording | null;
}

/**
 * The agent as the agent's own desktop shows it; capacity counts chats.
 *
 * `state_until_at`: when after-call work ends by itself.
 */
export interface AgentState {
	id: number;
	name: string;
	state: "logged_out" | "ready" | "not_ready" | "after_call_work";
	state_reason: string;
	state_since_at: string;
	state_until_at: string | null;
	capacity: number;
}

/** A customer who wants to be called; for the agents of its queue. */
export interface CallbackView {
	id: string;
	state: "open" | "taken" | "done" | "cancelled";
	queue_name: string;
	name: string;
	phone_number: string;
	text: string;
	preferred_at: string | null;
	created_at: string;
	agent_name: string | null;
	mine: boolean;
}

export interface DispositionView {
	id: number;
	name: string;
}

export interface HandledInteraction {
	interaction: InteractionState;
	messages: ChatLine[];
}

export interface OfferView {
	interaction: InteractionState;
	expires_at: string;
}

/** `own`: the agent's own, who may change it. Placeholders stay in `text`. */
export interface QuickReplyView {
	id: number;
	shortcut: string;
	text: string;
	language: string;
	own: boolean;
}

export interface TransferAgent {
	id: number;
	name: string;
	state: "logged_out" | "ready" | "not_ready" | "after_call_work";
}

export interface TransferQueue {
	id: number;
	name: string;
	media: "chat" | "voice";
}

export interface TransferTargets {
	agents: TransferAgent[];
	queues: TransferQueue[];
}

/**
 * An interaction that has ended and waits for its disposition.
 *
 * `until_at` is when it closes by itself; null: it waits for the agent.
 */
export interface WrapUp {
	interaction: InteractionState;
	messages: ChatLine[];
	until_at: string | null;
}

export interface DesktopWelcome {
	type: "welcome";
	protocol: number;
	agent: AgentState;
	not_ready_reasons: string[];
	offers: OfferView[];
	interactions: HandledInteraction[];
	transfer_targets: TransferTargets;
	quick_replies: QuickReplyView[];
	wrap_ups: WrapUp[];
	dispositions: DispositionView[];
	callbacks: CallbackView[];
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

/**
 * It is no longer this agent's to handle; `reason` is an end reason,
 * `transferred`, or `resumed` (the customer writes in a parked chat: it is offered
 * anew). A wrap-up may follow.
 */
export interface InteractionClosed {
	type: "interaction.closed";
	interaction: string;
	reason: string;
}

export interface WrapUpStarted {
	type: "wrap_up.started";
	interaction: string;
	until_at: string | null;
}

export interface WrapUpDone {
	type: "wrap_up.done";
	interaction: string;
	disposition: string | null;
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

export interface ReceiptsUpdated {
	type: "chat.receipts";
	interaction: string;
	receipts: Receipts;
}

export interface TransferTargetsUpdated {
	type: "transfer_targets.updated";
	targets: TransferTargets;
}

/** A callback of one of the agent's queues came or changed. */
export interface CallbackUpdated {
	type: "callback.updated";
	callback: CallbackView;
}

export interface QuickRepliesUpdated {
	type: "quick_replies.updated";
	quick_replies: QuickReplyView[];
}

/** On the desktop socket: open the viewer. */
export interface SessionOpened {
	type: "session.opened";
	session: SessionState;
}

export interface EmbedHello {
	type: "hello";
	ref?: string | null;
	protocol: number;
	ticket: string;
}

/** What the agent may join a session to, and the session that runs now. */
export interface EmbedWelcome {
	type: "welcome";
	protocol: number;
	agent_name: string;
	interactions: InteractionState[];
	session: SessionState | null;
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
	private_paths: string[];
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
	at?: number | null;
	do: "click";
	node: number;
	fx: number;
	fy: number;
	button: 0 | 1 | 2;
	count: 1 | 2 | 3;
	mods: Modifiers;
}

export interface HoverCommand {
	at?: number | null;
	do: "hover";
	node: number;
	fx: number;
	fy: number;
}

/** One turn of the wheel; unit of `dx`, `dy`: `mode` 0 pixels, 1 lines, 2 pages. */
export interface WheelCommand {
	at?: number | null;
	do: "wheel";
	node: number;
	fx: number;
	fy: number;
	dx: number;
	dy: number;
	mode: 0 | 1 | 2;
	mods: Modifiers;
}

/** The main button goes down and stays down: `drag` and `release` follow. */
export interface PressCommand {
	at?: number | null;
	do: "press";
	node: number;
	fx: number;
	fy: number;
	count: 1 | 2 | 3;
	mods: Modifiers;
}

/**
 * To a place in the customer's window, as fractions of its width and height.
 *
 * Not to an element: what is dragged moves along under the pointer.
 */
export interface DragCommand {
	at?: number | null;
	do: "drag" | "release";
	x: number;
	y: number;
}

/** Lets go without dropping. */
export interface CancelCommand {
	at?: number | null;
	do: "cancel";
}

/** Inserted at the caret of the field. */
export interface TextCommand {
	at?: number | null;
	do: "text";
	node: number;
	text: string;
}

export interface KeyCommand {
	at?: number | null;
	do: "key";
	node: number | null;
	key: string;
	mods: Modifiers;
}

/**
 * For fields that are set as a whole: date, colour, range.
 *
 * `going`: a slider is held and goes on; its `change` comes with the last one.
 */
export interface ValueCommand {
	at?: number | null;
	do: "value";
	node: number;
	value: string;
	going?: boolean;
}

export interface CheckCommand {
	at?: number | null;
	do: "check";
	node: number;
	checked: boolean;
}

export interface SelectCommand {
	at?: number | null;
	do: "select";
	node: number;
	indexes: number[];
}

export interface FocusCommand {
	at?: number | null;
	do: "focus";
	node: number;
}

/** Fractions of the scroll range; `node` null scrolls the page. */
export interface ScrollCommand {
	at?: number | null;
	do: "scroll";
	node: number | null;
	x: number;
	y: number;
}

export interface HistoryCommand {
	at?: number | null;
	do: "back" | "forward" | "refresh";
}

export interface NavigateCommand {
	at?: number | null;
	do: "navigate";
	url: string;
}

export interface SelectionCommand {
	at?: number | null;
	do: "selection";
	node: number;
	start: number;
	end: number;
}

/**
 * Body of an acknowledgement, where there is more to say than its status.
 *
 * `kind`: of `target_forbidden`. `needs`: it is done, and the page asked for what
 * browsers start at a person's own press only. `last_seq`: of `expired`. `at`: of the
 * answer to a probe (P-76), milliseconds since the page's recorder was made.
 */
export interface AckDetail {
	kind?: "masked" | "restricted" | "submit" | "file" | "password" | "own_ui" | "disabled" | null;
	needs?: "file" | "picker" | "fullscreen" | "window" | "passkey" | "payment" | "clipboard" | null;
	last_seq?: number | null;
	at?: number | null;
}

export type WidgetCommand = WidgetHello | ChatStart | ChatSend | ChatTyping | ChatSeen | ChatEnd | CallbackRequest | CallbackCancel | CallStart | CustomerSignal | CallEnd | Ping | SessionStart | SessionEnd | PageTold;

export type DesktopCommand = DesktopHello | PresenceSet | Ping | OfferAccept | OfferReject | AgentChatSend | AgentChatTyping | AgentChatSeen | InteractionEnd | InteractionTransfer | InteractionPark | InteractionResume | InteractionWrapUp | CallbackTake | CallbackRelease | CallbackDone | QuickReplySave | QuickReplyDelete | AgentSignal | CallHold | CallRetrieve | SessionJoin;

export type SessionCustomerCommand = CustomerHello | PageChanged | WriteGrant | WriteDecline | WriteRevoke | SharingPause | SharingResume | SessionEnd | Activity | MirrorProblem | MirrorRules | Ping;

export type SessionAgentCommand = AgentHello | WriteRequest | WriteDrop | SessionEnd | ResyncRequest | Ping;

export type WidgetFact = WidgetWelcome | CustomerInteractionUpdated | CustomerChatMessage | AgentTyping | CustomerReceipts | CustomerCallbackUpdated | SiteUpdated | CallConnect | CallSignal | Pong | ErrorFact | SessionUpdated | ConsentUpdated;

export type DesktopFact = DesktopWelcome | PresenceUpdated | Pong | ErrorFact | OfferMade | OfferWithdrawn | InteractionOpened | InteractionUpdated | InteractionClosed | WrapUpStarted | WrapUpDone | ChatMessageAdded | CustomerTyping | ReceiptsUpdated | TransferTargetsUpdated | CallbackUpdated | QuickRepliesUpdated | CallConnect | CallSignal | SessionOpened | SessionUpdated;

export type EmbedCommand = EmbedHello | SessionJoin | Ping;

export type EmbedFact = EmbedWelcome | InteractionOpened | InteractionUpdated | InteractionClosed | SessionOpened | SessionUpdated | Pong | ErrorFact;

export type SessionCustomerFact = CustomerWelcome | RulesUpdated | SessionUpdated | ResyncRequested | ErrorFact | Pong;

export type SessionAgentFact = AgentWelcome | SessionUpdated | PageOpened | ErrorFact | Pong;

export type CommandBody = ClickCommand | HoverCommand | WheelCommand | PressCommand | DragCommand | CancelCommand | TextCommand | KeyCommand | ValueCommand | CheckCommand | SelectCommand | FocusCommand | ScrollCommand | HistoryCommand | NavigateCommand | SelectionCommand;
