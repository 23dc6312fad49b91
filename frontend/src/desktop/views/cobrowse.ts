import type { FromViewer } from "../../viewer/bridge";
import { by_id, h, set_attributes, show } from "../dom";
import { ViewerFrames } from "../frames";
import { browser_memory } from "../memory";
import type { DesktopState } from "../state";
import type { Store } from "../store";
import { say_code } from "../strings";
import { find_thread } from "../threads";
import { drawing_greeting, mount_drawing } from "./drawing";
import { mount_foot } from "./foot";
import { mount_mode_bar } from "./mode_bar";
import { mount_page_bar } from "./page_bar";
import type { SessionView, Tell } from "./session_view";
import { toolbar_place } from "./toolbar";
import { mount_zoom, ZOOM } from "./zoom";

/** The co-browse panel: toolbar, the viewer's frame, facts about the window. */
export function mount_cobrowse(
	store: Store,
): (state: DesktopState, now: number) => void {
	const panel = by_id("cobrowse");
	const stage = h("div", { class: "viewer__stage desk__stage" });
	let shown = "";
	/** Viewers that know how this agent likes pens and page. */
	const greeted = new Set<string>();
	const mode_line = h("div", { class: "desk__line" });
	const page_line = h("div", { class: "desk__line" });
	const bar = h(
		"div",
		{ class: "viewer__bar desk__toolbar", role: "toolbar" },
		mode_line,
		page_line,
	);
	const back = toolbar_place(bar);
	const frames = new ViewerFrames(stage, (id, message) => {
		if (message.type === "viewer.report" && !greeted.has(id)) {
			greeted.add(id);
			frames.tell(id, drawing_greeting());
			if (browser_memory.get(ZOOM) === "actual")
				frames.tell(id, { type: "viewer.zoom", zoom: "actual" });
		}
		if (message.type === "viewer.leave") back.go();
		else take(store, id, message);
	});
	const tell: Tell = (message) => frames.tell(shown, message);
	const parts = [
		mount_mode_bar(mode_line, tell),
		mount_page_bar(page_line, tell),
		mount_drawing(page_line, tell),
		mount_zoom(page_line, tell),
	];
	panel.append(bar, stage);
	parts.push(mount_foot(panel));

	return (state, now) => {
		// Another tab has the desktop: it has the viewers too.
		const live =
			state.connection.kind === "superseded"
				? []
				: state.threads.flatMap((thread) => thread.session ?? []);
		const session = find_thread(state, state.selected)?.session ?? null;
		shown = session?.id ?? "";
		frames.keep(live, session?.id ?? null);
		for (const thread of state.threads)
			if (thread.session)
				frames.call(thread.session.id, thread.interaction.customer_name);
		show(panel, session !== null);
		if (!session) return;
		const report = state.viewers.get(session.id) ?? null;
		const view: SessionView = { session, report, now };
		set_attributes(panel, {
			class: `viewer desk__viewer viewer--${session.mode}`,
			"data-stage": report?.stage ?? "connecting",
		});
		set_attributes(bar, { "aria-label": say_code("cobrowse.label", "title") });
		for (const paint of parts) paint(view);
	};
}

/** What a viewer says, as events of the desktop. */
function take(store: Store, session: string, message: FromViewer): void {
	if (message.type === "viewer.report")
		store.dispatch({ kind: "viewer", session, report: message.report });
	else if (message.type === "viewer.session") {
		if (message.session.id === session)
			store.dispatch({ kind: "session", session: message.session });
	} else if (message.type === "viewer.refused")
		store.dispatch({
			kind: "noticed",
			tone: "warn",
			key: refusal_key(message),
			values: {
				seconds: String(message.retry_after ?? ""),
				detail: message.detail || message.code,
			},
		});
}

function refusal_key(
	message: Extract<FromViewer, { type: "viewer.refused" }>,
): string {
	if (message.retry_after !== null) return "refused.retry";
	return `refused.${message.kind ?? message.code}`;
}
