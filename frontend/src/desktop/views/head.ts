import type { Actions } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";
import { paint_avatar } from "./avatar";
import { customer_name } from "./names";

/** Who it is, since when, and what can be done with the whole interaction. */
export function mount_head(
	host: HTMLElement,
	panel: HTMLElement,
	actions: Actions,
	open_transfer: () => void,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const avatar = h("span", { class: "avatar", "aria-hidden": "true" });
	const name = h("h1", { class: "talk__name truncate" });
	const about = h("p", { class: "talk__about muted" });
	const medium = h("span", {});
	const time = h("span", { class: "timer" });
	about.append(medium, time);
	const info = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm talk__info",
			type: "button",
			"aria-label": say("context.title"),
			title: say("context.title"),
			"aria-controls": "context",
			"aria-expanded": "false",
			"data-testid": "customer-details",
		},
		icon("info"),
	);
	info.addEventListener("click", () => {
		const open = panel.dataset.details !== "open";
		panel.dataset.details = open ? "open" : "";
		info.setAttribute("aria-expanded", String(open));
	});
	const transfer = h(
		"button",
		{
			class: "btn btn--ghost btn--sm",
			type: "button",
			"data-testid": "transfer",
			title: say("head.transfer"),
		},
		icon("transfer"),
		h("span", { class: "talk__word" }, say("head.transfer")),
	);
	transfer.addEventListener("click", open_transfer);
	const end_word = h("span", { class: "talk__word" });
	const end = h(
		"button",
		{
			class: "btn btn--ghost btn--sm talk__end",
			type: "button",
			"data-testid": "end-interaction",
		},
		icon("close"),
		end_word,
	);
	end.addEventListener("click", () => actions.end(id));
	const close = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "interaction-close",
		},
		say("head.close"),
	);
	close.addEventListener("click", () => actions.dismiss(id));
	host.append(
		h(
			"header",
			{ class: "talk__head" },
			avatar,
			h("div", { class: "talk__who" }, name, about),
			info,
			transfer,
			end,
			close,
		),
	);

	return (thread, _state, now) => {
		const { interaction } = thread;
		id = interaction.id;
		const label = customer_name(interaction);
		set_text(name, label);
		paint_avatar(avatar, interaction);
		set_text(
			medium,
			`${say(`media.${interaction.media}`)} · ${say(`phase.${interaction.state}`)}`,
		);
		const live = is_live(thread);
		set_text(
			time,
			live ? since(interaction.answered_at ?? interaction.started_at, now) : "",
		);
		const ending = say(`head.end.${interaction.media}`);
		set_text(end_word, ending);
		set_attributes(end, { title: ending });
		// A call is transferred in the company's own switch.
		show(transfer, live && interaction.media === "chat");
		show(end, live);
		show(close, !live);
	};
}
