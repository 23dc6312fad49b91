/** The real-time page and the wallboard: the server's page, kept up to date. */
import { show_hints } from "./realtime_hints";
import { show_figures } from "./realtime_panels";
import { fetch_json, type Outcome, start_poll } from "./realtime_poll";
import type { Figures, Series } from "./realtime_shapes";
import { status_of } from "./realtime_status";
import { show_trend } from "./realtime_trend";
import { keep_alive } from "./realtime_wallboard";

const TREND_MS = 60_000;
/** Parameters that do not narrow the figures. */
const NO_FILTERS = new Set(["templates", "theme"]);

function start(panels: HTMLElement): void {
	const query = new URLSearchParams(panels.dataset.query ?? "");
	const status = status_of(document);
	const is_wallboard = document.querySelector("[data-wallboard]") !== null;
	const renew = is_wallboard ? keep_alive() : () => undefined;

	const figures = async (): Promise<Outcome<Figures>> => {
		const asked = query.toString();
		const address = `${panels.dataset.figures ?? ""}?${asked}`;
		const outcome = await fetch_json<Figures>(address);
		// The filters were changed meanwhile: the next answer is on its way.
		if (asked !== query.toString()) return outcome;
		status.heard(outcome);
		if (outcome.kind === "ok") {
			show_figures(panels, outcome.value);
			renew();
		}
		return outcome;
	};
	let series: Series = {};
	const draw = () => show_trend(panels, series, is_filtered(query));
	const trend = async (): Promise<Outcome<unknown>> => {
		const outcome = await fetch_json<{ series: Series }>(
			panels.dataset.trend ?? "",
		);
		if (outcome.kind === "ok") {
			series = outcome.value.series;
			draw();
		}
		return outcome;
	};

	const seconds = Number(panels.dataset.seconds) || 3;
	const poll = start_poll(figures, seconds * 1000);
	poll.hurry();
	start_poll(trend, TREND_MS).hurry();
	show_hints(panels);
	follow_filters(query, () => {
		draw();
		poll.hurry();
	});
}

function is_filtered(query: URLSearchParams): boolean {
	return [...query.keys()].some((name) => !NO_FILTERS.has(name));
}

/** A choice counts at once, and stands in the address, so that it can be passed on. */
function follow_filters(query: URLSearchParams, changed: () => void): void {
	const form = document.querySelector<HTMLFormElement>("form[data-filters]");
	if (form === null) return;
	const button = form.querySelector<HTMLElement>("[data-show]");
	if (button !== null) button.hidden = true;
	form.addEventListener("change", () => {
		for (const select of form.querySelectorAll("select")) {
			if (select.value) query.set(select.name, select.value);
			else query.delete(select.name);
		}
		const search = query.size > 0 ? `?${query}` : "";
		history.replaceState(null, "", location.pathname + search);
		for (const link of document.querySelectorAll<HTMLAnchorElement>(
			"a[data-with-filters]",
		))
			link.search = search;
		changed();
	});
}

const panels = document.querySelector<HTMLElement>("[data-panels]");
if (panels !== null) start(panels);
