import { h, icon, set_attributes, set_text, show } from "../dom";
import { all_emoji, type Emoji, found_emoji, moved } from "../emoji";
import { say } from "../strings";

const COLUMNS = 8;

/** A small grid of emoji, searched by name and walked through by arrows. */
export function emoji_picker(picked: (sign: string) => void): {
	readonly button: HTMLButtonElement;
	readonly panel: HTMLElement;
	readonly close: () => void;
} {
	const all = all_emoji(document.documentElement.lang);
	const search = h("input", {
		class: "input input--sm",
		type: "search",
		autocomplete: "off",
		placeholder: say("emoji.search"),
		"aria-label": say("emoji.search"),
		"data-testid": "emoji-search",
	});
	const grid = h("div", {
		class: "emoji__grid",
		role: "group",
		"aria-label": say("emoji.list"),
	});
	const none = h("p", { class: "small muted emoji__none", role: "status" });
	const panel = h(
		"div",
		{
			class: "emoji",
			role: "dialog",
			"aria-label": say("emoji.open"),
			hidden: true,
			"data-testid": "emoji-panel",
		},
		search,
		grid,
		none,
	);
	const button = h(
		"button",
		{
			class: "btn btn--quiet btn--icon composer__tool",
			type: "button",
			"aria-label": say("emoji.open"),
			title: say("emoji.open"),
			"aria-haspopup": "dialog",
			"aria-expanded": "false",
			"data-testid": "emoji",
		},
		icon("smile"),
	);
	let cells: HTMLButtonElement[] = [];
	const fill = (): void => {
		const found = found_emoji(all, search.value);
		cells = found.map((emoji, index) => cell(emoji, index === 0));
		grid.replaceChildren(...cells);
		set_text(none, cells.length === 0 ? say("emoji.none") : "");
	};
	const close = (): void => {
		show(panel, false);
		set_attributes(button, { "aria-expanded": "false" });
	};
	const open = (): void => {
		search.value = "";
		fill();
		show(panel, true);
		set_attributes(button, { "aria-expanded": "true" });
		search.focus();
	};
	const pick = (sign: string): void => {
		close();
		picked(sign);
	};
	const focus = (at: number): void => {
		cells.forEach((one, index) => {
			one.tabIndex = index === at ? 0 : -1;
		});
		cells[at]?.focus();
	};

	button.addEventListener("click", () => (panel.hidden ? open() : close()));
	search.addEventListener("input", fill);
	search.addEventListener("keydown", (event) => {
		if (event.isComposing) return;
		if (event.key === "ArrowDown") focus(0);
		else if (event.key === "Enter") cells[0]?.click();
		else return;
		event.preventDefault();
	});
	grid.addEventListener("click", (event) => {
		const sign = (event.target as HTMLElement).closest<HTMLElement>(
			"[data-sign]",
		)?.dataset.sign;
		if (sign) pick(sign);
	});
	grid.addEventListener("keydown", (event) => {
		const at = cells.indexOf(document.activeElement as HTMLButtonElement);
		if (event.key === "ArrowUp" && at < COLUMNS) search.focus();
		else {
			const to = at < 0 ? null : moved(at, event.key, COLUMNS, cells.length);
			if (to === null) return;
			focus(to);
		}
		event.preventDefault();
	});
	panel.addEventListener("keydown", (event) => {
		if (event.key !== "Escape") return;
		event.stopPropagation();
		close();
		button.focus();
	});
	const leave = (event: Event): void => {
		if (panel.hidden || !(event.target instanceof Node)) return;
		if (!panel.contains(event.target) && !button.contains(event.target))
			close();
	};
	document.addEventListener("pointerdown", leave);
	document.addEventListener("focusin", leave);
	return { button, panel, close };
}

const cell = ({ sign, name }: Emoji, first: boolean): HTMLButtonElement =>
	h(
		"button",
		{
			class: "emoji__cell",
			type: "button",
			tabindex: first ? 0 : -1,
			"aria-label": name,
			title: name,
			"data-sign": sign,
		},
		sign,
	);
