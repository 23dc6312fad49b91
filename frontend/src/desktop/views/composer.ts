import { type Actions, MESSAGE_LIMIT } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";
import { customer_name } from "./names";

/** Where the agent writes. Drafts stay with their interaction. */
export function mount_composer(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const input = h("textarea", {
		class: "textarea talk__input",
		rows: 1,
		placeholder: say("chat.placeholder"),
		"aria-describedby": "message-hint",
		"aria-keyshortcuts": "Alt+M",
		"data-testid": "message-input",
	});
	const send = h(
		"button",
		{
			class: "btn btn--primary",
			"data-testid": "message-send",
			title: say("chat.hint"),
		},
		icon("send"),
		h("span", { class: "talk__word" }, say("chat.send")),
	);
	const hint = h(
		"p",
		{ class: "visually-hidden", id: "message-hint" },
		say("chat.hint"),
	);
	const problem = h("p", { class: "field__error talk__long", role: "alert" });
	const form = h(
		"form",
		{ class: "composer talk__composer" },
		input,
		send,
		hint,
		problem,
	);
	host.append(form);

	const submit = (): void => {
		if (actions.send(id, input.value)) input.value = "";
		input.focus();
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		submit();
	});
	input.addEventListener("input", () => actions.draft(id, input.value));
	input.addEventListener("keydown", (event) => {
		// Enter that ends an input-method composition is not ours.
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});

	return (thread) => {
		const live = is_live(thread) && thread.interaction.media === "chat";
		show(form, live);
		if (!live) return;
		if (id !== thread.interaction.id) {
			id = thread.interaction.id;
			input.value = thread.draft;
		}
		set_attributes(input, {
			"aria-label": say("chat.input", {
				name: customer_name(thread.interaction),
			}),
		});
		const over = thread.draft.trim().length - MESSAGE_LIMIT;
		set_text(problem, over > 0 ? say("chat.too_long", { count: over }) : "");
		send.disabled = over > 0;
	};
}
