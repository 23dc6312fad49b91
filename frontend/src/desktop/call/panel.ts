import type { LineView } from "../../calls/view";
import type { Actions } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";
import { type DeskCall, is_browser_call } from "./desk_call";
import { mount_devices } from "./devices";
import { mount_levels } from "./levels";
import { hint_of, quality_of, standing_of } from "./words";

/** The call in the open interaction: what goes on, and what can be done. */
export function mount_call_panel(
	host: HTMLElement,
	actions: Actions,
	call: DeskCall,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	let line: LineView | null = null;
	let held = false;
	const badge = h("span", { role: "status", "data-testid": "call-state" });
	const time = h("span", { class: "timer call__time" });
	const quality = h("span", {
		class: "small muted talk-call__quality",
		"data-testid": "call-quality",
	});
	const hint = h("p", { role: "alert", "data-testid": "call-hint" });
	const mute = action("call-mute", "mic");
	const hold = action("call-hold", "paused");
	const retry = action("call-retry", "refresh", "btn--primary");
	const listen = action("call-listen", "bell", "btn--primary");
	const hang_up = action("call-end", "hang-up", "btn--danger");
	mute.element.addEventListener("click", () => call.mute(!line?.muted));
	hold.element.addEventListener("click", () => call.hold(id, !held));
	retry.element.addEventListener("click", () => call.retry());
	listen.element.addEventListener("click", () => call.listen());
	hang_up.element.addEventListener("click", () => actions.end(id));
	const levels = mount_levels(call);
	const devices = mount_devices(call);
	const panel = h(
		"section",
		{ class: "call talk-call", "aria-label": say("talk.title"), hidden: true },
		h("span", { class: "call__art" }, icon("voice")),
		h(
			"div",
			{ class: "grow" },
			h("p", { class: "row call__line" }, badge, time, quality),
			levels.element,
		),
		hint,
		h(
			"div",
			{ class: "row talk-call__actions" },
			listen.element,
			retry.element,
			mute.element,
			hold.element,
			devices.toggle,
			hang_up.element,
		),
		devices.element,
	);
	host.append(panel);

	return (thread, _state, now) => {
		const shown = is_browser_call(thread) && is_live(thread);
		show(panel, shown);
		set_attributes(panel, { "data-testid": shown ? "call-panel" : null });
		if (!shown) return;
		const { interaction } = thread;
		if (id !== interaction.id) devices.close();
		id = interaction.id;
		held = interaction.state === "held";
		line = { ...call.view_of(id), held };
		const standing = standing_of(line);
		set_text(badge, standing.words);
		set_attributes(badge, {
			class: `badge badge--dot${standing.tone ? ` badge--${standing.tone}` : ""}`,
		});
		set_attributes(panel, {
			"data-state": interaction.state,
			"data-phase": line.phase,
		});
		set_text(
			time,
			since(interaction.answered_at ?? interaction.started_at, now),
		);
		const talking = line.phase === "connected" && !held;
		show(quality, talking);
		set_text(quality, quality_of(line));
		set_attributes(quality, { "data-grade": line.quality.grade });
		const news = hint_of(line, call.obstacle);
		show(hint, news !== null);
		set_text(hint, news?.words ?? "");
		set_attributes(hint, {
			class: `alert alert--${news?.tone || "info"} talk-call__hint`,
		});
		show(retry.element, line.phase === "trouble");
		retry.say(say("talk.retry"));
		show(listen.element, line.sound_blocked);
		listen.say(say("talk.listen"));
		mute.say(say(line.muted ? "talk.unmute" : "talk.mute"));
		mute.sign(line.muted ? "mic-off" : "mic");
		set_attributes(mute.element, { "data-on": line.muted });
		hold.say(say(held ? "talk.retrieve" : "talk.hold"));
		hold.sign(held ? "play" : "paused");
		set_attributes(hold.element, { "data-on": held });
		hang_up.say(say("head.end.voice.browser"));
		levels.paint(talking);
		devices.paint(line);
	};
}

function action(testid: string, sign: string, look = "") {
	const text = h("span");
	let shown = sign;
	const picture = icon(sign);
	const element = h(
		"button",
		{
			class: `btn btn--sm${look ? ` ${look}` : ""}`,
			type: "button",
			"data-testid": testid,
		},
		picture,
		text,
	);
	return {
		element,
		say: (words: string) => set_text(text, words),
		sign: (name: string) => {
			if (name === shown) return;
			shown = name;
			picture.querySelector("use")?.setAttribute("href", `#icon-${name}`);
		},
	};
}
