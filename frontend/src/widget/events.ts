import { complain } from "../transport/complain";
import { to_json } from "../transport/json";
import type { EventMap, EventName, Listener } from "./api";
import { event_values } from "./event_values";
import type { State } from "./state";

/** What is kept of a listener: the value comes as JSON, each gets a copy of its own. */
type Hears = (json: string) => void;

/**
 * Listeners of the page. A late one hears the last value at once. Each hears a
 * copy of its own, and what it throws stays with it.
 */
export class Events {
	#listeners = new Map<EventName, Map<unknown, Hears>>();
	#last = new Map<EventName, string>();

	on<E extends EventName>(name: E, listener: Listener<E>): void {
		if (typeof listener !== "function") return;
		const listeners = this.#listeners.get(name) ?? new Map<unknown, Hears>();
		const hears: Hears = (json) =>
			contained(() => listener(JSON.parse(json) as EventMap[E]));
		this.#listeners.set(name, listeners.set(listener, hears));
		const last = this.#last.get(name);
		if (last !== undefined)
			queueMicrotask(() => {
				if (listeners.get(listener) === hears) hears(last);
			});
	}

	off<E extends EventName>(name: E, listener: Listener<E>): void {
		this.#listeners.get(name)?.delete(listener);
	}

	/** Tells all listeners, unless the last value was the same. */
	publish<E extends EventName>(name: E, value: EventMap[E]): void {
		const json = to_json(value);
		if (this.#last.get(name) === json) return;
		this.#last.set(name, json);
		for (const hears of [...(this.#listeners.get(name)?.values() ?? [])])
			hears(json);
	}

	/** An event of the moment: told each time it happens. */
	announce<E extends EventName>(name: E, value: EventMap[E]): void {
		this.#last.delete(name);
		this.publish(name, value);
	}

	forget(name: EventName): void {
		this.#last.delete(name);
	}

	/** Publishes what a state change means for the page. */
	follow(state: State): void {
		for (const name of Object.keys(event_values) as Followed[])
			this.#follow(name, state);
	}

	#follow<E extends Followed>(name: E, state: State): void {
		this.publish(name, event_values[name](state) as EventMap[E]);
	}
}

type Followed = keyof typeof event_values;

function contained(call: () => unknown): void {
	try {
		call();
	} catch (error) {
		complain(error, "a listener failed");
	}
}
