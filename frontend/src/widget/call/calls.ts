import type { Line } from "../../calls/line";
import type { Signal } from "../../calls/signals";
import { idle_line } from "../../calls/view";
import type { CallConnect } from "../../protocol/messages";
import type { Link } from "../link";
import type { State } from "../state";
import type { Shelf } from "../storage";
import type { Store } from "../store";
import { call_is_answered, has_live_call } from "../views";
import type { CallControl } from "./control";
import { type CallWish, idle_talk, type Talk } from "./talk";

type Engine = typeof import("./engine");

const CALL_REF = "call.start";

export interface CallsOptions {
	readonly store: Store;
	readonly link: Link;
	readonly browser: Shelf;
	readonly tab_shelf: Shelf;
	readonly tab: string;
	/** Where the call comes from, when the page has said so. */
	readonly source: () => string;
}

/**
 * The browser call of this tab: started here, taken up again after a page load, and
 * silent while another tab of the same browser has it.
 */
export class Calls implements CallControl {
	readonly #options: CallsOptions;
	readonly #store: Store;
	#engine: Promise<Engine> | null = null;
	#loaded: Engine | null = null;
	#line: Line | null = null;
	#wish: CallWish | null = null;
	#asleep = false;

	constructor(options: CallsOptions) {
		this.#options = options;
		this.#store = options.store;
		const { link, store, tab } = options;
		link.on("welcome", ({ call, call_tab }) => {
			this.#talk({ tab: call_tab, here: call_tab === tab });
			this.#welcomed(call?.id ?? null);
		});
		link.on("call.connect", (message) => this.#connect(message));
		link.on("call.signal", ({ signal }) => this.#hear(signal));
		link.on("error", ({ code, ref }) => {
			if (ref === CALL_REF) this.#refused(code);
		});
		store.watch((state, before) => this.#follow(state, before));
	}

	start(wish: CallWish): void {
		const { talk } = this.#store.state;
		if (talk.start !== "none" || has_live_call(this.#store.state)) return;
		this.#wish = wish;
		this.#options.link.open();
		this.#store.dispatch({ do: "problem", code: null });
		this.#talk({ ...idle_talk, start: "microphone" });
		void this.#try_microphone(wish);
	}

	end(): void {
		const { call, talk } = this.#store.state;
		if (talk.start !== "none") {
			this.#wish = null;
			this.#talk({ start: "none" });
		}
		if (!call || call.state === "ended") return;
		// Over here at once; the server hears of it now, or when it is back.
		const { browser, link } = this.#options;
		if (!link.send({ type: "call.end" })) browser.set("hung_up", call.id);
		this.#store.dispatch({
			do: "interaction",
			interaction: { ...call, state: "ended", end_reason: "customer_ended" },
		});
	}

	mute(muted: boolean): void {
		const { call } = this.#store.state;
		this.#line?.mute(muted);
		// Whoever is muted stays so on the next page and with the next agent.
		this.#options.tab_shelf.set("muted", muted && call ? call.id : null);
	}

	retry(): void {
		if (this.#line) this.#line.retry();
		else if (this.#may_talk()) this.#with_line((line) => line.begin());
	}

	listen(): void {
		this.#line?.press();
	}

	take_over(): void {
		if (!call_is_answered(this.#store.state)) return;
		this.#talk({ here: true, tab: this.#options.tab });
		this.#with_line((line) => line.begin());
	}

	use_microphone(id: string): void {
		void this.#line?.use_microphone(id);
	}

	use_speaker(id: string): void {
		void this.#line?.use_speaker(id);
	}

	async devices() {
		const engine = await this.#load();
		return engine.list_devices(engine.natives);
	}

	levels() {
		const levels = this.#line?.levels;
		return { own: levels?.read("own") ?? 0, other: levels?.read("other") ?? 0 };
	}

	forget(): void {
		this.#store.dispatch({ do: "forget_call" });
	}

	/** The page is left, perhaps to be shown again; the call waits for the next one. */
	sleep(): void {
		this.#asleep = true;
		this.#hang_up();
	}

	wake(): void {
		this.#asleep = false;
	}

	async #try_microphone(wish: CallWish): Promise<void> {
		const obstacle = await this.#microphone_obstacle();
		if (this.#wish !== wish) return;
		if (obstacle) {
			this.#wish = null;
			this.#talk({ start: "none", obstacle });
			return;
		}
		this.#talk({ start: "sending" });
		this.#send_wish();
	}

	async #microphone_obstacle(): Promise<Talk["obstacle"]> {
		const engine = await this.#load().catch(() => null);
		if (!engine) return "unreachable";
		const obstacle = engine.obstacle(engine.natives);
		if (obstacle) return obstacle;
		const { stream, trouble } = await engine.open_microphone(
			engine.natives,
			null,
		);
		// Nobody listens yet: it is off while the customer waits.
		for (const track of stream?.getTracks() ?? []) track.stop();
		return trouble;
	}

	#send_wish(): void {
		if (!this.#wish || this.#store.state.talk.start !== "sending") return;
		const source = this.#options.source();
		this.#options.link.send({
			type: "call.start",
			...this.#wish,
			...(source === "web" ? {} : { source }),
			ref: CALL_REF,
		});
	}

	#refused(code: string): void {
		this.#wish = null;
		this.#talk({ start: "none" });
		this.#store.dispatch({ do: "problem", code });
	}

	#welcomed(call: string | null): void {
		const { browser, link } = this.#options;
		const hung_up = browser.get("hung_up");
		browser.set("hung_up", null);
		if (call && hung_up === call) {
			link.send({ type: "call.end" });
			return;
		}
		this.#send_wish();
		// A new page, or a connection that was away: the line itself may stand.
		if (!this.#may_talk()) return;
		if (this.#line) this.#line.wake();
		else {
			this.#talk({ resumed: true });
			this.#with_line((line) => line.begin());
		}
	}

	#connect({ tab, ice_servers, asked }: CallConnect): void {
		const here = tab === this.#options.tab;
		this.#talk({ tab, here });
		if (here) this.#with_line((line) => line.connect(ice_servers, asked));
	}

	#hear(signal: Signal): void {
		if (this.#may_talk()) this.#with_line((line) => line.hear(signal));
	}

	/** In order, also while the engine is on its way. */
	#with_line(fn: (line: Line) => void): void {
		this.#load().then(
			(engine) => {
				if (!this.#may_talk()) return;
				this.#line ??= this.#new_line(engine);
				fn(this.#line);
			},
			() => this.#talk({ obstacle: "unreachable" }),
		);
	}

	#new_line({ Line, natives }: Engine): Line {
		const line: Line = new Line({
			role: "customer",
			natives,
			send: (signal) =>
				this.#options.link.send({ type: "call.signal", signal }),
			on_change: (view) => {
				if (this.#line !== line) return;
				const { resumed } = this.#store.state.talk;
				this.#talk({
					line: view,
					resumed: resumed && view.phase !== "connected",
				});
			},
		});
		const { call } = this.#store.state;
		line.hold(call?.state === "held");
		if (call && this.#options.tab_shelf.get("muted") === call.id)
			line.mute(true);
		this.#talk({ line: line.view, obstacle: null });
		return line;
	}

	#follow(state: State, before: State): void {
		if (state.call?.id !== before.call?.id && state.talk.start === "sending") {
			// What was asked for here is here.
			this.#wish = null;
			this.#talk({ start: "none", here: true, tab: this.#options.tab });
		}
		this.#line?.hold(state.call?.state === "held");
		if (this.#line && !this.#may_talk()) this.#hang_up();
	}

	/** Somebody is in the call, and this tab is the one to speak with them. */
	#may_talk(): boolean {
		const { state } = this.#store;
		return call_is_answered(state) && state.talk.here && !this.#asleep;
	}

	#hang_up(): void {
		this.#line?.end();
		this.#line = null;
		this.#talk({ line: idle_line });
	}

	#load(): Promise<Engine> {
		if (this.#loaded) return Promise.resolve(this.#loaded);
		this.#engine ??= import("./engine");
		return this.#engine.then(
			(engine) => {
				this.#loaded = engine;
				return engine;
			},
			(error: unknown) => {
				this.#engine = null;
				throw error;
			},
		);
	}

	#talk(talk: Partial<Talk>): void {
		this.#store.dispatch({ do: "talk", talk });
	}
}
