import { INKS } from "../../control/annotate/look";
import { COLOURS } from "../../control/annotate/model";
import type { Ink } from "../../control/annotate/stroke";
import { ink_of } from "../../viewer/bridge";
import { h, icon, set_attributes } from "../dom";
import { browser_memory } from "../memory";
import { say } from "../strings";
import { close_when_left } from "./menu";

const INK = "ink";
const FIRST: Ink = { colour: "orange", stays: true };

/** Colour and duration as they were chosen last in this browser. */
export function remembered_ink(): Ink {
	try {
		return ink_of(JSON.parse(browser_memory.get(INK) ?? "")) ?? FIRST;
	} catch {
		return FIRST;
	}
}

/** The colour of the pens, and whether what they draw stays. */
export function ink_menu(choose: (ink: Ink) => void): {
	readonly element: HTMLDetailsElement;
	readonly paint: (ink: Ink, disabled: boolean) => void;
} {
	const dot = swatch();
	const summary = h(
		"summary",
		{
			class: "btn btn--quiet btn--sm ink__open",
			"data-testid": "annotate-colour",
		},
		dot,
		icon("down"),
	);
	const colours = COLOURS.map((colour) => {
		const input = h("input", {
			type: "radio",
			name: "ink",
			value: colour,
			"data-testid": `annotate-colour-${colour}`,
		});
		const sign = swatch();
		sign.style.setProperty("--ink", INKS[colour]);
		const label = h(
			"label",
			{ class: "ink__colour" },
			input,
			sign,
			say(`annotate.${colour}`),
		);
		return { colour, input, label };
	});
	const stays = h("input", {
		type: "checkbox",
		"data-testid": "annotate-stays",
	});
	const element = h(
		"details",
		{ class: "ink" },
		summary,
		h(
			"div",
			{ class: "menu ink__menu" },
			h(
				"div",
				{
					class: "ink__colours",
					role: "radiogroup",
					"aria-label": say("annotate.colour"),
				},
				...colours.map(({ label }) => label),
			),
			h(
				"label",
				{ class: "switch ink__stays" },
				stays,
				h(
					"span",
					{},
					say("annotate.stays"),
					h(
						"span",
						{ class: "small muted ink__hint" },
						say("annotate.stays.hint"),
					),
				),
			),
		),
	);
	close_when_left(element);
	// Who goes on in the customer's page is in another document.
	window.addEventListener("blur", () => {
		element.open = false;
	});
	const change = (): void => {
		const colour =
			colours.find(({ input }) => input.checked)?.colour ?? FIRST.colour;
		const ink: Ink = { colour, stays: stays.checked };
		browser_memory.set(INK, JSON.stringify(ink));
		choose(ink);
	};
	for (const { input } of colours) input.addEventListener("change", change);
	stays.addEventListener("change", change);
	let painted = "";

	return {
		element,
		paint(ink, disabled) {
			if (disabled) element.open = false;
			set_attributes(summary, {
				"aria-disabled": disabled ? "true" : null,
				tabindex: disabled ? -1 : null,
			});
			if (painted === JSON.stringify(ink)) return;
			painted = JSON.stringify(ink);
			for (const { colour, input } of colours)
				input.checked = colour === ink.colour;
			stays.checked = ink.stays;
			dot.style.setProperty("--ink", INKS[ink.colour]);
			dot.classList.toggle("ink__dot--fades", !ink.stays);
			const name = `${say("annotate.ink")}: ${say(`annotate.${ink.colour}`)}`;
			set_attributes(summary, { "aria-label": name, title: name });
		},
	};
}

const swatch = (): HTMLElement =>
	h("span", { class: "ink__dot", "aria-hidden": "true" });
