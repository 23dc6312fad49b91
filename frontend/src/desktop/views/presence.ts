import type { Actions } from "../actions";
import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import { initials, since } from "../format";
import type { DesktopState } from "../state";
import { say, say_code } from "../strings";

const REASONS = ["break", "lunch", "meeting", "training", "technical"] as const;

/** State with its duration, the two buttons, and the reasons for "not ready". */
export function mount_presence(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const dot = h("span", { class: "dot dot--idle", "aria-hidden": "true" });
	const words = h("span", { class: "presence__words" });
	const time = h("span", { class: "timer muted" });
	const ready = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "presence-ready",
			"aria-pressed": "false",
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
		},
		say("presence.not_ready"),
	);
	const menu = h("div", { class: "menu presence__menu" });
	const reasons = h(
		"details",
		{ class: "presence__reasons" },
		h(
			"summary",
			{
				class: "btn btn--sm btn--icon",
				"aria-label": say("presence.reasons"),
				title: say("presence.reasons"),
			},
			icon("down"),
		),
		menu,
	);
	const close = (): void => {
		reasons.open = false;
	};
	for (const reason of REASONS) {
		const item = h(
			"button",
			{ class: "menu__item", type: "button", "data-reason": reason },
			say(`reason.${reason}`),
		);
		item.addEventListener("click", () => {
			actions.set_presence("not_ready", reason);
			close();
			reasons.querySelector("summary")?.focus();
		});
		menu.append(item);
	}
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
	menu.append(work);
	ready.addEventListener("click", () => actions.set_presence("ready"));
	away.addEventListener("click", () => actions.set_presence("not_ready"));
	close_when_left(reasons);
	close_when_left(by_id("account") as HTMLDetailsElement);
	by_id("presence").append(
		h(
			"p",
			{ class: "presence__state", role: "status", "aria-live": "polite" },
			dot,
			words,
		),
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
			reasons,
		),
	);

	return ({ me }, now) => {
		const state = me?.state ?? "logged_out";
		const reason = me?.state_reason ?? "";
		set_attributes(dot, { class: `dot dot--${DOTS[state]}` });
		set_text(
			words,
			me
				? state === "not_ready" && reason
					? say_code(`reason.${reason}`, "presence.not_ready")
					: say(`presence.${state}`)
				: "",
		);
		set_text(time, me ? since(me.state_since_at, now) : "");
		set_attributes(ready, { "aria-pressed": String(state === "ready") });
		set_attributes(away, { "aria-pressed": String(state === "not_ready") });
		show(dot, me !== null);
		if (!me) return;
		set_text(by_id("me-name"), me.name);
		set_text(by_id("me-initials"), initials(me.name));
	};
}

const DOTS = {
	ready: "ok",
	not_ready: "warn",
	after_call_work: "warn",
	logged_out: "idle",
} as const;

/** A pop-up of `<details>` closes on Escape and when the focus or a click goes elsewhere. */
function close_when_left(details: HTMLDetailsElement): void {
	const close_outside = (event: Event): void => {
		if (event.target instanceof Node && !details.contains(event.target))
			details.open = false;
	};
	document.addEventListener("pointerdown", close_outside);
	document.addEventListener("focusin", close_outside);
	details.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || !details.open) return;
		details.open = false;
		details.querySelector("summary")?.focus();
		event.stopPropagation();
	});
}
