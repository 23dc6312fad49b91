/** The widget behind the loader: makes the parts and joins them. */
import { FieldMemory, watchFields } from "../mirror/privacy/fields";
import type { Api, Outcome } from "./api";
import { ServerClock } from "./clock";
import { Cobrowse } from "./cobrowse";
import { create_commands } from "./commands";
import type { Options, TagConfig } from "./config";
import { Consents } from "./consents";
import { on_double_escape } from "./escape";
import { Events } from "./events";
import { Link } from "./link";
import { keep, recall } from "./memory";
import { PartingNote } from "./parting_note";
import type { Notice } from "./sharing_contract";
import { browser_shelf, tab_shelf } from "./storage";
import { Store } from "./store";
import { Phrases, type StringName } from "./strings";
import { is_supported } from "./support";
import { tab_id } from "./tab";
import type { Context } from "./ui/part";
import { Root } from "./ui/root";
import { VERSION } from "./version";
import { live_session, may_start_session, write_request } from "./views";

const NOTICES: Readonly<Record<Notice, StringName>> = {
	navigated: "toast_navigated",
	back: "toast_back",
	forward: "toast_forward",
	reloaded: "toast_reloaded",
	masked: "toast_masked",
};

/** Starts the widget on this page. Called once, by the loader. */
export function start(config: TagConfig): Api {
	const browser = browser_shelf(config.site_key);
	const tab_memory = tab_shelf(config.site_key);
	const tab = tab_id(tab_memory);
	const store = new Store();
	const clock = new ServerClock();
	const events = new Events();
	const note = new PartingNote(tab_memory);
	const root = new Root();
	const memory = new FieldMemory();
	watchFields(document, memory);
	const consents = new Consents(browser);
	const phrases = new Phrases(
		config.lang ? [config.lang] : [...navigator.languages],
	);
	let source = "web";
	let with_ui = config.ui;

	const on_error = (code: string, detail: string) =>
		events.announce("error", { code, detail });
	const on_notice = (notice: Notice) => {
		const agent = live_session(store.state)?.agent_name;
		const words = { agent: agent || phrases.say("bar_agent") };
		if (with_ui) root.toasts.show(phrases.say(NOTICES[notice], words));
	};

	const link = new Link({
		store,
		config,
		browser,
		tab,
		clock,
		language: () => phrases.language,
		source: () => source,
		on_error,
	});
	const cobrowse = new Cobrowse({
		store,
		link,
		config,
		consents,
		tab_shelf: tab_memory,
		tab,
		clock,
		memory,
		stage: root.stage,
		note,
		on_notice,
		on_error,
	});
	const commands = create_commands(store, link, cobrowse);

	const build = () => {
		const context: Context = {
			commands,
			say: (name, values) => phrases.say(name, values),
			until: (at) => clock.until(at),
			language: phrases.language,
			locale: locale_of(phrases.language),
		};
		root.build(with_ui ? context : null, store.state);
	};

	store.dispatch({ do: "restore", restored: recall(tab_memory) });
	store.watch((state, before) => {
		root.update(state);
		events.follow(state);
		keep(state, tab_memory, browser);
		if (state.session_start && !before.session_start) events.forget("error");
		if (state.sharing === "live" && live_session(state)) {
			const notice = note.take();
			if (notice) on_notice(notice);
		}
	});
	events.follow(store.state);
	on_double_escape(() => {
		if (store.state.session?.mode === "write") commands.revoke();
	});
	follow_page(link, cobrowse);

	build();
	root.mount();
	if (browser.get("resume") || browser.get("ended")) link.open();
	cobrowse.resume();

	const done = (ok: boolean, code?: string): Promise<Outcome> =>
		Promise.resolve(ok ? { ok } : { ok, code: code ?? "not_possible_now" });

	return {
		version: VERSION,
		isSupported: () => is_supported(),
		startSession(media) {
			const obstacle = cobrowse.obstacle();
			if (!may_start_session(store.state))
				return done(false, "session_running");
			commands.ask_cobrowse(media ?? null);
			if (obstacle) return done(false, obstacle);
			if (with_ui) return done(true);
			// Without our windows the page's own button is the customer's yes.
			if (!store.state.consent) {
				commands.show("none");
				on_error("interaction_required", "");
				return done(false, "interaction_required");
			}
			commands.consent(true);
			return done(true);
		},
		endSession() {
			if (!live_session(store.state) && !store.state.session_start)
				return done(false);
			commands.stop();
			return done(true);
		},
		acceptWriteMode() {
			if (!write_request(store.state)) return done(false);
			commands.grant();
			return done(true);
		},
		declineWriteMode() {
			if (!write_request(store.state)) return done(false);
			commands.decline();
			return done(true);
		},
		revokeWriteMode() {
			if (store.state.session?.mode !== "write") return done(false);
			commands.revoke();
			return done(true);
		},
		startChat(name, question = "") {
			const said = String(name).trim().slice(0, 80);
			commands.start_chat(
				said || phrases.say("chat_guest"),
				String(question).slice(0, 2000),
			);
			return done(true);
		},
		sendMessage(text) {
			commands.send_message(String(text));
			return done(true);
		},
		endChat() {
			commands.end_chat();
			return done(true);
		},
		on: (name, listener) => events.on(name, listener),
		off: (name, listener) => events.off(name, listener),
		configure(options: Options) {
			if (!options || typeof options !== "object") return;
			if (typeof options.ui === "boolean") with_ui = options.ui;
			if (/^[a-z][a-z0-9_-]{0,31}$/.test(String(options.source)))
				source = String(options.source);
			if (options.theme) root.theme = options.theme;
			const lang = typeof options.lang === "string" ? options.lang : undefined;
			phrases.configure(lang, options.strings);
			build();
		},
	};
}

/** Sleeps and wakes with the page, and looks after the line when the network is back. */
function follow_page(link: Link, cobrowse: Cobrowse): void {
	let slept_open = false;
	window.addEventListener("pagehide", () => {
		slept_open = link.is_open;
		cobrowse.sleep();
		link.pause();
	});
	window.addEventListener("pageshow", (event) => {
		if (!event.persisted) return;
		if (slept_open) link.open();
		cobrowse.wake();
	});
	window.addEventListener("online", () => link.nudge());
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "visible") link.nudge();
	});
}

/** The person's own way of writing times, if they read this language. */
const locale_of = (language: string): string =>
	navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
