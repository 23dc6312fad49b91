import { h } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";

/** Height of the growing input, in pixels. */
const INPUT_MAX_PX = 120;

/** Where the customer writes. Enter sends, Shift+Enter breaks the line. */
export function create_composer({
	commands,
	say,
}: Context): Part & { focus(): void } {
	const input = h("textarea", {
		testid: "chat-input",
		attrs: {
			rows: "1",
			maxlength: "4000",
			placeholder: say("chat_input"),
			"aria-label": say("chat_input"),
		},
	});
	const send = h(
		"button",
		{
			class: "send",
			testid: "chat-send",
			attrs: { "aria-label": say("chat_send") },
			press: () => submit(),
		},
		icon("send"),
	);
	const grow = () => {
		input.style.height = "auto";
		input.style.height = `${Math.min(input.scrollHeight, INPUT_MAX_PX)}px`;
	};
	const submit = () => {
		if (!input.value.trim()) return;
		commands.send_message(input.value);
		input.value = "";
		grow();
		input.focus();
	};
	input.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});
	input.addEventListener("input", () => {
		grow();
		if (input.value) commands.tell_typing();
	});
	return {
		node: h("div", { class: "composer" }, input, send),
		update: () => undefined,
		focus: () => input.focus(),
	};
}
