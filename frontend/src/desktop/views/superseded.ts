import type { Actions } from "../actions";
import { h, icon, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";

/** Over everything while a newer tab has the desktop. */
export function mount_superseded(
	actions: Actions,
): (state: DesktopState) => void {
	const take = h(
		"button",
		{
			class: "btn btn--primary",
			type: "button",
			"data-testid": "take-over-tab",
		},
		say("superseded.take"),
	);
	take.addEventListener("click", () => actions.take_over());
	const gate = h(
		"div",
		{
			class: "gate",
			role: "alertdialog",
			"aria-modal": "true",
			"aria-labelledby": "gate-title",
			"aria-describedby": "gate-text",
			"data-testid": "superseded",
			hidden: true,
		},
		h(
			"div",
			{ class: "gate__card" },
			icon("tabs"),
			h("h2", { class: "h3", id: "gate-title" }, say("superseded.title")),
			h("p", { class: "muted", id: "gate-text" }, say("superseded.text")),
			take,
		),
	);
	document.body.append(gate);
	const others = [...document.body.children].filter(
		(element) => element !== gate && !element.matches("script"),
	);
	return ({ connection }) => {
		const away = connection.kind === "superseded";
		if (gate.hidden === !away) return;
		show(gate, away);
		for (const element of others) element.toggleAttribute("inert", away);
		if (away) take.focus();
	};
}
