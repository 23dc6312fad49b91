import { h, icon, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";

/** A phone call of the company's switch: the number, its state and how long it lasts. */
export function mount_call(
	host: HTMLElement,
): (thread: Thread, state: DesktopState, now: number) => void {
	const number = h("p", { class: "call__number num" });
	const badge = h("span", { class: "badge badge--dot" });
	const time = h("span", { class: "timer call__time" });
	const panel = h(
		"section",
		{
			class: "call",
			"aria-label": say("call.title"),
			"data-testid": "call-panel",
		},
		h("span", { class: "call__art" }, icon("voice")),
		h(
			"div",
			{ class: "grow" },
			number,
			h("p", { class: "row call__line" }, badge, time),
		),
		h("p", { class: "small muted call__note" }, say("call.note")),
	);
	host.append(panel);

	return (thread, _state, now) => {
		const { interaction } = thread;
		const theirs = interaction.media === "voice" && interaction.external;
		show(panel, theirs);
		set_attributes(panel, { "data-testid": theirs ? "call-panel" : null });
		if (!theirs) return;
		set_text(number, interaction.phone_number || say("call.unknown"));
		set_text(badge, say(`phase.${interaction.state}`));
		const tone =
			interaction.state === "active"
				? "ok"
				: interaction.state === "held"
					? "warn"
					: interaction.state === "ringing"
						? "info"
						: "";
		set_attributes(badge, {
			class: `badge badge--dot${tone ? ` badge--${tone}` : ""}`,
		});
		set_attributes(panel, { "data-state": interaction.state });
		set_text(
			time,
			is_live(thread)
				? since(interaction.answered_at ?? interaction.started_at, now)
				: "",
		);
	};
}
