import type {
	ChatEvent,
	EventName,
	Listener,
	ModeEvent,
	SessionEvent,
	WriteRequestEvent,
} from "./api";
import type { State } from "./state";
import { unread_count, write_request } from "./views";

/**
 * Listeners of the page. A late one hears the last value at once. Each hears a
 * copy of its own, and what it throws stays with it.
 */
export class Events {
	#listeners = new Map<EventName, Set<Listener>>();
	#last = new Map<EventName, string>();

	on(name: EventName, listener: Listener): void {
		if (typeof listener !== "function") return;
		const listeners = this.#listeners.get(name) ?? new Set();
		this.#listeners.set(name, listeners.add(listener));
		const last = this.#last.get(name);
		if (last !== undefined)
			queueMicrotask(() => {
				if (listeners.has(listener)) tell(listener, last);
			});
	}

	off(name: EventName, listener: Listener): void {
		this.#listeners.get(name)?.delete(listener);
	}

	/** Tells all listeners, unless the last value was the same. */
	publish(name: EventName, value: unknown): void {
		const json = JSON.stringify(value);
		if (this.#last.get(name) === json) return;
		this.#last.set(name, json);
		for (const listener of [...(this.#listeners.get(name) ?? [])])
			tell(listener, json);
	}

	/** An event of the moment: told each time it happens. */
	announce(name: EventName, value: unknown): void {
		this.#last.delete(name);
		this.publish(name, value);
	}

	forget(name: EventName): void {
		this.#last.delete(name);
	}

	/** Publishes what a state change means for the page. */
	follow(state: State): void {
		this.publish("connection", { state: state.connection });
		this.publish("session", session_event(state));
		this.publish("mode", mode_event(state));
		this.publish("write_request", write_request_event(state));
		this.publish("chat", chat_event(state));
	}
}

function tell(listener: Listener, json: string): void {
	try {
		listener(JSON.parse(json));
	} catch (error) {
		console.error("cobrowse: a listener failed:", error);
	}
}

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
	};
}

const mode_event = ({ session }: State): ModeEvent => ({
	mode: session?.state === "active" ? session.mode : "none",
});

function write_request_event(state: State): WriteRequestEvent {
	const request = write_request(state);
	return {
		pending: request !== null,
		agent_name: request?.agent_name ?? null,
		expires_at: request?.expires_at ?? null,
	};
}

function chat_event(state: State): ChatEvent {
	const chat = state.interaction?.media === "chat" ? state.interaction : null;
	const phase = chat?.state ?? (state.chat_start ? "starting" : "none");
	return {
		state: phase === "ringing" || phase === "held" ? "active" : phase,
		queue_position: chat?.queue_position ?? null,
		agent_name: chat?.agent_name ?? null,
		typing: state.typing_name !== null,
		unread: unread_count(state),
		messages: state.messages,
		unsent: state.outbox.map((message) => message.client_id),
	};
}
