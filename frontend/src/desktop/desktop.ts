/** The agent desktop: puts socket, state and views together. */
import { Actions } from "./actions";
import { new_id } from "./ids";
import { DesktopLink } from "./link";
import { tab_memory } from "./memory";
import { listen_for_shortcuts } from "./shortcuts";
import { Store } from "./store";
import { type StringKey, say } from "./strings";
import { tab_id } from "./tab";
import { mount_banner } from "./views/banner";
import { mount_cobrowse } from "./views/cobrowse";
import { mount_conversation } from "./views/conversation";
import { mount_interactions } from "./views/interactions";
import { mount_layout } from "./views/layout";
import { mount_notices } from "./views/notices";
import { mount_offers } from "./views/offers";
import { mount_presence } from "./views/presence";
import { mount_transfer } from "./views/transfer";

const TICK_MS = 1_000;

/** The template's own words, in the language of the page. */
function translate_template(): void {
	for (const element of document.querySelectorAll<HTMLElement>("[data-text]"))
		element.textContent = say(element.dataset.text as StringKey);
}

function start(): void {
	translate_template();
	const store = new Store();
	const link = new DesktopLink(store, tab_id(tab_memory, window, new_id));
	const actions = new Actions(store, link);
	const transfer = mount_transfer(actions);
	for (const painter of [
		mount_layout(),
		mount_presence(actions),
		mount_banner(actions),
		mount_offers(actions),
		mount_interactions(actions),
		mount_conversation(actions, transfer.open),
		mount_cobrowse(store),
		transfer.paint,
		mount_notices(actions),
	])
		store.on_paint(painter);
	listen_for_shortcuts(store, actions);
	setInterval(() => store.dispatch({ kind: "ticked" }), TICK_MS);
	document.addEventListener("visibilitychange", () => {
		const attentive = document.visibilityState === "visible";
		store.dispatch({ kind: "attention", attentive });
		if (attentive) link.nudge();
	});
	window.addEventListener("online", () => link.nudge());
	link.connect();
}

start();
