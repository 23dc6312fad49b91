/** Interactions, lines, sessions and a welcome as tests want them. */
import type {
	Callback,
	ChatLine,
	DesktopIn,
	InteractionState,
	SessionState,
	Welcome,
} from "./wire";

export const AGENT = {
	id: 1,
	name: "Alice",
	state: "ready",
	state_reason: "",
	state_since_at: "2030-01-01T08:00:00Z",
	state_until_at: null,
	capacity: 3,
} as const;

export const chat = (
	id: string,
	more: Partial<InteractionState> = {},
): InteractionState => ({
	id,
	media: "chat",
	state: "active",
	external: false,
	asynchronous: false,
	queue_name: "Shop",
	queue_position: null,
	estimated_wait_seconds: null,
	agent_name: "Alice",
	started_at: "2030-01-01T08:00:00Z",
	answered_at: "2030-01-01T08:00:10Z",
	ended_at: null,
	end_reason: null,
	customer_name: "Mara",
	customer_online: true,
	phone_number: null,
	contact: null,
	page: null,
	source: "web",
	receipts: {
		customer_delivered: 0,
		customer_read: 0,
		agent_delivered: 0,
		agent_read: 0,
	},
	...more,
});

export const line = (seq: number, more: Partial<ChatLine> = {}): ChatLine => ({
	seq,
	client_id: null,
	author: "customer",
	name: "Mara",
	text: `line ${seq}`,
	at: "2030-01-01T08:01:00Z",
	...more,
});

export const session = (more: Partial<SessionState> = {}): SessionState => ({
	id: "s1",
	session_id: "123456789",
	state: "active",
	media: "chat",
	mode: "pointer",
	mode_epoch: 0,
	write_request_expires_at: null,
	write_requests_left: 3,
	agent_name: "Alice",
	interaction_id: "a",
	created_at: "2030-01-01T08:02:00Z",
	activated_at: "2030-01-01T08:02:05Z",
	ended_at: null,
	end_reason: null,
	customer_online: true,
	agent_online: true,
	paused: false,
	page: null,
	...more,
});

export const welcome = (more: Partial<Welcome> = {}): DesktopIn => ({
	type: "welcome",
	protocol: 1,
	agent: AGENT,
	not_ready_reasons: [],
	quick_replies: [],
	wrap_ups: [],
	dispositions: [],
	callbacks: [],
	offers: [],
	interactions: [],
	session: null,
	transfer_targets: { agents: [], queues: [] },
	...more,
});

export const callback = (
	id: string,
	more: Partial<Callback> = {},
): Callback => ({
	id,
	state: "open",
	queue_name: "Shop calls",
	name: "Nora",
	phone_number: "+47 55 00 11 22",
	text: "About my order",
	preferred_at: null,
	created_at: "2030-01-01T08:00:00Z",
	agent_name: null,
	mine: false,
	...more,
});
