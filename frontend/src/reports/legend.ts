/** The chart's legend as buttons: what is pressed is shown, by keyboard too. */
import type { Chart } from "chart.js";
import { DASHES } from "./colours";

const SVG = "http://www.w3.org/2000/svg";

export function startLegend(
	place: HTMLElement,
	chart: Chart<"bar" | "line", number[], string>,
	shape: "bar" | "line",
): void {
	chart.data.datasets.forEach((dataset, index) => {
		const key = document.createElement("button");
		key.type = "button";
		key.className = "chart__key";
		key.setAttribute("aria-pressed", "true");
		key.append(swatch(index, shape), dataset.label ?? "");
		key.addEventListener("click", () => {
			const shown = !chart.isDatasetVisible(index);
			chart.setDatasetVisibility(index, shown);
			chart.update();
			key.setAttribute("aria-pressed", String(shown));
		});
		place.append(key);
	});
}

/** A piece of the line, or of the bar, as the chart draws it. */
function swatch(index: number, shape: "bar" | "line"): SVGElement {
	const colour = `var(--chart-${index + 1})`;
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", "chart__swatch");
	svg.setAttribute("aria-hidden", "true");
	const piece = document.createElementNS(
		SVG,
		shape === "bar" ? "rect" : "line",
	);
	if (shape === "bar") {
		piece.setAttribute("width", "100%");
		piece.setAttribute("height", "100%");
		piece.style.fill = colour;
	} else {
		piece.setAttribute("x2", "100%");
		piece.setAttribute("y1", "50%");
		piece.setAttribute("y2", "50%");
		piece.setAttribute("stroke-width", "2");
		const dash = DASHES[index % DASHES.length] ?? [];
		piece.setAttribute("stroke-dasharray", dash.join(" "));
		piece.style.stroke = colour;
	}
	svg.append(piece);
	return svg;
}
