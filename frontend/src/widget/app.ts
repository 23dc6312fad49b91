/** The widget behind the loader: makes the parts and joins them. */
import { FieldMemory, watchFields } from "../mirror/privacy/fields";
import { watchShadowRoots } from "../mirror/recorder/shadow_watch";
import { AlertsControl } from "./alerts_control";
import type { Api, Options, TranscriptOutcome } from "./api";
import { Appearance } from "./appearance";
import { Calls } from "./call/calls";
import { ServerClock } from "./clock";
import { Cobrowse } from "./cobrowse";
import { create_commands } from "./commands";
import type { TagConfig } from "./config";
import { Consents } from "./consents";
import { create_api } from "./create_api";
import { DoubleEscape } from "./escape";
import { Events } from "./events";
import { Link } from "./link";
import { keep, recall } from "./memory";
import { PartingNote } from "./parting_note";
import { tell_seen } from "./seen";
import type { Notice, Shown } from "./sharing_contract";
import { Stack } from "./stack";
import { browser_shelf, kept_text, tab_shelf } from "./storage";
import { Store } from "./store";
import { Phrases, type StringName } from "./strings";
import { tab_id } from "./tab";
import { TitleFlash } from "./title";
import type { Context } from "./ui/part";
import { Root } from "./ui/root";
import { live_session } from "./views";

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
	watchShadowRoots(window);
	const consents = new Consents(browser);
	const wanted = config.lang ? [config.lang] : [...navigator.languages];
	const phrases = new Phrases(wanted);
	let source = "web";
	let with_ui = config.ui;

	const on_error = (code: string, detail: string) => {
		events.announce("error", { code, detail });
		if (code === "no_interaction" && with_ui && stack.is_set)
			root.toasts.show(phrases.say("stack_not_connected"));
	};
	const stack = new Stack(store, tab_memory, on_error);
	const on_notice = (notice: Notice) => {
		const agent = live_session(store.state)?.agent_name;
		const words = { agent: agent || phrases.say("bar_agent") };
		if (with_ui) root.toasts.show(phrases.say(NOTICES[notice], words));
	};

	const on_shown = ({ by, name, text }: Shown) =>
		root.speak(
			phrases.say(`say_${by}`, {
				agent:
					live_session(store.state)?.agent_name || phrases.say("bar_agent"),
				name: name || phrases.say("part_unnamed"),
				text,
			}),
		);

	const link = new Link({
		store,
		config,
		browser,
		tab,
		clock,
		language: () => phrases.tag,
		source: () => source,
		on_error,
	});
	const double_escape = new DoubleEscape(() => {
		if (store.state.session?.mode === "write") commands.revoke();
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
		escape: double_escape,
		stage: root.stage,
		note,
		stack,
		on_notice,
		on_shown,
		say: (name, values) => phrases.say(name, values),
		speak: (words) => root.speak(words),
		on_error,
	});
	const calls = new Calls({
		store,
		link,
		browser,
		tab_shelf: tab_memory,
		tab,
		source: () => source,
	});
	const alerts = new AlertsControl({
		store,
		browser,
		tab,
		say: (name, values) => phrases.say(name, values),
		on_click: () => commands.show("chat"),
		on_refused: () => root.toasts.show(phrases.say("chat_notify_refused")),
	});
	const download = async (): Promise<TranscriptOutcome> => {
		const { chat_id } = store.state;
		const { token } = link;
		if (!chat_id || !token) return { ok: false, code: "no_interaction" };
		const transcript = await import("./transcript").catch(() => null);
		const text = await transcript?.fetch_transcript(config, token, chat_id);
		return text == null
			? { ok: false, code: "unreachable" }
			: { ok: true, text };
	};
	const save_transcript = async () => {
		const { text } = await download();
		const transcript = await import("./transcript").catch(() => null);
		if (text == null || !transcript)
			root.toasts.show(phrases.say("chat_download_failed"));
		else transcript.save_text(text, `${phrases.say("chat_title")}.txt`);
	};
	const commands = create_commands(
		store,
		link,
		cobrowse,
		alerts,
		() => void save_transcript(),
	);
	const flash = new TitleFlash((count) =>
		phrases.say("title_unread", { count }),
	);
	const draft = kept_text(tab_memory, "draft");
	const bar_place = kept_text(tab_memory, "bar");

	const build = () => {
		// No window of ours is on the screen, so nothing counts as read by itself.
		if (!with_ui && store.state.panel !== "none")
			store.dispatch({ do: "panel", panel: "none" });
		const context: Context = {
			commands,
			calls,
			say: (name, values) => phrases.say(name, values),
			until: (at) => clock.until(at),
			language: phrases.tag,
			direction: phrases.direction,
			locale: locale_of(phrases.tag),
			draft,
			bar_place,
		};
		root.build(with_ui ? context : null, store.state);
	};

	store.dispatch({ do: "restore", restored: recall(tab_memory) });
	store.watch((state, before) => {
		root.update(state, before);
		flash.follow(state);
		events.follow(state);
		keep(state, tab_memory, browser);
		if (state.session_start && !before.session_start) events.forget("error");
		if (state.sharing === "live" && live_session(state)) {
			const notice = note.take();
			if (notice) on_notice(notice);
		}
	});
	tell_seen(store, (message) => link.send(message));
	events.follow(store.state);
	follow_page(link, cobrowse, calls, (visible) =>
		store.dispatch({ do: "visible", visible }),
	);

	const appearance = new Appearance({ config, wanted, phrases, root, build });
	appearance.start();
	// The server has something of ours, has yet to hear of it, or a window asks for it.
	const wanted_now =
		store.state.chat_start !== null || store.state.panel !== "none";
	if (wanted_now || browser.get("resume") || browser.get("ended")) link.open();
	cobrowse.resume();

	const configure = (options: Options) => {
		if (typeof options.ui === "boolean") with_ui = options.ui;
		if (/^[a-z][a-z0-9_-]{0,31}$/.test(String(options.source)))
			source = String(options.source);
		if (/^[a-z0-9_-]{1,40}$/.test(String(options.queue)))
			store.dispatch({ do: "queue", queue: String(options.queue) });
		appearance.configure(options);
		if (options.stack !== undefined) stack.use(options.stack, api);
		build();
	};
	const api = create_api({
		store,
		link,
		cobrowse,
		commands,
		calls,
		events,
		on_error,
		with_ui: () => with_ui,
		guest: () => phrases.say("chat_guest"),
		download,
		configure,
	});
	return api;
}

/** Sleeps and wakes with the page, and looks after the line when the network is back. */
function follow_page(
	link: Link,
	cobrowse: Cobrowse,
	calls: Calls,
	on_visible: (visible: boolean) => void,
): void {
	let slept_open = false;
	window.addEventListener("pagehide", () => {
		slept_open = link.is_open;
		cobrowse.sleep();
		calls.sleep();
		link.pause();
	});
	window.addEventListener("pageshow", (event) => {
		if (!event.persisted) return;
		calls.wake();
		if (slept_open) link.open();
		cobrowse.wake();
	});
	window.addEventListener("online", () => link.nudge());
	const look = () => {
		const visible = document.visibilityState === "visible";
		if (visible) link.nudge();
		on_visible(visible);
	};
	document.addEventListener("visibilitychange", look);
	look();
}

/** The person's own way of writing times, if they read this language. */
const locale_of = (language: string): string =>
	navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
