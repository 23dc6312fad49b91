/** The list of trips, and the form for a new one. */

import { field, h } from "./dom";
import { SEASONS, type Season, type Store, type Trip } from "./store";

function trip_card(
	store: Store,
	base: string,
	trip: Trip,
	redraw: () => void,
): HTMLElement {
	const packed = trip.items.filter((item) => item.packed).length;
	const share = trip.items.length ? packed / trip.items.length : 0;
	const bar = h("span");
	bar.style.width = `${Math.round(share * 100)}%`;
	return h(
		"li",
		{ className: "card trip" },
		h(
			"div",
			{ className: "row row--between" },
			h(
				"h2",
				{ className: "h3" },
				h("a", { href: `${base}trip/${trip.id}/` }, trip.name),
			),
			h("span", { className: "badge badge--accent" }, trip.season),
		),
		h(
			"p",
			{ className: "small muted" },
			`${trip.days} days · ${packed} of ${trip.items.length} packed`,
		),
		h("div", { className: "progress" }, bar),
		h(
			"button",
			{
				className: "btn btn--sm btn--quiet",
				type: "button",
				onclick: () => {
					store.remove_trip(trip.id);
					redraw();
				},
			},
			"Delete",
		),
	);
}

function new_trip_form(store: Store, open: (trip: Trip) => void): HTMLElement {
	const name = h("input", {
		className: "input",
		id: "trip-name",
		maxLength: 80,
		required: true,
		placeholder: "Where to?",
	});
	const days = h("input", {
		id: "trip-days",
		type: "range",
		min: "1",
		max: "21",
		value: "3",
	});
	const shown = h("output", { className: "num" }, "3 days");
	days.oninput = () => {
		shown.textContent = `${days.value} day${days.value === "1" ? "" : "s"}`;
	};
	const season = h(
		"select",
		{ className: "select", id: "trip-season" },
		...SEASONS.map((each) => h("option", { value: each }, each)),
	);
	const length = h(
		"div",
		{ className: "field" },
		h("label", { className: "field__label", htmlFor: days.id }, "How long? "),
		days,
		shown,
	);
	return h(
		"form",
		{
			className: "card stack",
			onsubmit: (event) => {
				event.preventDefault();
				const text = name.value.trim();
				if (!text) return;
				const trip = store.add_trip(
					text,
					Number(days.value),
					season.value as Season,
				);
				if (trip) open(trip);
			},
		},
		h("h2", {}, "A new trip"),
		field("Name", name),
		length,
		field("Season", season),
		h("button", { className: "btn btn--primary", type: "submit" }, "Plan it"),
	);
}

/** The page at the planner's root. */
export function trips_page(
	store: Store,
	base: string,
	open: (trip: Trip) => void,
): HTMLElement {
	const list = h("ul", { className: "grid trips" });
	const redraw = () => {
		list.replaceChildren(
			...store.trips.map((trip) => trip_card(store, base, trip, redraw)),
		);
		if (store.trips.length === 0)
			list.append(h("li", { className: "muted" }, "No trips yet."));
	};
	redraw();
	return h(
		"div",
		{ className: "planner__columns" },
		list,
		new_trip_form(store, open),
	);
}
