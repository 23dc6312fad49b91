import type { AlertsControl } from "./alerts_control";
import type { Cobrowse } from "./cobrowse";
import type { Link } from "./link";
import type { Store } from "./store";
import type { Commands } from "./ui/part";
import { has_live_call, has_live_chat } from "./views";

/** Below this width an open window covers the page. */
const NARROW_PX = 480;

/** What buttons and the page's calls set off. */
export function create_commands(
	store: Store,
	link: Link,
	cobrowse: Cobrowse,
	alerts: AlertsControl,
	download: () => void,
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
			else if (has_live_call(store.state)) show("browser_call");
			else show(has_live_chat(store.state) ? "chat" : "channels");
		},
		start_chat: (start) => link.start_chat(start),
		send_message: (text) => link.send_message(text),
		retry_message: (client_id) => link.retry_message(client_id),
		tell_typing: () => link.tell_typing(),
		end_chat: () => link.end_chat(),
		request_callback: (wish) => link.request_callback(wish),
		cancel_callback: () => void link.send({ type: "callback.cancel" }),
		set_alerts: (wanted) => void alerts.set(wanted),
		download,
		ask_cobrowse: (media) => cobrowse.ask(media),
		consent(yes) {
			if (!yes) return store.dispatch({ do: "drop_consent" });
			cobrowse.consent();
			const covers = window.innerWidth < NARROW_PX;
			const { panel } = store.state;
			const stays = panel === "chat" || panel === "browser_call";
			if (covers || !stays) show("none");
		},
		stop: () => cobrowse.stop(),
		pause: () => cobrowse.pause(),
		resume: () => cobrowse.unpause(),
		grant: () => cobrowse.grant(),
		decline: () => cobrowse.decline(),
		let_request_lapse: () => store.dispatch({ do: "answer_request" }),
		revoke: () => cobrowse.revoke(),
		draw: (tool, by_keyboard) => cobrowse.drawing?.use(tool, by_keyboard),
		undo_drawing: () => cobrowse.drawing?.undo(),
		clear_drawings: () => cobrowse.drawing?.clear(),
		allow_drawings(allowed) {
			store.dispatch({ do: "drawings", change: { allowed } });
			cobrowse.drawing?.allow(allowed);
		},
		toggle_hidden: () => cobrowse.toggle_hidden(),
		take_over: () => cobrowse.take_over(),
		dismiss: () => store.dispatch({ do: "dismiss_session" }),
	};
}
