/** Entry point of the report pages. */
import { startColumns } from "./columns";
import { startDrops } from "./drops";
import { startExplanations } from "./explained";
import { startFilter } from "./filter";

const form = document.querySelector<HTMLFormElement>("[data-filter]");
if (form) {
	startFilter(form);
	startColumns(form);
}
startDrops();
startExplanations();

const figure = document.querySelector<HTMLElement>("[data-chart]");
if (figure) {
	// Only pages with a chart fetch the library.
	const { startChart } = await import("./chart");
	startChart(figure);
}
