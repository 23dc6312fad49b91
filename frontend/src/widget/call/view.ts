/** The window of a call made in the browser: before, while waiting, talking, after. */
import type { State } from "../state";
import { h, place_children, set_text, show } from "../ui/dom";
import { icon } from "../ui/icons";
import type { Context, Part } from "../ui/part";
import { wait_minutes } from "../ui/reach";
import { view_header } from "../ui/view_header";
import { call_is_answered, may_start_session } from "../views";
import { create_devices } from "./devices";
import { create_form } from "./form";
import { create_meters } from "./meters";
import { clock_time, hint_words, talk_words } from "./words";

const TICK_MS = 500;

export function create_browser_call(context: Context): Part {
	const form = create_form(context);
	const talk = create_talk(context);
	const node = h("div", { class: "view" });
	return {
		node,
		update(state) {
			const part = state.call || state.talk.start !== "none" ? talk : form;
			const had_focus = node.contains(focused(node));
			const changed = node.firstElementChild !== part.node;
			place_children(node, [part.node]);
			part.update(state);
			if (changed && had_focus)
				part.node.querySelector<HTMLElement>("input, .title")?.focus();
		},
	};
}

function focused(node: HTMLElement): Element | null {
	const root = node.getRootNode();
	return root instanceof ShadowRoot ? root.activeElement : null;
}

type Press = () => void;

/** A button of this window with an icon before its word. */
function button(
	look: string,
	testid: string,
	sign: Parameters<typeof icon>[0],
	words: string,
	press: Press,
) {
	const label = h("span", {}, words);
	const node = h(
		"button",
		{ class: `button ${look}`, testid, press },
		icon(sign),
		label,
	);
	return { node, label };
}

function create_talk(context: Context): Part {
	const { calls, commands, say } = context;
	const status = h("div", {
		class: "subtitle",
		testid: "call-state",
		attrs: { role: "status" },
	});
	const timer = h("div", {
		class: "call-timer",
		testid: "call-timer",
		attrs: { role: "timer" },
	});
	const position = h("div", { class: "muted", testid: "queue-position" });
	const wait = h("div", { class: "muted", testid: "wait-estimate" });
	const hint = h("div", {
		class: "call-hint",
		testid: "call-hint",
		attrs: { role: "status" },
	});
	const art = h("div", { class: "call-art" }, icon("headset"));
	const meters = create_meters(context);
	const devices = create_devices(context);
	const listen = button(
		"primary wide",
		"call-listen",
		"sound",
		say("talk_listen"),
		() => calls.listen(),
	);
	const retry = button(
		"primary wide",
		"call-retry",
		"retry",
		say("message_retry"),
		() => calls.retry(),
	);
	const here = button(
		"primary wide",
		"call-take-over",
		"headset",
		say("talk_take_over"),
		() => calls.take_over(),
	);
	let muted = false;
	const mute = button("", "call-mute", "microphone", say("talk_mute"), () =>
		calls.mute(!muted),
	);
	const share = button(
		"",
		"call-share",
		"screen",
		say("start_cobrowse"),
		() => void commands.ask_cobrowse("voice"),
	);
	const end = button(
		"hang-up",
		"call-end",
		"hang_up",
		say("talk_hang_up"),
		() => calls.end(),
	);
	const again = button(
		"primary wide",
		"call-again",
		"headset",
		say("talk_again"),
		() => calls.forget(),
	);
	const actions = h("div", { class: "call-actions" }, mute.node, share.node);
	const node = h(
		"div",
		{ class: "view call-view" },
		view_header(say("channel_browser_call"), say("back"), () =>
			commands.show("channels"),
		),
		h(
			"div",
			{ class: "body" },
			h("div", { class: "call-head" }, art, status, timer, position, wait),
			hint,
			listen.node,
			retry.node,
			here.node,
			meters.node,
			actions,
			devices.node,
			end.node,
			again.node,
		),
	);
	let shown: State | null = null;
	let ticking = 0;
	const tick = () => {
		if (!node.isConnected) {
			window.clearInterval(ticking);
			ticking = 0;
		} else if (shown) set_text(timer, talked(context, shown));
	};

	return {
		node,
		update(state) {
			shown = state;
			const { call, talk } = state;
			const { line } = talk;
			const ended = call?.state === "ended";
			const answered = call_is_answered(state);
			const talking = answered && talk.here;
			muted = line.muted;
			node.dataset.phase = ended ? "ended" : talking ? line.phase : "waiting";
			node.toggleAttribute("data-held", talking && line.held);
			set_text(status, talk_words(context, state));
			set_text(timer, talked(context, state));
			show(timer, answered || (ended && call.answered_at !== null));
			paint_queue(state);
			const words = talking ? hint_words(context, state) : null;
			show(hint, words !== null);
			set_text(hint, words ?? "");
			hint.dataset.tone = line.phase === "trouble" ? "danger" : "warn";
			show(listen.node, talking && line.sound_blocked);
			show(retry.node, talking && line.phase === "trouble");
			show(here.node, answered && !talk.here);
			show(meters.node, talking && line.phase === "connected");
			show(actions, talking);
			mute.node.toggleAttribute("data-on", muted);
			set_text(mute.label, say(muted ? "talk_unmute" : "talk_mute"));
			show(share.node, may_start_session(state));
			show(devices.node, talking && line.phase !== "trouble");
			show(end.node, !ended);
			set_text(end.label, say(answered ? "talk_hang_up" : "talk_cancel"));
			show(again.node, ended);
			meters.update(state);
			devices.update(state);
			if (!ticking && answered) ticking = window.setInterval(tick, TICK_MS);
		},
	};

	function paint_queue({ call }: State): void {
		const place = call?.queue_position ?? null;
		show(position, place !== null);
		if (place)
			set_text(position, say("chat_queue_position", { position: place }));
		const seconds = call?.estimated_wait_seconds ?? null;
		show(wait, place !== null && seconds !== null);
		if (seconds === null) return;
		const minutes = wait_minutes(seconds);
		const words =
			minutes === null
				? say("chat_wait_soon")
				: say("chat_wait_minutes", { minutes });
		set_text(wait, words);
	}
}

/** How long they have spoken, or spoke. */
function talked({ until }: Context, { call }: State): string {
	if (!call?.answered_at) return "";
	const seconds = call.ended_at
		? (Date.parse(call.ended_at) - Date.parse(call.answered_at)) / 1000
		: -until(call.answered_at) / 1000;
	return clock_time(seconds);
}
