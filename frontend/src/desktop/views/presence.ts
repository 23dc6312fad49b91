import type { Actions } from "../actions";
import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import { duration, initials, seconds_until, since } from "../format";
import type { DesktopState } from "../state";
import { has_words, say } from "../strings";
import { shortcut } from "./hints";
import { close_when_left, walk_by_arrows } from "./menu";

/** Where nobody has said what reasons there are. */
const REASONS = ["break", "lunch", "meeting", "training", "technical"] as const;

/** State with its duration, the two buttons, and the reasons for "not ready". */
export function mount_presence(actions: Actions): {
	readonly paint: (state: DesktopState, now: number) => void;
	readonly toggle: () => void;
} {
	let reasons: readonly string[] | null = null;
	let ready_now = false;
	const dot = h("span", { class: "dot dot--idle", "aria-hidden": "true" });
	const words = h("span", { class: "presence__words truncate" });
	const time = h("span", {
		class: "timer muted",
		"data-testid": "presence-timer",
	});
	const ready = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "presence-ready",
			"aria-pressed": "false",
			...shortcut("ready", say("presence.ready")),
		},
		say("presence.ready"),
	);
	const away = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "presence-not-ready",
			"aria-pressed": "false",
			...shortcut("ready", say("presence.not_ready")),
		},
		say("presence.not_ready"),
	);
	const menu = h("div", { class: "menu presence__menu" });
	const summary = h(
		"summary",
		{
			class: "btn btn--sm btn--icon",
			"aria-label": say("presence.menu"),
			title: say("presence.menu"),
			"data-testid": "presence-menu",
		},
		icon("down"),
	);
	const box = h("details", { class: "presence__reasons" }, summary, menu);
	const close = (): void => {
		box.open = false;
		summary.focus();
	};
	const go_away = (reason: string): void =>
		actions.set_presence("not_ready", reason);
	const fill = (list: readonly string[]): void => {
		if (reasons === list) return;
		reasons = list;
		const shown = list.length > 0 ? list : REASONS;
		const items = shown.map((reason, index) => {
			const item = h(
				"button",
				{
					class: "menu__item",
					type: "button",
					"data-reason": reason,
					"data-testid": `presence-reason-${index}`,
				},
				say_reason(reason),
			);
			item.addEventListener("click", () => {
				go_away(reason);
				close();
			});
			return item;
		});
		const work = h(
			"button",
			{
				class: "menu__item presence__acw",
				type: "button",
				"data-testid": "presence-after-call-work",
			},
			say("presence.after_call_work"),
		);
		work.addEventListener("click", () => {
			actions.set_presence("after_call_work");
			close();
		});
		menu.replaceChildren(
			h("p", { class: "menu__title" }, say("presence.choose")),
			...items,
			work,
		);
	};
	const be_ready = (): void => actions.set_presence("ready");
	const leave = (): void => go_away("");
	ready.addEventListener("click", be_ready);
	away.addEventListener("click", leave);
	close_when_left(box);
	walk_by_arrows(box);
	close_when_left(by_id("account") as HTMLDetailsElement);
	walk_by_arrows(by_id("account") as HTMLDetailsElement);
	by_id("presence").append(
		h("p", { class: "presence__state" }, dot, words),
		time,
		h(
			"div",
			{
				class: "btn-group presence__buttons",
				role: "group",
				"aria-label": say("presence.label"),
			},
			ready,
			away,
			box,
		),
	);

	return {
		toggle: () => (ready_now ? leave() : be_ready()),
		paint: ({ me, reasons: list }, now) => {
			fill(list);
			const state = me?.state ?? "logged_out";
			ready_now = state === "ready";
			set_attributes(dot, { class: `dot dot--${DOTS[state]}` });
			const text = me ? presence_words(me.state, me.state_reason) : "";
			set_text(words, text);
			set_attributes(words, { title: text || null });
			set_text(time, me ? time_words(me, now) : "");
			set_attributes(ready, { "aria-pressed": String(ready_now) });
			set_attributes(away, { "aria-pressed": String(state === "not_ready") });
			show(dot, me !== null);
			if (!me) return;
			set_text(by_id("me-name"), me.name);
			set_text(by_id("me-initials"), initials(me.name));
		},
	};
}

/** Our word for a reason of ours; a reason of the company is its own word. */
const say_reason = (reason: string): string => {
	const key = `reason.${reason}`;
	return has_words(key) ? say(key) : reason;
};

export const presence_words = (
	state: NonNullable<DesktopState["me"]>["state"],
	reason: string,
): string =>
	state === "not_ready" && reason
		? say_reason(reason)
		: say(`presence.${state}`);

/** How long already, and where it ends by itself how long still. */
function time_words(me: NonNullable<DesktopState["me"]>, now: number): string {
	const passed = since(me.state_since_at, now);
	if (!me.state_until_at) return passed;
	const left = duration(seconds_until(me.state_until_at, now));
	return `${passed} · ${say("presence.left", { time: left })}`;
}

const DOTS = {
	ready: "ok",
	not_ready: "warn",
	after_call_work: "warn",
	logged_out: "idle",
} as const;
