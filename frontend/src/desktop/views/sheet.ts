import { by_id, h, icon } from "../dom";
import type { Command } from "../keymap";
import { browser_memory } from "../memory";
import { type StringKey, say } from "../strings";
import { dialog_box } from "./dialog";
import { digit_keys, keys_of } from "./hints";

const WORK: readonly Command[] = [
	"accept",
	"reject",
	"ready",
	"message",
	"replies",
	"join",
	"end",
];
const WAYS: readonly Command[] = [
	"next",
	"previous",
	"search",
	"pane",
	"list",
	"context",
];

const OFF = "keys_off";

/** The sheet of all keys, its button, and the switch for those who want none. */
export function mount_sheet(): {
	readonly open: () => void;
	readonly are_on: () => boolean;
} {
	const input = h("input", {
		type: "checkbox",
		"data-testid": "shortcuts-on",
	});
	input.checked = !browser_memory.flag(OFF);
	input.addEventListener("change", () =>
		browser_memory.set_flag(OFF, !input.checked),
	);
	const body = h(
		"div",
		{ class: "dialog__body sheet" },
		part("sheet.work", WORK.map(line_of)),
		part("sheet.ways", [
			...WAYS.map(line_of),
			line(digit_keys(), "sheet.number"),
			line("?", "sheet.help"),
			line("Esc", "sheet.escape"),
		]),
		part("sheet.write", [
			line("Enter", "sheet.send"),
			line("Shift+Enter", "sheet.newline"),
			line("/", "sheet.slash"),
			line("F6", "sheet.leave"),
		]),
		h(
			"label",
			{ class: "switch sheet__switch" },
			input,
			h("span", {}, say("sheet.on")),
		),
	);
	const { element } = dialog_box(say("sheet.title"), body, {
		class: "dialog dialog--wide",
		"data-testid": "shortcut-sheet",
	});
	const button = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			type: "button",
			"aria-label": say("sheet.open"),
			title: `${say("sheet.open")} (?)`,
			"aria-haspopup": "dialog",
			"data-testid": "shortcut-sheet-open",
		},
		icon("keys"),
	);
	const open = (): void => {
		if (!element.open) element.showModal();
	};
	button.addEventListener("click", open);
	by_id("tools").append(button);
	return { open, are_on: () => input.checked };
}

const line_of = (command: Command): HTMLElement =>
	line(keys_of(command), `sheet.${command}`);

const line = (keys: string, words: StringKey): HTMLElement =>
	h(
		"div",
		{ class: "sheet__line" },
		h("dt", {}, say(words)),
		h("dd", {}, h("kbd", { class: "sheet__key" }, keys)),
	);

const part = (title: StringKey, lines: readonly HTMLElement[]): HTMLElement =>
	h(
		"section",
		{ class: "sheet__part" },
		h("h3", { class: "field__label" }, say(title)),
		h("dl", { class: "sheet__lines" }, ...lines),
	);
