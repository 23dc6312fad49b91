/** A small choice of emoji; loaded when it is first opened. */
import { h } from "./dom";

const EMOJI = [
	..."😀😄😊😉😍😘😎🤔😐😕😢😭😡😱😴🤗",
	..."👍👎👌🙏👏🙌💪👋🤝🤞👀",
	..."🎉🔥✨⭐💡💬📎📷📦🚚🏠🛒💳💶🔒🔑",
	..."⏰📅📞📧✅❌❓❗➕🔄",
	..."💙💚💛🧡💜🤍",
];
const COLUMNS = 8;

export interface EmojiPicker {
	choose(emoji: string): void;
	close(): void;
}

/** Arrow keys walk through the grid; only one of it is a stop for the Tab key. */
export function create_emoji_picker(
	label: string,
	{ choose, close }: EmojiPicker,
): HTMLElement {
	const buttons = EMOJI.map((emoji, index) =>
		h(
			"button",
			{
				class: "emoji",
				attrs: { tabindex: index === 0 ? "0" : "-1" },
				press: () => choose(emoji),
			},
			emoji,
		),
	);
	const node = h(
		"div",
		{
			class: "emoji-picker",
			testid: "emoji-picker",
			attrs: { role: "group", "aria-label": label },
		},
		...buttons,
	);
	node.addEventListener("keydown", (event) => {
		if (event.key === "Escape") close();
		else {
			const at = buttons.indexOf(event.target as HTMLButtonElement);
			const to = next_index(event.key, at, node);
			if (to === null) return;
			const [from, target] = [buttons[at], buttons[to]];
			if (!target) return;
			from?.setAttribute("tabindex", "-1");
			target.setAttribute("tabindex", "0");
			target.focus();
		}
		event.preventDefault();
		event.stopPropagation();
	});
	return node;
}

function next_index(key: string, at: number, node: HTMLElement): number | null {
	const forward = getComputedStyle(node).direction === "rtl" ? -1 : 1;
	switch (key) {
		case "ArrowRight":
			return at + forward;
		case "ArrowLeft":
			return at - forward;
		case "ArrowDown":
			return at + COLUMNS;
		case "ArrowUp":
			return at - COLUMNS;
		case "Home":
			return 0;
		case "End":
			return EMOJI.length - 1;
		default:
			return null;
	}
}
