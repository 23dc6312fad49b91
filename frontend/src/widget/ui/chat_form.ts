import { h, set_text, show } from "./dom";
import type { Context, Part } from "./part";
import { view_header } from "./view_header";

/** Before a chat: who are you, what is it about. */
export function create_chat_form({ commands, say }: Context): Part {
	const name = h("input", {
		testid: "chat-name",
		attrs: { id: "chat-name", maxlength: "80", autocomplete: "name" },
	});
	const question = h("textarea", {
		testid: "chat-question",
		attrs: { id: "chat-question", maxlength: "2000", rows: "3" },
	});
	const start = h(
		"button",
		{
			class: "button primary wide",
			testid: "chat-start",
			press: () => submit(),
		},
		say("chat_start"),
	);
	const closed = h(
		"div",
		{ class: "banner warn", attrs: { role: "status" } },
		say("problem_chat_closed"),
	);
	const form = h(
		"div",
		{ class: "body" },
		h("div", { class: "muted" }, say("chat_form_intro")),
		closed,
		h("label", { attrs: { for: "chat-name" } }, say("chat_name")),
		name,
		h("label", { attrs: { for: "chat-question" } }, say("chat_question")),
		question,
		start,
	);
	const submit = () => {
		if (start.disabled) return;
		commands.start_chat(
			name.value.trim() || say("chat_guest"),
			question.value.trim(),
		);
		question.value = "";
	};
	name.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && !event.isComposing) submit();
	});
	return {
		node: h(
			"div",
			{ class: "view" },
			view_header(say("channel_chat"), say("back"), () =>
				commands.show("channels"),
			),
			form,
		),
		update(state) {
			const waits = state.chat_start !== null;
			const shut = state.site?.chat_available === false;
			start.disabled = waits || shut;
			show(closed, shut);
			set_text(start, say(waits ? "chat_starting" : "chat_start"));
		},
	};
}
