import type { FieldMemory } from "../mirror";
import type { ServerClock } from "./clock";
import { socket_url, type TagConfig } from "./config";
import type { Consents } from "./consents";
import type { DoubleEscape } from "./escape";
import type { Link } from "./link";
import type { PrivatePaths } from "./page";
import type { PartingNote } from "./parting_note";
import type {
	DrawingOrders,
	KeptDrawings,
	Notice,
	Sharing,
	SharingOptions,
	SharingState,
	Shown,
} from "./sharing_contract";
import type { Stack } from "./stack";
import { get_json, type Shelf, set_json } from "./storage";
import type { Store } from "./store";
import { is_framed, is_supported } from "./support";
import { is_in_front, on_front } from "./tab";
import {
	has_live_chat,
	known_media,
	live_session,
	may_start_session,
} from "./views";
import type { Media, SessionState } from "./wire";

/** How long the end of a session may take to be explained after its socket closed. */
const EXPLAIN_MS = 1_500;
const IMPORT_AGAIN_MS = 2_000;

const is_texts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every((one) => typeof one === "string");

export interface CobrowseOptions {
	readonly store: Store;
	readonly link: Link;
	readonly config: TagConfig;
	readonly consents: Consents;
	readonly tab_shelf: Shelf;
	readonly tab: string;
	readonly clock: ServerClock;
	readonly memory: FieldMemory;
	readonly escape: DoubleEscape;
	readonly stage: HTMLElement;
	readonly note: PartingNote;
	readonly stack: Stack;
	readonly on_notice: (notice: Notice) => void;
	readonly on_shown: (shown: Shown) => void;
	readonly say: SharingOptions["say"];
	readonly speak: SharingOptions["speak"];
	readonly on_error: (code: string, detail: string) => void;
}

/**
 * Who shares, and when: consent first, one tab at a time, resumed after a page
 * load, stopped here before anyone is told.
 */
export class Cobrowse {
	readonly #options: CobrowseOptions;
	readonly #store: Store;
	/** The session that this tab shares or is about to; null when it does not. */
	#sharing_id: string | null = null;
	#sharing: Sharing | null = null;
	/** The session that this tab shared on its previous page. */
	#resumed_id: string | null;
	/** The customer said yes on this page. */
	#asked_here = false;
	/** The customer took the yes back before the server had answered it. */
	#cancelled = false;
	#asleep = false;
	#kept: KeptDrawings = { session_id: "", entries: [] };
	/** Of the session that this tab shared last, so that its next page starts at once. */
	#private_paths: PrivatePaths;

	constructor(options: CobrowseOptions) {
		this.#options = options;
		this.#store = options.store;
		this.#resumed_id = options.tab_shelf.get("sharing");
		options.tab_shelf.set("sharing", null);
		this.#private_paths = get_json(
			options.tab_shelf,
			"private_paths",
			is_texts,
		);
		options.store.watch((state, before) => {
			if (before.session_start && !state.session_start && !state.session)
				options.consents.withdraw();
			if (state.session !== before.session)
				this.#reconcile(state.session, before.site === null);
		});
		on_front(() => {
			if (this.#sharing) this.#sharing.nudge();
			else this.#take_up();
		});
	}

