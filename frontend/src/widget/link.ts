import { CLOSE } from "../transport/close_codes";
import { ControlSocket, type SocketState } from "../transport/socket";
import type { ServerClock } from "./clock";
import { socket_url, type TagConfig } from "./config";
import { Consents } from "./consents";
import { CALLBACK_REF, CHAT_REF, due_starts, SESSION_REF } from "./due";
import { new_id } from "./ids";
import { type PrivatePaths, told_page, unknown_page } from "./page";
import type { CallbackWish, ChatStart, Connection } from "./state";
import type { Shelf } from "./storage";
import type { Store } from "./store";
import { has_live_chat } from "./views";
import {
	type ErrorFact,
	type Media,
	PROTOCOL_VERSION,
	type WidgetIn,
	type WidgetOut,
	type WidgetWelcome,
} from "./wire";

const TEXT_MAX = 4000;
const OUTBOX_MAX = 50;
const TYPING_EACH_MS = 3_000;
const TYPING_SHOWN_MS = 6_000;

export interface LinkOptions {
	readonly store: Store;
	readonly config: TagConfig;
	readonly browser: Shelf;
	readonly tab: string;
	readonly clock: ServerClock;
	readonly language: () => string;
	readonly source: () => string;
	readonly on_error: (code: string, detail: string) => void;
}

/**
 * The widget's socket: chat, and the start and end of sessions. Opened on first
 * use, kept while the page lives. What the customer said while it was down is
 * said again when it is back; the server knows repeated messages by their id.
 */
export class Link {
	readonly #socket = new ControlSocket<WidgetIn, WidgetOut>();
	readonly #options: LinkOptions;
	readonly #store: Store;
	#typed_at = 0;
	#typing_timer = 0;
	#token_refused = false;
	#private_paths: PrivatePaths = null;

