/**
 * The shop's trip planner: a small single-page application without a framework.
 * Routes below `data-base` change by pushState; the server answers all of them alike.
 */

import { h } from "./dom";
import { food_page } from "./food";
import { packing_page } from "./packing";
import { Store, type Trip } from "./store";
import { trips_page } from "./trips";

const SHOP = "Fjord & Field";

class Planner {
	private readonly store = new Store();
	private readonly base: string;

	constructor(private readonly root: HTMLElement) {
		this.base = root.dataset.base ?? "/";
		addEventListener("popstate", () => this.draw());
		root.addEventListener("click", (event) => this.follow(event));
		this.draw();
	}

	private go(path: string): void {
		history.pushState(null, "", path);
		this.draw();
		scrollTo({ top: 0 });
	}

	/** Links of the planner change the route; all others do what links do. */
	private follow(event: MouseEvent): void {
		const target = event.target;
		if (!(target instanceof Element) || event.button !== 0) return;
		if (event.defaultPrevented || event.metaKey || event.ctrlKey) return;
		const link = target.closest("a");
		if (!link?.pathname.startsWith(this.base)) return;
		event.preventDefault();
		this.go(link.pathname);
	}

	private draw(): void {
		const [area, id] = location.pathname.slice(this.base.length).split("/");
		const trip = area === "trip" && id ? this.store.trip(id) : undefined;
		const title = trip?.name ?? (area === "food" ? "Food" : "Trips");
		document.title = `${title} · Trip planner · ${SHOP}`;
		this.root.replaceChildren(
			h(
				"header",
				{ className: "planner__head" },
				h("h1", {}, "Trip planner"),
				h(
					"p",
					{ className: "lead" },
					"What goes into the pack, and what you will eat.",
				),
			),
			this.tabs(area ?? ""),
			this.page(area ?? "", trip),
		);
	}

	private page(area: string, trip: Trip | undefined): HTMLElement {
		if (trip) return packing_page(this.store, trip);
		if (area === "food") return food_page();
		return trips_page(this.store, this.base, (made) =>
			this.go(`${this.base}trip/${made.id}/`),
		);
	}

	private tabs(area: string): HTMLElement {
		const tab = (href: string, label: string, here: boolean) =>
			h(
				"a",
				{
					className: "tab",
					href,
					aria: here ? { current: "page" } : {},
				},
				label,
			);
		return h(
			"nav",
			{ className: "tabs", aria: { label: "Planner" } },
			tab(this.base, "Trips", area !== "food"),
			tab(`${this.base}food/`, "Food and gas", area === "food"),
		);
	}
}

const root = document.getElementById("planner");
if (root) new Planner(root);
