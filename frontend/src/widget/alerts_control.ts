import type { Alerts, State } from "./state";
import type { Shelf } from "./storage";
import type { Store } from "./store";
import type { StringName } from "./strings";
import { unread_count } from "./views";

export interface AlertsOptions {
	readonly store: Store;
	/** Shared by all tabs: what rings, and which message has rung. */
	readonly browser: Shelf;
	readonly tab: string;
	say(name: StringName, values?: Readonly<Record<string, string>>): string;
	/** The customer wants to see the conversation. */
	on_click(): void;
	/** Something that the customer is told in passing. */
	on_refused(): void;
}

/** A hidden tab lets the one on the screen ring first. */
const HIDDEN_WAIT_MS = 120;
/** Tabs may run in processes of their own: what one writes, another reads a little later. */
const SETTLE_MS = 250;
/** Longer than any tab takes to hear of the same message. */
const HELD_MS = 10_000;
const EXCERPT_CHARS = 120;

/** Sound and notifications: off until the customer wants them, once for all tabs. */
export class AlertsControl {
	readonly #options: AlertsOptions;

	constructor(options: AlertsOptions) {
		this.#options = options;
		const { browser, store } = options;
		store.dispatch({
			do: "alerts",
			alerts: {
				sound: browser.get("sound") === "1",
				notify: browser.get("notify") === "1",
			},
		});
		store.watch((state, before) => {
			const seq = newly_unread(state, before);
			if (seq !== null) void this.#alert(state, seq);
		});
	}

	async set(wanted: Partial<Alerts>): Promise<void> {
		const { browser, store, on_refused } = this.#options;
		const alerts = { ...store.state.alerts, ...wanted };
		if (wanted.sound) {
			// Heard at once: proof that it works, and the browser's leave to sound.
			void this.#load().then((sounds) => sounds?.ring());
		}
		if (wanted.notify) {
			const allowed = (await (await this.#load())?.may_notify()) ?? false;
			if (!allowed) {
				alerts.notify = false;
				on_refused();
			}
		}
		browser.set("sound", alerts.sound ? "1" : null);
		browser.set("notify", alerts.notify ? "1" : null);
		store.dispatch({ do: "alerts", alerts });
	}

	async #alert(state: State, seq: number): Promise<void> {
		const { browser, say, on_click } = this.#options;
		const sound = browser.get("sound") === "1";
		const notify = browser.get("notify") === "1" && !state.visible;
		if (!sound && !notify) return;
		if (!(await this.#claim(`${state.chat_id} ${seq}`, state.visible))) return;
		const line = state.messages.find((message) => message.seq === seq);
		const alerts = await this.#load();
		if (sound) alerts?.ring();
		if (notify && line)
			alerts?.notify(
				say("say_message", { agent: line.name || say("chat_agent") }),
				line.text.slice(0, EXCERPT_CHARS),
				on_click,
			);
	}

	/** True in one tab only. */
	async #claim(mark: string, visible: boolean): Promise<boolean> {
		const { browser, tab } = this.#options;
		if (!visible) await wait(HIDDEN_WAIT_MS * (1 + Math.random()));
		if (navigator.locks) return first_to_lock(`cobrowse ${mark}`);
		if (browser.get("rung")?.startsWith(`${mark} `)) return false;
		browser.set("rung", `${mark} ${tab}`);
		await wait(SETTLE_MS);
		return browser.get("rung") === `${mark} ${tab}`;
	}

	#load() {
		return import("./alerts").catch(() => null);
	}
}

/** The browser lets one tab have it; pages without https must do with storage. */
const first_to_lock = (name: string): Promise<boolean> =>
	new Promise((resolve) => {
		navigator.locks
			.request(name, { ifAvailable: true }, (lock) => {
				resolve(lock !== null);
				return lock && wait(HELD_MS);
			})
			.catch(() => resolve(false));
	});

const wait = (ms: number): Promise<void> =>
	new Promise((resolve) => window.setTimeout(resolve, ms));

/** Number of the newest agent's message that came just now and is on no screen. */
export function newly_unread(state: State, before: State): number | null {
	// What a page finds when it opens is shown by the badge, and rings nowhere.
	if (state.messages === before.messages || before.site === null) return null;
	const newest = (of: State) =>
		of.messages.filter((line) => line.author === "agent").at(-1)?.seq ?? 0;
	const seq = newest(state);
	const known = state.chat_id === before.chat_id ? newest(before) : 0;
	return seq > known && unread_count(state) > 0 ? seq : null;
}
