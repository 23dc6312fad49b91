/** What the state means for the page's listeners: one pure function for each event. */
import type {
	AvailabilityEvent,
	CallbackEvent,
	CallEvent,
	ChatEvent,
	DrawingsEvent,
	EventMap,
	ModeEvent,
	SessionEvent,
	WriteRequestEvent,
} from "./api";
import { is_away } from "./availability";
import type { State } from "./state";
import { unread_count, write_request } from "./views";

/** Events that follow the state; the others are of the moment. */
type Following = Exclude<keyof EventMap, "error">;

export const event_values: {
	readonly [E in Following]: (state: State) => EventMap[E];
} = {
	connection: (state) => ({ state: state.connection }),
	availability: availability_event,
	session: session_event,
	mode: mode_event,
	write_request: write_request_event,
	drawings: drawings_event,
	chat: chat_event,
	call: call_event,
	callback: callback_event,
};

function session_event(state: State): SessionEvent {
	const { session } = state;
	return {
		state: state.session_start ? "starting" : (session?.state ?? "none"),
		session_id:
			session?.state === "ended" ? null : (session?.session_id ?? null),
		media: session?.media ?? state.session_start,
		agent_name: session?.agent_name ?? null,
		end_reason: session?.end_reason ?? null,
		sharing: state.sharing,
		paused: session?.paused ?? false,
	};
}

function mode_event({ session }: State): ModeEvent {
	return { mode: session?.state === "active" ? session.mode : "none" };
}

function write_request_event(state: State): WriteRequestEvent {
	const request = write_request(state);
	return {
		pending: request !== null,
		agent_name: request?.agent_name ?? null,
		expires_at: request?.expires_at ?? null,
	};
}

function drawings_event({ drawings }: State): DrawingsEvent {
	const { count, own, tool, allowed, notes } = drawings;
	return {
		count,
		own,
		tool,
		allowed,
		notes: notes.map(({ side, name, text }) => ({
			author: side,
			place: name,
			text,
		})),
	};
}

function chat_event(state: State): ChatEvent {
	const chat = state.interaction;
	const phase = chat?.state ?? (state.chat_start ? "starting" : "none");
	return {
		state: phase === "ringing" || phase === "held" ? "active" : phase,
		asynchronous: chat?.asynchronous ?? false,
		away: is_away(state),
		queue_name: chat?.queue_name ?? null,
		queue_position: chat?.queue_position ?? null,
		estimated_wait_seconds: chat?.estimated_wait_seconds ?? null,
		agent_name: chat?.agent_name ?? null,
		typing: state.typing_name !== null,
		unread: unread_count(state),
		messages: state.messages,
		unsent: state.outbox.map(({ client_id, text, status }) => ({
			client_id,
			text,
			status,
		})),
		delivered_seq: chat?.receipts?.agent_delivered ?? 0,
		read_seq: chat?.receipts?.agent_read ?? 0,
		end_reason: chat?.end_reason ?? null,
	};
}

function call_event({ call, talk }: State): CallEvent {
	const starts = talk.start === "none" ? "none" : "starting";
	const phase = call?.state ?? starts;
	const live = call !== null && call.state !== "ended";
	return {
		state: phase === "ringing" || phase === "parked" ? "queued" : phase,
		sound: live && talk.tab && !talk.here ? "elsewhere" : sound_of(talk),
		muted: talk.line.muted,
		trouble: talk.line.trouble ?? talk.obstacle,
		queue_name: call?.queue_name ?? null,
		queue_position: call?.queue_position ?? null,
		estimated_wait_seconds: call?.estimated_wait_seconds ?? null,
		agent_name: call?.agent_name ?? null,
		end_reason: call?.end_reason ?? null,
	};
}

function sound_of({ start, line }: State["talk"]): CallEvent["sound"] {
	if (start === "microphone") return "microphone";
	return line.phase === "idle" || line.phase === "ended" ? "off" : line.phase;
}

function callback_event({ callback, callback_start }: State): CallbackEvent {
	const wish = callback_start ?? callback;
	const taken = callback?.state === "taken" ? "taken" : "open";
	return {
		state: callback_start ? "requesting" : callback ? taken : "none",
		phone_number: wish?.phone_number ?? null,
		preferred_at: wish?.preferred_at ?? null,
	};
}

function availability_event({ site, wording }: State): AvailabilityEvent {
	return {
		known: site !== null,
		chat_available: site?.chat_available ?? false,
		voice_number: site?.voice_number ?? null,
		browser_calls: site?.browser_calls ?? false,
		callbacks: site?.callbacks ?? false,
		queues: site?.queues ?? [],
		consent_text: wording?.text || null,
	};
}
