/**
 * Fields whose own picker the hand cannot open at the customer: menus, dates
 * and colours get a native one here, drawn where the field is, and sliders
 * follow the agent's drag.
 */
import type { CommandBody } from "../commands";
import type { Mods } from "../keys";
import { drawn_box, type Replica } from "./replica";

type Send = (command: CommandBody) => void;

const PICKED =
	"input[type=date i], input[type=time i], input[type=datetime-local i], input[type=month i], input[type=week i], input[type=color i]";
const OPENED_BY_ENTER = "select, input[type=color i]";
/** Half a slider's thumb: the value stops that far from either end. */
const THUMB = 8;

export class Picker {
	#open: HTMLSelectElement | HTMLInputElement | null = null;

	constructor(
		private readonly overlay: HTMLElement,
		private readonly replica: Replica,
		private readonly send: Send,
		private readonly on_close: () => void,
	) {}

	/** Opens the picker that belongs to the field; false when it needs none. */
	open(node: number, field: Element): boolean {
		this.close();
		const menu = field.matches("select:not([multiple])")
			? this.#menu(node, field as HTMLSelectElement)
			: field.matches(PICKED)
				? this.#input(node, field as HTMLInputElement)
				: null;
		if (!menu || field.matches(":disabled, [readonly]")) return false;
		this.#open = menu;
		menu.dataset.testid = "picker";
		this.#cover(menu, field);
		this.overlay.append(menu);
		menu.addEventListener("blur", () => this.close());
		menu.addEventListener("keydown", (event) => {
			event.stopPropagation();
			if ((event as KeyboardEvent).key === "Escape") this.close();
		});
		menu.focus({ preventScroll: true });
		try {
			menu.showPicker();
		} catch {
			// Needs a recent press; the field itself works without.
		}
		return true;
	}

	close(): void {
		const menu = this.#open;
		this.#open = null;
		if (!menu) return;
		menu.remove();
		this.on_close();
	}

	#menu(node: number, field: HTMLSelectElement): HTMLSelectElement | null {
		if (field.size > 1) return null;
		const menu = this.overlay.ownerDocument.createElement("select");
		let group: HTMLElement = menu;
		let group_of: HTMLOptGroupElement | null = null;
		for (const option of field.options) {
			const owner = option.closest("optgroup");
			if (owner !== group_of) {
				group_of = owner;
				group = owner ? this.#group(menu, owner) : menu;
			}
			const choice = new Option(option.label || option.text, "");
			choice.selected = option.selected;
			choice.disabled = option.matches(
				"option:disabled, optgroup:disabled option",
			);
			group.append(choice);
		}
		menu.addEventListener("change", () => {
			this.send({ do: "select", node, indexes: [menu.selectedIndex] });
			this.close();
		});
		return menu;
	}

	#group(menu: HTMLElement, owner: HTMLOptGroupElement): HTMLElement {
		const group = menu.ownerDocument.createElement("optgroup");
		group.label = owner.label;
		group.disabled = owner.disabled;
		menu.append(group);
		return group;
	}

	#input(node: number, field: HTMLInputElement): HTMLInputElement {
		const input = this.overlay.ownerDocument.createElement("input");
		input.type = field.type;
		input.min = field.min;
		input.max = field.max;
		input.step = field.step;
		input.value = field.value;
		input.addEventListener("input", () => {
			if (input.value !== "")
				this.send({ do: "value", node, value: input.value });
		});
		return input;
	}

	#cover(menu: HTMLElement, field: Element): void {
		const box = drawn_box(this.replica, field);
		const ground = this.overlay.getBoundingClientRect();
		const scale = ground.width / (this.overlay.offsetWidth || 1) || 1;
		Object.assign(menu.style, {
			position: "absolute",
			boxSizing: "border-box",
			left: `${(box.left - ground.left) / scale}px`,
			top: `${(box.top - ground.top) / scale}px`,
			width: `${box.width / scale}px`,
			height: `${box.height / scale}px`,
		});
	}
}

/** The keys that open the picker of a field for a person. */
export const opens_picker = (
	field: Element,
	key: string,
	mods: Mods,
): boolean =>
	mods.alt
		? key === "ArrowDown" || key === "ArrowUp"
		: key === " " || (key === "Enter" && field.matches(OPENED_BY_ENTER));

export const is_slider = (field: Element): field is HTMLInputElement =>
	field.matches("input[type=range i]:not(:disabled)");

/** The slider's value at a fraction of its width, on one of its steps. */
export function slider_value(slider: HTMLInputElement, fx: number): string {
	const width = slider.offsetWidth;
	const along =
		width > 2 * THUMB ? (fx * width - THUMB) / (width - 2 * THUMB) : fx;
	const min = number_or(slider.min, 0);
	const max = Math.max(min, number_or(slider.max, 100));
	const step = slider.step === "any" ? 0 : number_or(slider.step, 1) || 1;
	const exact = min + Math.min(1, Math.max(0, along)) * (max - min);
	const stepped = step
		? Math.min(max, min + Math.round((exact - min) / step) * step)
		: exact;
	return String(Number(stepped.toFixed(6)));
}

const number_or = (text: string, otherwise: number): number => {
	const number = Number.parseFloat(text);
	return Number.isFinite(number) ? number : otherwise;
};
