import type { Actions } from "../actions";
import { h, set_text } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { ending_costs, is_live } from "../thread";
import { find_thread } from "../threads";
import { dialog_box } from "./dialog";

/** Ends an interaction; asks first when something would be lost by it. */
export function mount_end_dialog(actions: Actions): {
	readonly end: (interaction: string) => void;
	readonly paint: (state: DesktopState) => void;
} {
	let id = "";
	let state: DesktopState | null = null;
	const costs = h("ul", { class: "end__costs" });
	const yes = h(
		"button",
		{ class: "btn btn--danger", "data-testid": "end-confirm" },
		say("end.ask.yes"),
	);
	const no = h(
		"button",
		{ class: "btn", type: "button", "data-testid": "end-cancel" },
		say("end.ask.no"),
	);
	const form = h(
		"form",
		{ method: "dialog" },
		h("div", { class: "dialog__body" }, costs),
		h("div", { class: "dialog__foot" }, no, yes),
	);
	const { element, close } = dialog_box(say("end.ask.title"), form, {
		"data-testid": "end-dialog",
	});
	no.addEventListener("click", close);
	form.addEventListener("submit", () => actions.end(id));

	return {
		end: (interaction) => {
			const thread = find_thread(state ?? never(), interaction);
			if (!thread || !is_live(thread)) return;
			const lost = ending_costs(thread);
			if (lost.length === 0) {
				actions.end(interaction);
				return;
			}
			id = interaction;
			costs.replaceChildren(
				...lost.map((cost) => {
					const line = h("li");
					set_text(line, say(`end.ask.${cost}`));
					return line;
				}),
			);
			element.showModal();
			no.focus();
		},
		paint: (next) => {
			state = next;
			if (!element.open) return;
			const thread = find_thread(next, id);
			if (!thread || !is_live(thread)) close();
		},
	};
}

function never(): never {
	throw new Error("nothing was painted yet");
}
