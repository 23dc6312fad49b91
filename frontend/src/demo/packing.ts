/** One trip: the packing list with its filters, and notes. */

import { h } from "./dom";
import type { Item, Store, Trip } from "./store";

const FILTERS = ["all", "to pack", "packed"] as const;
type Filter = (typeof FILTERS)[number];

/** Drawn anew on each change; the caret and the pressed button are found again by key. */
class PackingList {
	readonly list = h("ul", {
		className: "packing",
		data: { testid: "packing" },
	});
	readonly count = h("p", { className: "small muted num" });
	filter: Filter = "all";
	words = "";
	private editing: string | null = null;

	constructor(
		private readonly store: Store,
		private readonly trip: Trip,
	) {}

	draw(focus?: string): void {
		const items = this.trip.items;
		const shown = items.filter((item) => this.shows(item));
		this.list.replaceChildren(...shown.map((item) => this.row(item)));
		const left = items.filter((item) => !item.packed).length;
		const grams = items.reduce((sum, item) => sum + item.grams, 0);
		this.count.textContent = `${left} to pack · ${(grams / 1000).toFixed(1)} kg known`;
		if (focus)
			this.list
				.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)
				?.focus();
	}

	private shows(item: Item): boolean {
		if (this.filter === "packed" && !item.packed) return false;
		if (this.filter === "to pack" && item.packed) return false;
		return item.text.toLowerCase().includes(this.words);
	}

	private row(item: Item): HTMLElement {
		const tick = h("input", {
			type: "checkbox",
			checked: item.packed,
			data: { key: `tick-${item.id}` },
			onchange: () => {
				item.packed = tick.checked;
				this.store.save();
				this.draw(`tick-${item.id}`);
			},
		});
		return h(
			"li",
			{ className: item.packed ? "packing__item is-packed" : "packing__item" },
			h(
				"label",
				{ className: "check" },
				tick,
				h("span", { className: "visually-hidden" }, `Packed: ${item.text}`),
			),
			this.editing === item.id ? this.editor(item) : this.text(item),
			h("span", { className: "small muted num" }, `${item.grams || "?"} g`),
			this.mover(item, -1, "Up", "↑"),
			this.mover(item, 1, "Down", "↓"),
			this.button(`Remove ${item.text}`, "×", `remove-${item.id}`, () => {
				this.store.remove_item(this.trip, item.id);
				this.draw();
			}),
		);
	}

	private text(item: Item): HTMLElement {
		return h(
			"span",
			{
				className: "packing__text",
				title: "Double-click to change",
				ondblclick: () => {
					this.editing = item.id;
					this.draw(`edit-${item.id}`);
				},
			},
			item.text,
		);
	}

	private editor(item: Item): HTMLElement {
		const stop = (keep: boolean) => {
			if (this.editing !== item.id) return;
			this.editing = null;
			const text = input.value.trim();
			if (keep && text) this.store.rename_item(item, text);
			this.draw();
		};
		const input = h("input", {
			className: "input input--sm",
			value: item.text,
			maxLength: 80,
			data: { key: `edit-${item.id}` },
			aria: { label: "Text" },
			onblur: () => stop(true),
			onkeydown: (event) => {
				if (event.key === "Enter") stop(true);
				if (event.key === "Escape") stop(false);
			},
		});
		return input;
	}

	private mover(item: Item, by: -1 | 1, word: string, sign: string) {
		const key = `${word}-${item.id}`;
		return this.button(`${word}: ${item.text}`, sign, key, () => {
			this.store.move_item(this.trip, item.id, by);
			this.draw(key);
		});
	}

	private button(label: string, sign: string, key: string, act: () => void) {
		return h(
			"button",
			{
				className: "btn btn--quiet btn--icon btn--sm",
				type: "button",
				data: { key },
				aria: { label },
				onclick: act,
			},
			sign,
		);
	}
}

function filters(packing: PackingList): HTMLElement {
	const choices = FILTERS.map((name) =>
		h(
			"label",
			{},
			h("input", {
				type: "radio",
				name: "packing-filter",
				checked: name === packing.filter,
				onchange: () => {
					packing.filter = name;
					packing.draw();
				},
			}),
			h("span", {}, name),
		),
	);
	const search = h("input", {
		className: "input input--sm",
		type: "search",
		placeholder: "Filter",
		aria: { label: "Filter the list" },
		oninput: () => {
			packing.words = search.value.trim().toLowerCase();
			packing.draw();
		},
	});
	return h(
		"div",
		{ className: "row" },
		h("div", { className: "segmented" }, ...choices),
		h("div", { className: "grow" }, search),
	);
}

/** The page of one trip. */
export function packing_page(store: Store, trip: Trip): HTMLElement {
	const packing = new PackingList(store, trip);
	const entry = h("input", {
		className: "input",
		id: "new-item",
		maxLength: 80,
		placeholder: "What else? Press Enter",
		autocomplete: "off",
		aria: { label: "Something to pack" },
		onkeydown: (event) => {
			const text = entry.value.trim();
			if (event.key !== "Enter" || !text) return;
			store.add_item(trip, text);
			entry.value = "";
			packing.draw();
		},
	});
	const notes = h("div", {
		className: "input planner__notes",
		contentEditable: "true",
		role: "textbox",
		textContent: trip.notes,
		aria: { label: "Notes", multiline: "true" },
		// biome-ignore lint/performance/useDomNodeTextContent: line breaks are wanted.
		oninput: () => store.write_notes(trip, notes.innerText),
	});
	packing.draw();
	return h(
		"div",
		{ className: "planner__columns" },
		h(
			"section",
			{ className: "card stack" },
			h(
				"div",
				{ className: "row row--between" },
				h("h2", {}, trip.name),
				packing.count,
			),
			entry,
			filters(packing),
			packing.list,
		),
		h(
			"section",
			{ className: "card stack" },
			h("h2", {}, "Notes"),
			h("p", { className: "small muted" }, "Huts, trains, who brings the map."),
			notes,
		),
	);
}