	constructor(options: LinkOptions) {
		this.#options = options;
		this.#store = options.store;
		const socket = this.#socket;
		socket.on_state((state) => this.#moved(state));
		socket.on("welcome", (welcome) => this.#welcomed(welcome));
		socket.on("error", (error) => this.#refused(error));
		socket.on("interaction.updated", ({ interaction }) => {
			this.#store.dispatch({ do: "interaction", interaction });
			this.#flush();
		});
		socket.on("consent.updated", ({ consent }) =>
			this.#store.dispatch({ do: "wording", wording: consent }),
		);
		socket.on("site.updated", ({ site }) =>
			this.#store.dispatch({ do: "site", site }),
		);
		socket.on("callback.updated", ({ callback }) =>
			this.#store.dispatch({ do: "callback", callback }),
		);
		socket.on("chat.receipts", ({ receipts }) =>
			this.#store.dispatch({ do: "receipts", receipts }),
		);
		socket.on("chat.message", ({ message }) => {
			options.clock.note(message.at);
			this.#store.dispatch({ do: "message", message });
		});
		socket.on("chat.typing", ({ name }) => this.#typing(name));
		socket.on("session.updated", ({ session, cause }) => {
			if (cause === "session.started") options.clock.note(session.created_at);
			if (cause === "session.joined") options.clock.note(session.activated_at);
			// While this tab shares, its own session socket has the fresher news.
			const shares = this.#store.state.sharing === "live";
			const same = this.#store.state.session?.id === session.id;
			if (shares && same && session.state !== "ended") return;
			this.#store.dispatch({ do: "session", session });
		});
	}

	get token(): string | null {
		return this.#options.browser.get("token");
	}

	get is_open(): boolean {
		return this.#socket.is_open;
	}

	/** Connects unless it is connected or on its way. */
	open(): void {
		const { kind } = this.#socket.state;
		if (kind === "waiting") this.#socket.nudge();
		if (kind !== "idle" && kind !== "closed") return;
		const { config, tab, language } = this.#options;
		this.#socket.connect(
			socket_url(
				config.base_url,
				`ws/widget/${encodeURIComponent(config.site_key)}`,
			),
			() => ({
				type: "hello",
				protocol: PROTOCOL_VERSION,
				token: this.token,
				tab,
				page: unknown_page(),
				language: language().slice(0, 35),
			}),
		);
	}

	/** The page goes to sleep; `open` wakes it. */
	pause(): void {
		this.#socket.close();
	}

	/** The tab or the network came back. */
	nudge(): void {
		this.#socket.nudge();
	}

	/** Says something now; false when there is no connection. */
	send(message: WidgetOut): boolean {
		return this.#socket.send(message);
	}

	/** Hears messages of one type; for parts that are loaded when they are needed. */
	on<T extends WidgetIn["type"]>(
		type: T,
		listener: (message: Extract<WidgetIn, { type: T }>) => void,
	): () => void {
		return this.#socket.on(type, listener);
	}

	start_chat(start: ChatStart): void {
		this.open();
		this.#store.dispatch({ do: "chat_start", start });
		this.#flush();
	}

	request_callback(wish: CallbackWish): void {
		this.open();
		this.#store.dispatch({ do: "callback_start", wish });
		this.#flush();
	}

	send_message(text: string): void {
		const said = text.trim().slice(0, TEXT_MAX);
		const full = this.#store.state.outbox.length >= OUTBOX_MAX;
		if (!said || full || !has_live_chat(this.#store.state)) return;
		this.#store.dispatch({
			do: "queue_message",
			client_id: new_id(),
			text: said,
		});
		this.open();
		this.#flush();
	}

	retry_message(client_id: string): void {
		this.#store.dispatch({ do: "mark_message", client_id, status: "waiting" });
		this.open();
		this.#flush();
	}

	tell_typing(): void {
		const now = Date.now();
		if (now - this.#typed_at < TYPING_EACH_MS) return;
		if (this.#socket.send({ type: "chat.typing" })) this.#typed_at = now;
	}

	end_chat(): void {
		this.#socket.send({ type: "chat.end" });
	}

	/** Asks for a session; the answer arrives as state. Waits for a connection. */
	start_session(media: Media): void {
		this.open();
		this.#store.dispatch({ do: "session_start", media });
		this.#flush_session();
	}

	/** Tells the server of an end that has happened here; now, or when it is back. */
	end_session(id: string): void {
		this.#options.browser.set("ended", id);
		if (this.#socket.send({ type: "session.end" }))
			this.#options.browser.set("ended", null);
	}

	/** What the site tells of its addresses; null: it has not said it on this page. */
	get private_paths(): PrivatePaths {
		return this.#private_paths;
	}

	/** Not while the customer has paused sharing. */
	#tell_page({
		mask_title,
		private_paths,
	}: WidgetWelcome["page_policy"]): void {
		this.#private_paths = private_paths;
		if (!new Consents(this.#options.browser).on_hold)
			this.#socket.send({
				type: "page.told",
				...told_page(!mask_title, private_paths),
			});
	}

	#welcomed(welcome: WidgetWelcome): void {
		this.#token_refused = false;
		this.#options.browser.set("token", welcome.token);
		this.#store.dispatch({ do: "welcome", welcome });
		this.#tell_page(welcome.page_policy);
		const ended = this.#options.browser.get("ended");
		if (ended && welcome.session?.id === ended) this.end_session(ended);
		else this.#options.browser.set("ended", null);
		this.#flush();
		this.#flush_session();
	}

	#flush(): void {
		const state = this.#store.state;
		if (!this.#socket.is_open) return;
		for (const start of due_starts(state, this.#options.source()))
			this.#socket.send(start);
		if (!has_live_chat(state)) return;
		for (const { client_id, text, status } of state.outbox) {
			if (status !== "waiting") continue;
			const message = { client_id, text, ref: client_id };
			if (!this.#socket.send({ type: "chat.send", ...message })) return;
			this.#store.dispatch({ do: "mark_message", client_id, status: "sent" });
		}
	}

	#flush_session(): void {
		const { session_start, agreed_version, wording } = this.#store.state;
		if (session_start)
			this.#socket.send({
				type: "session.start",
				media: session_start,
				consent_version: agreed_version ?? wording?.version ?? 0,
				ref: SESSION_REF,
			});
	}

	/** The site has other words by now: they come in a message of their own. */
	#ask_anew(): void {
		const media = this.#store.state.session_start;
		if (media) this.#store.dispatch({ do: "ask_consent", media });
	}

	#refused({ code, detail, ref, retry_after }: ErrorFact): void {
		const mine = this.#store.state.outbox.find((m) => m.client_id === ref);
		if (mine && code === "rate_limited") {
			this.#store.dispatch({ do: "mark_message", ...mine, status: "waiting" });
			window.setTimeout(() => this.#flush(), (retry_after ?? 2) * 1000);
			return;
		}
		if (mine)
			this.#store.dispatch({
				do: "mark_message",
				...mine,
				status: "failed",
				code,
			});
		else if (code === "consent_outdated") this.#ask_anew();
		else if (ref === CHAT_REF || ref === SESSION_REF || ref === CALLBACK_REF)
			this.#store.dispatch({ do: "problem", code });
		this.#options.on_error(code, detail);
	}

	#typing(name: string): void {
		window.clearTimeout(this.#typing_timer);
		this.#store.dispatch({ do: "typing", name });
		this.#typing_timer = window.setTimeout(
			() => this.#store.dispatch({ do: "typing", name: null }),
			TYPING_SHOWN_MS,
		);
	}

	#moved(state: SocketState): void {
		if (state.kind === "closed" && state.code === CLOSE.AUTH_REQUIRED) {
			// The server has forgotten this browser: begin again as somebody new, once.
			this.#options.browser.set("token", null);
			if (!this.#token_refused) {
				this.#token_refused = true;
				this.open();
				return;
			}
		}
		const connection = as_connection(state);
		if (connection !== "open")
			this.#store.dispatch({ do: "connection", connection });
	}
}

function as_connection(state: SocketState): Connection {
	switch (state.kind) {
		case "open":
			return "open";
		case "waiting":
			return "lost";
		case "connecting":
			return state.attempt > 0 ? "lost" : "connecting";
		case "idle":
			return "idle";
		case "closed":
			return state.code === CLOSE.NORMAL ? "idle" : "refused";
	}
}
