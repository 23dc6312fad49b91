/** How much food and gas a trip needs, worked out while one types. */

import { field, h } from "./dom";

/** A day outdoors: 600 g dry food and 35 g gas a person, half as much gas again in the cold. */
const FOOD_GRAMS = 600;
const GAS_GRAMS = 35;
const COLD_FACTOR = 1.5;

/** The page of the food calculator. */
export function food_page(): HTMLElement {
	const people = h("input", {
		className: "input",
		id: "food-people",
		type: "number",
		min: "1",
		max: "12",
		value: "2",
	});
	const days = h("input", {
		id: "food-days",
		type: "range",
		min: "1",
		max: "21",
		value: "5",
	});
	const start = h("input", {
		className: "input",
		id: "food-start",
		type: "date",
	});
	const cold = h("input", { id: "food-cold", type: "checkbox" });
	const result = h("div", {
		className: "grid planner__sums",
		aria: { live: "polite" },
	});

	const sum = (label: string, value: string) =>
		h(
			"div",
			{ className: "kpi" },
			h("span", { className: "kpi__label" }, label),
			h("span", { className: "kpi__value" }, value),
		);
	const draw = () => {
		const eaters = Math.min(Math.max(Number(people.value) || 1, 1), 12);
		const portions = eaters * Number(days.value);
		const gas = portions * GAS_GRAMS * (cold.checked ? COLD_FACTOR : 1);
		const back = start.valueAsDate;
		back?.setUTCDate(back.getUTCDate() + Number(days.value) - 1);
		result.replaceChildren(
			sum("Days", days.value),
			sum("Food", `${((portions * FOOD_GRAMS) / 1000).toFixed(1)} kg`),
			sum("Gas", `${Math.ceil(gas / 10) * 10} g`),
			sum(
				"Back on",
				back
					? back.toLocaleDateString("en", {
							day: "numeric",
							month: "long",
							timeZone: "UTC",
						})
					: "–",
			),
		);
	};
	for (const control of [people, days, start, cold]) control.oninput = draw;
	draw();
	return h(
		"div",
		{ className: "planner__columns" },
		h(
			"section",
			{ className: "card stack" },
			h("h2", {}, "How much food?"),
			h(
				"div",
				{ className: "fields" },
				field("People", people),
				field("First day", start),
				field("Days", days),
			),
			h(
				"label",
				{ className: "check" },
				cold,
				h("span", {}, "Below freezing: snow must be melted"),
			),
		),
		result,
	);
}
