import { by_id, h, set_attributes, set_text, show } from "../desktop/dom";
import { ViewerFrames } from "../desktop/frames";
import { say, say_code } from "../desktop/strings";
import { drawing_greeting, mount_drawing } from "../desktop/views/drawing";
import { mount_foot } from "../desktop/views/foot";
import { mount_mode_bar } from "../desktop/views/mode_bar";
import { mount_page_bar } from "../desktop/views/page_bar";
import type { SessionView } from "../desktop/views/session_view";
import { toolbar_place } from "../desktop/views/toolbar";
import { mount_zoom } from "../desktop/views/zoom";
import type { FromViewer, ToViewer } from "../viewer/bridge";
import { create_join_form } from "./join_form";
import { type EmbedState, joinable, live_session } from "./state";
import { tell } from "./strings";

export interface PageActions {
	join(session_id: string, interaction: string | null): void;
	forget_join(): void;
	heard(session: string, message: FromViewer): void;
}

export interface Page {
	paint(state: EmbedState, now: number): void;
	tell_viewer(message: ToViewer): void;
}

/** Digits or viewer: what the agent sees in the frame. */
export function mount_page(actions: PageActions): Page {
	const panel = by_id("cobrowse");
	const stage = h("div", { class: "viewer__stage desk__stage" });
	const mode_line = h("div", { class: "desk__line" });
	const page_line = h("div", { class: "desk__line" });
	const bar = h(
		"div",
		{
			class: "viewer__bar desk__toolbar",
			role: "toolbar",
			"aria-label": tell("title"),
		},
		mode_line,
		page_line,
	);
	const back = toolbar_place(bar);
	const greeted = new Set<string>();
	const frames = new ViewerFrames(stage, (id, message) => {
		if (message.type === "viewer.report" && !greeted.has(id)) {
			greeted.add(id);
			frames.tell(id, drawing_greeting());
		}
		if (message.type === "viewer.leave") back.go();
		else actions.heard(id, message);
	});
	let shown = "";
	const tell_viewer = (message: ToViewer) => frames.tell(shown, message);
	const parts = [
		mount_mode_bar(mode_line, tell_viewer),
		mount_page_bar(page_line, tell_viewer),
		mount_drawing(page_line, tell_viewer),
		mount_zoom(page_line, tell_viewer),
	];
	const notice = h("p", {
		class: "alert alert--warn embed__notice",
		role: "status",
		"data-testid": "notice",
	});
	panel.append(bar, notice, stage);
	parts.push(mount_foot(panel));

	const form = create_join_form(actions.join, actions.forget_join);
	const empty = h("p", { class: "muted" }, tell("nobody_text"));
	const heading = h("h1", { class: "h3" });
	const ending = h("p", { class: "alert", "data-testid": "session-ended" });
	const card = by_id("join");
	card.append(heading, ending, form.node, empty);
	const link = by_id("link");

	return {
		tell_viewer,
		paint(state, now) {
			const session = live_session(state);
			shown = session?.id ?? "";
			frames.keep(session ? [session] : [], shown || null);
			show(panel, session !== null);
			show(card, session === null && state.agent_name !== null);
			show(link, state.connection !== "open");
			set_text(link, connection_words(state));
			if (session) {
				const view: SessionView = { session, report: state.report, now };
				set_attributes(panel, {
					class: `viewer desk__viewer viewer--${session.mode}`,
				});
				for (const paint of parts) paint(view);
				show(notice, state.notice !== null);
				set_text(notice, notice_words(state));
				return;
			}
			const some = joinable(state).length > 0;
			const over = state.session?.state === "ended";
			set_text(heading, tell(over ? "ended" : some ? "title" : "nobody"));
			show(ending, over);
			set_text(
				ending,
				over
					? say_code(`end.${state.session?.end_reason ?? "away"}`, "end.error")
					: "",
			);
			show(form.node, some);
			show(empty, !some);
			form.paint(state, now);
		},
	};
}

function connection_words({ connection }: EmbedState): string {
	if (connection === "reconnecting" || connection === "connecting")
		return say(`connection.${connection}`);
	return connection === "failed"
		? say("connection.failed", { code: "–" })
		: tell("signed_out");
}

function notice_words({ notice }: EmbedState): string {
	if (!notice) return "";
	return say_code(notice.key, "refused.command", { detail: notice.detail });
}
