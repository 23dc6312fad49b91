import type { StringName } from "../strings";
import { type BarView, bar_view } from "../views";
import { Dock } from "./dock";
import { by_person, h, set_attr, set_text, show } from "./dom";
import { DrawPart } from "./draw_part";
import { type IconName, icon } from "./icons";
import { NoteList } from "./note_list";
import type { Context, TopPart } from "./part";

/** How long the end of a session stays on the screen. */
const ENDED_SHOWN_MS = 60_000;

const TITLES: Readonly<Record<Exclude<BarView["kind"], "none">, StringName>> = {
	starting: "bar_starting",
	waiting_chat: "bar_waiting_chat",
	waiting_voice: "bar_waiting_voice",
	viewing: "bar_viewing",
	editing: "bar_editing",
	paused: "bar_paused",
	agent_away: "bar_agent_away",
	reconnecting: "bar_reconnecting",
	elsewhere: "bar_elsewhere",
	ended: "bar_ended",
};

/** The co-browse bar: state in words, the nine digits, the way out. */
export function create_bar(context: Context): TopPart {
	const { commands, say } = context;
	const state_words = h("div", {
		class: "bar-state",
		testid: "session-state",
	});
	const digits = h("div", { class: "digits", testid: "session-id" });
	const detail = h("div", { class: "bar-detail" });
	const button = (
		testid: string,
		kind: string,
		name: StringName,
		press: () => void,
	) =>
		h(
			"button",
			{ class: `button ${kind}`, testid, press: by_person(press) },
			say(name),
		);
	const revoke = button("write-revoke", "write", "revoke", commands.revoke);
	const take = button(
		"take-over",
		"primary",
		"bar_take_over",
		commands.take_over,
	);
	const clear = button(
		"clear-drawings",
		"",
		"clear_drawings",
		commands.clear_drawings,
	);
	const hidden = button(
		"show-hidden",
		"",
		"show_hidden",
		commands.toggle_hidden,
	);
	const pause = button("pause-cobrowse", "", "pause", commands.pause);
	const resume = button(
		"resume-cobrowse",
		"primary",
		"resume",
		commands.resume,
	);
	pause.setAttribute("aria-label", say("pause"));
	pause.replaceChildren(
		icon("pause"),
		h("span", { class: "words" }, say("pause")),
	);
	to_icon(hidden, "shield", say("show_hidden"));
	to_icon(clear, "eraser", say("clear_drawings"));
	resume.prepend(icon("play"));
	const draw = new DrawPart(context);
	const stop = button("stop-cobrowse", "danger", "stop", commands.stop);
	revoke.title = say("revoke_hint");
	const dismiss = h(
		"button",
		{
			class: "icon-button",
			testid: "dismiss-ended",
			attrs: { "aria-label": say("dismiss") },
			press: () => commands.dismiss(),
		},
		icon("close"),
	);
	const move = h(
		"button",
		{
			class: "icon-button bar-move",
			testid: "move-bar",
			attrs: { "aria-label": say("bar_move"), title: say("bar_move") },
		},
		icon("move"),
	);
	const node = h(
		"div",
		{ class: "bar", attrs: { role: "region", "aria-label": say("bar_label") } },
		h(
			"div",
			{ class: "bar-head" },
			move,
			h("span", { class: "dot", attrs: { "aria-hidden": "true" } }),
			h("div", { class: "bar-words" }, state_words, digits, detail),
		),
		h(
			"div",
			{ class: "bar-buttons" },
			draw.button,
			clear,
			hidden,
			pause,
			resume,
			revoke,
			take,
			stop,
			dismiss,
		),
	);
	const notes = new NoteList(context);
	node.append(draw.row, notes.node);
	const dock = new Dock(node, move, context.bar_place);
	let timer = 0;
	let shown = "";
	return {
		node,
		is_shown: (state) => bar_view(state).kind !== "none",
		update(state) {
			const view = bar_view(state);
			if (view.kind === "none") {
				shown = "";
				return;
			}
			set_attr(node, "data-state", view.kind);
			set_attr(state_words, "data-state", view.kind);
			const agent =
				"agent" in view && view.agent ? view.agent : say("bar_agent");
			set_text(state_words, say(TITLES[view.kind], { agent }));
			const number = view.kind === "waiting_voice" ? view.digits : "";
			show(digits, number !== "");
			set_text(digits, number);
			set_attr(
				digits,
				"aria-label",
				say("bar_digits", { digits: [...number].join(" ") }),
			);
			const shares = view.kind === "viewing" || view.kind === "editing";
			const outlined = shares && state.shows_hidden;
			set_attr(hidden, "aria-pressed", String(outlined));
			const words = outlined ? "hidden_key" : detail_words(view);
			show(detail, words !== null);
			set_text(detail, words ? say(words, { agent }) : "");
			const over = view.kind === "ended";
			// What is hidden loses the focus, so ask before.
			const held = focused(node);
			show(revoke, view.kind === "editing");
			show(hidden, shares);
			show(pause, shares);
			show(resume, view.kind === "paused");
			notes.update(state);
			draw.update(state, shares);
			show(clear, state.drawings.count > 0 && !over);
			show(take, view.kind === "elsewhere");
			show(stop, !over);
			show(dismiss, over);
			dock.place();
			if (shown === view.kind) return;
			keep_focus(held, pause, resume);
			shown = view.kind;
			window.clearTimeout(timer);
			if (over) timer = window.setTimeout(commands.dismiss, ENDED_SHOWN_MS);
		},
	};
}

function to_icon(button: HTMLElement, name: IconName, label: string): void {
	button.title = label;
	button.setAttribute("aria-label", label);
	button.replaceChildren(icon(name));
}

/** Pause and resume take each other's place: the focus stays where it was. */
function keep_focus(held: Element | null, ...twins: HTMLElement[]): void {
	const gone = twins.find((twin) => twin === held);
	if (gone?.hidden) twins.find((twin) => !twin.hidden)?.focus();
}

function focused(bar: HTMLElement): Element | null {
	const root = bar.getRootNode();
	return root instanceof ShadowRoot ? root.activeElement : null;
}

const REASONS = [
	"customer_ended",
	"agent_ended",
	"interaction_ended",
	"interaction_transferred",
	"inactivity",
	"customer_offline",
	"agent_offline",
	"never_joined",
	"error",
] as const;

function detail_words(view: BarView): StringName | null {
	if (view.kind === "editing") return "revoke_hint";
	if (view.kind === "paused") return "bar_paused_detail";
	if (view.kind !== "ended") return null;
	const reason = REASONS.find((known) => known === view.reason);
	return reason ? `end_${reason}` : "end_unknown";
}
