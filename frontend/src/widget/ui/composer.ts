import { h, place_children, set_attr } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";

/** Height of the growing input, in pixels. */
const INPUT_MAX_PX = 120;

/** Where the customer writes. Enter sends, Shift+Enter breaks the line. */
export function create_composer({
	commands,
	say,
	draft,
}: Context): Part & { focus(): void } {
	const input = h("textarea", {
		testid: "chat-input",
		attrs: {
			rows: "1",
			maxlength: "4000",
			placeholder: say("chat_input"),
			"aria-label": say("chat_input"),
			dir: "auto",
			enterkeyhint: "send",
		},
	});
	const send = h(
		"button",
		{
			class: "send",
			testid: "chat-send",
			attrs: { "aria-label": say("chat_send"), title: say("chat_send") },
			press: () => submit(),
		},
		icon("send"),
	);
	const emoji = h(
		"button",
		{
			class: "icon-button",
			testid: "chat-emoji",
			attrs: {
				"aria-label": say("chat_emoji"),
				title: say("chat_emoji"),
				"aria-expanded": "false",
				"aria-haspopup": "true",
			},
			press: () => void toggle_emoji(),
		},
		icon("smile"),
	);
	const node = h(
		"div",
		{ class: "composer" },
		h("div", { class: "input-holder" }, input, emoji),
		send,
	);
	let picker: HTMLElement | null = null;

	const grow = () => {
		input.style.height = "auto";
		input.style.height = `${Math.min(input.scrollHeight, INPUT_MAX_PX)}px`;
	};
	const submit = () => {
		if (!input.value.trim()) return;
		commands.send_message(input.value);
		input.value = "";
		draft.set("");
		grow();
		input.focus();
	};
	const close_picker = () => {
		picker?.remove();
		picker = null;
		set_attr(emoji, "aria-expanded", "false");
		document.removeEventListener("pointerdown", outside);
	};
	const outside = (event: Event) => {
		if (!event.composedPath().includes(node)) close_picker();
	};
	const toggle_emoji = async () => {
		if (picker) {
			close_picker();
			return;
		}
		const module = await import("./emoji").catch(() => null);
		if (!module || picker || !node.isConnected) return;
		picker = module.create_emoji_picker(say("chat_emoji"), {
			choose(text) {
				input.setRangeText(
					text,
					input.selectionStart,
					input.selectionEnd,
					"end",
				);
				changed();
				close_picker();
				input.focus();
			},
			close() {
				close_picker();
				emoji.focus();
			},
		});
		place_children(node, [picker, ...[...node.children].map(as_element)]);
		set_attr(emoji, "aria-expanded", "true");
		document.addEventListener("pointerdown", outside);
		picker.querySelector("button")?.focus();
	};
	const changed = () => {
		grow();
		draft.set(input.value);
		if (input.value) commands.tell_typing();
	};
	input.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});
	input.addEventListener("input", changed);
	input.value = draft.get();
	return {
		node,
		update() {
			// What was written before has its height only now that it is on the screen.
			if (input.value && !input.style.height && input.isConnected) grow();
		},
		focus: () => input.focus(),
	};
}

const as_element = (node: Element): HTMLElement => node as HTMLElement;
