/** The agent desktop: puts socket, state and views together. */
import { Actions } from "./actions";
import { due_wrap_ups } from "./autosave";
import { DeskCall } from "./call/desk_call";
import { mount_call_panel } from "./call/panel";
import { DraftKeeper, remembered_drafts } from "./drafts";
import { new_id } from "./ids";
import { DesktopLink } from "./link";
import { tab_memory } from "./memory";
import { Reading } from "./reading";
import { listen_for_shortcuts } from "./shortcuts";
import { initial_state } from "./state";
import { Store } from "./store";
import { type StringKey, say } from "./strings";
import { tab_id } from "./tab";
import { mount_attention } from "./views/attention";
import { mount_banner } from "./views/banner";
import { mount_callbacks } from "./views/callbacks";
import { mount_cobrowse } from "./views/cobrowse";
import { mount_context } from "./views/context";
import { mount_conversation } from "./views/conversation";
import { mount_end_dialog } from "./views/end_dialog";
import { mount_interactions } from "./views/interactions";
import { mount_layout } from "./views/layout";
import { mount_notices } from "./views/notices";
import { mount_offers } from "./views/offers";
import { panels } from "./views/panels";
import { mount_presence } from "./views/presence";
import { focus_next_pane } from "./views/regions";
import { mount_replies_dialog } from "./views/replies_dialog";
import { mount_search } from "./views/search";
import { mount_settings } from "./views/settings";
import { mount_sheet } from "./views/sheet";
import { mount_splitters } from "./views/splitters";
import { mount_superseded } from "./views/superseded";
import { mount_transfer } from "./views/transfer";

const TICK_MS = 1_000;

/** The template's own words, in the language of the page. */
function translate_template(): void {
	for (const element of document.querySelectorAll<HTMLElement>("[data-text]"))
		element.textContent = say(element.dataset.text as StringKey);
}

function start(): void {
	translate_template();
	const drafts = remembered_drafts(tab_memory);
	const store = new Store({ ...initial_state, drafts });
	const link = new DesktopLink(store, tab_id(tab_memory, window, new_id));
	const actions = new Actions(store, link);
	const call = new DeskCall(store, link);
	const reading = new Reading(store);
	const keeper = new DraftKeeper(tab_memory);
	const transfer = mount_transfer(actions);
	const ending = mount_end_dialog(actions);
	const replies = mount_replies_dialog(actions);
	const presence = mount_presence(actions);
	const sheet = mount_sheet();
	const conversation = mount_conversation(
		actions,
		{ transfer: transfer.open, end: ending.end, replies: replies.open },
		(host) => mount_call_panel(host, actions, call),
	);
	mount_settings();
	mount_splitters();
	for (const painter of [
		mount_layout(),
		presence.paint,
		mount_banner(actions),
		mount_offers(actions),
		mount_interactions(actions),
		mount_callbacks(actions),
		mount_search(reading),
		conversation.paint,
		mount_context(reading),
		mount_cobrowse(store),
		transfer.paint,
		ending.paint,
		replies.paint,
		mount_notices(actions),
		mount_superseded(actions),
		mount_attention((interaction) => actions.select(interaction)),
	])
		store.on_paint(painter);
	store.on_paint((state, now) => {
		keeper.keep(state);
		for (const interaction of due_wrap_ups(state, now))
			actions.wrap_up(interaction);
	});
	listen_for_shortcuts(store, actions, {
		are_on: sheet.are_on,
		help: sheet.open,
		ready: presence.toggle,
		end: ending.end,
		replies: conversation.open_replies,
		next_pane: focus_next_pane,
		toggle: (pane) => panels.toggle(pane),
	});
	document
		.querySelector('[data-testid="sign-out"]')
		?.closest("form")
		?.addEventListener("submit", () => keeper.forget());
	setInterval(() => store.dispatch({ kind: "ticked" }), TICK_MS);
	const look = (): void => {
		const attentive = document.visibilityState === "visible";
		store.dispatch({ kind: "attention", attentive });
		if (attentive) link.nudge();
	};
	document.addEventListener("visibilitychange", look);
	look();
	window.addEventListener("resize", () => store.dispatch({ kind: "ticked" }));
	window.addEventListener("online", () => link.nudge());
	link.connect();
}

start();
