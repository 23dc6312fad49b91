import type { Cobrowse } from "./cobrowse";
import type { Link } from "./link";
import type { Store } from "./store";
import type { Commands } from "./ui/part";
import { has_live_chat } from "./views";

/** Below this width an open window covers the page. */
const NARROW_PX = 480;

/** What buttons and the page's calls set off. */
export function create_commands(
	store: Store,
	link: Link,
	cobrowse: Cobrowse,
): Commands {
	const show: Commands["show"] = (panel) => {
		if (panel === "chat") store.dispatch({ do: "forget_chat" });
		if (panel !== "none") {
			link.open();
			if (store.state.problem) store.dispatch({ do: "problem", code: null });
		}
		store.dispatch({ do: "panel", panel });
	};
	return {
		show,
		open() {
			if (store.state.panel !== "none") show("none");
			else show(has_live_chat(store.state) ? "chat" : "channels");
		},
		start_chat: (name, question) => link.start_chat(name, question),
		send_message: (text) => link.send_message(text),
		retry_message: (client_id) => link.retry_message(client_id),
		tell_typing: () => link.tell_typing(),
		end_chat: () => link.end_chat(),
		ask_cobrowse: (media) => cobrowse.ask(media),
		consent(yes) {
			if (!yes) return store.dispatch({ do: "drop_consent" });
			cobrowse.consent();
			const covers = window.innerWidth < NARROW_PX;
			if (covers || store.state.panel !== "chat") show("none");
		},
		stop: () => cobrowse.stop(),
		grant: () => cobrowse.grant(),
		decline: () => cobrowse.decline(),
		let_request_lapse: () => store.dispatch({ do: "answer_request" }),
		revoke: () => cobrowse.revoke(),
		clear_drawings: () => cobrowse.clear_drawings(),
		take_over: () => cobrowse.take_over(),
		dismiss: () => store.dispatch({ do: "dismiss_session" }),
	};
}
