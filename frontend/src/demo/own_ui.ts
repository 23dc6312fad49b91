/**
 * A user interface of the page's own, on `window.Cobrowse` and nothing else: chat with
 * receipts and typing, co-browse with consent, Write Mode and pause.
 */
import type { Api } from "../widget/api";
import { create_chat } from "./own_ui_chat";
import { create_sharing } from "./own_ui_sharing";

const place = document.querySelector<HTMLElement>("#concierge");
const bar_place = document.querySelector<HTMLElement>("#own-bar");

function start(cobrowse: Api): void {
	const chat = create_chat(cobrowse);
	const sharing = create_sharing(cobrowse);
	place?.append(chat.node, sharing.card);
	bar_place?.append(sharing.bar);
	// A listener hears the last state at once: nothing is asked, nothing is missed.
	cobrowse.on("availability", chat.paint_availability);
	cobrowse.on("connection", chat.paint_connection);
	cobrowse.on("chat", (event) => {
		chat.paint(event);
		sharing.paint_chat(event);
	});
	cobrowse.on("session", sharing.paint_session);
	cobrowse.on("mode", sharing.paint_mode);
	cobrowse.on("write_request", sharing.paint_request);
	cobrowse.on("error", ({ code }) => chat.say_problem(code));
	void cobrowse.connect();
}

/** The tag is asynchronous: the widget's object comes when it comes. */
function when_widget(found: (api: Api) => void): void {
	const { Cobrowse } = window as { Cobrowse?: Api };
	if (Cobrowse) found(Cobrowse);
	else setTimeout(() => when_widget(found), 50);
}
when_widget(start);