	/** Goes on at once where the previous page of this tab left off. */
	resume(): void {
		const id = this.#resumed_id;
		if (id && this.#options.link.token && this.#options.consents.covers(id))
			this.#share(id);
	}

	/**
	 * The customer wants to share. Without a chat or a call the widget asks which
	 * it shall be (spec PI-2); `media` says that it is known.
	 */
	async ask(media: Media | null): Promise<void> {
		const state = this.#store.state;
		if (!may_start_session(state)) return;
		const obstacle = this.obstacle();
		if (obstacle) {
			this.#store.dispatch({ do: "problem", code: obstacle });
			this.#options.on_error(obstacle, "");
			return;
		}
		const { stack } = this;
		if (stack.is_set && !(await stack.is_agent_connected())) {
			this.#store.dispatch({ do: "problem", code: "no_interaction" });
			this.#options.on_error("no_interaction", "");
			return;
		}
		const chosen = stack.is_set ? "voice" : (media ?? known_media(state));
		this.#options.link.open();
		if (chosen) {
			this.#store.dispatch({ do: "ask_consent", media: chosen });
			return;
		}
		const panel = has_live_chat(state) ? "chat" : "ask";
		this.#store.dispatch({ do: "panel", panel });
	}

	/** The site's own chat or telephone system, if it has one. */
	get stack(): Stack {
		return this.#options.stack;
	}

	/** Why this page cannot be shared at all; null when it can. */
	obstacle(): "unsupported" | "framed" | null {
		if (!is_supported()) return "unsupported";
		return is_framed() ? "framed" : null;
	}

	/** The customer's yes: for the session made next, and no other. */
	consent(): void {
		const media = this.#store.state.consent;
		if (!media || !may_start_session(this.#store.state)) return;
		this.#options.consents.give();
		this.#cancelled = false;
		if (this.stack.is_set) this.stack.expect_session();
		this.#options.link.start_session(media);
		this.#asked_here = true;
		void import("./sharing").catch(() => undefined);
	}

	/** Ends sharing here and now, server or not. */
	stop(): void {
		const { link, consents } = this.#options;
		const id = live_session(this.#store.state)?.id ?? this.#sharing_id;
		this.#cancelled = this.#store.state.session_start !== null;
		this.#halt(!link.is_open);
		consents.withdraw();
		this.#store.dispatch({ do: "stop" });
		if (id) link.end_session(id);
	}

	grant(): void {
		if (this.#sharing?.grant()) this.#store.dispatch({ do: "answer_request" });
	}

	decline(): void {
		this.#sharing?.decline();
		this.#store.dispatch({ do: "answer_request" });
	}

	/** Takes Write Mode back: effective here before the server hears of it. */
	revoke(): void {
		this.#sharing?.revoke();
		this.#store.dispatch({ do: "revoke" });
	}

	/** Nothing is shown from here on; effective before the server hears of it. */
	pause(): void {
		const session = live_session(this.#store.state);
		if (!this.#sharing || session?.state !== "active" || session.paused) return;
		this.#options.consents.hold(session.id);
		this.#sharing.pause();
		this.#store.dispatch({ do: "pause" });
	}

	/** The customer shows the page again. */
	unpause(): void {
		const session = live_session(this.#store.state);
		if (!this.#sharing || !session?.paused) return;
		this.#options.consents.give(session.id);
		this.#store.dispatch({ do: "unpause" });
		this.#sharing.resume();
	}

	/** The customer asks for this tab to be the shared one: that is a yes of its own. */
	take_over(): void {
		const session = live_session(this.#store.state);
		if (!session || this.#sharing_id || this.obstacle()) return;
		const { consents } = this.#options;
		if (!consents.covers(session.id)) consents.give(session.id);
		this.#share(session.id);
	}

	/** The page is left, perhaps to be shown again from the browser's cache. */
	sleep(): void {
		this.#asleep = true;
		this.#resumed_id = this.#sharing_id;
		this.#options.tab_shelf.set("sharing", this.#sharing_id);
		set_json(this.#options.tab_shelf, "private_paths", this.#private_paths);
		this.#sharing?.leave();
		this.#halt(false);
	}

	wake(): void {
		this.#asleep = false;
		this.#options.tab_shelf.set("sharing", null);
		this.#options.note.pick_up();
		this.resume();
	}

	/** `on_load`: this is the first that the page hears. */
	#reconcile(session: SessionState | null, on_load: boolean): void {
		if (!session || session.state === "ended") {
			if (!session || session.id === this.#sharing_id) this.#halt(false);
			if (session && this.#options.consents.covers(session.id))
				this.#options.consents.withdraw();
			this.#asked_here = false;
			this.#resumed_id = null;
			return;
		}
		if (this.#cancelled) {
			this.#cancelled = false;
			this.stop();
			return;
		}
		if (this.#sharing_id === session.id || this.#asleep) return;
		const ours = this.#asked_here || this.#resumed_id === session.id;
		// A page opened in front takes over; one that stood there before does not.
		const claims = ours || (on_load && is_in_front());
		if (claims && !this.obstacle() && this.#options.consents.covers(session.id))
			this.#share(session.id);
		else this.#store.dispatch({ do: "sharing", sharing: "elsewhere" });
	}

	toggle_hidden(): void {
		const on = !this.#store.state.shows_hidden;
		this.#store.dispatch({ do: "show_hidden", on });
		this.#sharing?.show_hidden(on);
	}

	/** Null while nothing is shared. */
	get drawing(): DrawingOrders | null {
		return this.#sharing?.drawing ?? null;
	}

	/** This tab came to the front: the agent follows. */
	#take_up(): void {
		const session = live_session(this.#store.state);
		if (!session || this.#sharing_id || this.#asleep || this.obstacle()) return;
		if (this.#options.consents.covers(session.id)) this.#share(session.id);
	}

	#share(id: string): void {
		this.#sharing_id = id;
		if (this.#kept.session_id !== id)
			this.#kept = { session_id: id, entries: [] };
		this.#store.dispatch({ do: "sharing", sharing: "starting" });
		import("./sharing").then(
			({ share }) => {
				const token = this.#options.link.token;
				if (this.#sharing_id !== id || this.#sharing || !token) return;
				this.#sharing = share({
					...this.#options,
					base_url: this.#options.config.base_url,
					url: socket_url(
						this.#options.config.base_url,
						`ws/session/${encodeURIComponent(id)}/customer`,
					),
					token,
					private_paths:
						this.#options.link.private_paths ?? this.#private_paths,
					paused: this.#options.consents.is_held(id),
					kept: this.#kept,
					revoked_epoch: this.#store.state.revoked_epoch ?? -1,
					on_private_paths: (private_paths) => {
						this.#private_paths = private_paths;
					},
					on_session: (session) => {
						if (this.#sharing_id === id)
							this.#store.dispatch({ do: "session", session });
					},
					on_state: (state) => this.#moved(id, state),
					allows_drawings: () => this.#store.state.drawings.allowed,
					on_drawings: (change) =>
						this.#store.dispatch({ do: "drawings", change }),
					on_leaving: (notice) => this.#options.note.leave(notice),
				});
				this.#sharing.show_hidden(this.#store.state.shows_hidden);
			},
			() => {
				// The chunk did not load: the network is away, or a new version is out.
				if (this.#sharing_id !== id) return;
				this.#store.dispatch({ do: "sharing", sharing: "lost" });
				window.setTimeout(() => {
					if (this.#sharing_id === id && !this.#sharing) this.#share(id);
				}, IMPORT_AGAIN_MS);
			},
		);
	}

	#moved(id: string, state: SharingState): void {
		if (this.#sharing_id !== id) return;
		if (state === "starting" || state === "live" || state === "lost") {
			this.#store.dispatch({ do: "sharing", sharing: state });
			return;
		}
		this.#halt(false);
		if (state === "again") {
			this.#share(id);
			return;
		}
		if (state === "elsewhere") {
			this.#asked_here = false;
			this.#resumed_id = null;
			this.#store.dispatch({ do: "sharing", sharing: "elsewhere" });
			return;
		}
		this.#store.dispatch({ do: "sharing", sharing: "lost" });
		window.setTimeout(() => {
			if (!this.#sharing_id) this.#store.dispatch({ do: "session_gone" });
		}, EXPLAIN_MS);
	}

	#halt(tell: boolean): void {
		this.#sharing?.end(tell);
		this.#sharing = null;
		this.#sharing_id = null;
	}
}
