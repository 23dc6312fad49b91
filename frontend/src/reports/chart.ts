/**
 * The chart of a summary: lines or bars by period, from the figures in the page.
 *
 * Series differ by colour and by dash and point shape, so that they can be told apart
 * on paper. Colours follow the page's scheme and are those of the light one in print.
 */
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	type ChartDataset,
	type ChartOptions,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
} from "chart.js";
import { type Colours, coloursOf, DASHES, onSchemeChange } from "./colours";
import { startLegend } from "./legend";

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
);

export interface ChartData {
	shape: "bar" | "line";
	labels: string[];
	series: { label: string; values: number[] }[];
}

type Dataset = ChartDataset<"bar" | "line", number[]>;
type Drawn = Chart<"bar" | "line", number[], string>;

const POINTS = ["circle", "rectRot", "triangle"] as const;
/** Width and height on paper, in CSS pixels: A4 landscape without its margins. */
const PAPER = [980, 240] as const;

export function startChart(figure: HTMLElement): void {
	const canvas = figure.querySelector("canvas");
	const source = figure.querySelector("script[type='application/json']");
	if (!canvas || !source?.textContent) return;
	const data = JSON.parse(source.textContent) as ChartData;
	figure.hidden = false;
	const chart = draw(canvas, data);
	const legend = figure.querySelector<HTMLElement>("[data-chart-legend]");
	if (legend) startLegend(legend, chart, data.shape);
	dress(chart);
	onSchemeChange(() => dress(chart));
	onPaper(chart);
}

function draw(canvas: HTMLCanvasElement, data: ChartData): Drawn {
	return new Chart<"bar" | "line", number[], string>(canvas, {
		type: data.shape,
		data: {
			labels: data.labels,
			datasets: data.series.map(({ label, values }, index) =>
				dataset(data.shape, label, values, index),
			),
		},
		options: optionsIn(coloursOf(canvas)),
	});
}

function optionsIn(colours: Colours): ChartOptions<"bar" | "line"> {
	const line = { color: colours.line };
	return {
		animation: false,
		maintainAspectRatio: false,
		interaction: { mode: "index", intersect: false },
		font: { family: colours.font, size: 12 },
		scales: {
			x: {
				border: line,
				grid: { display: false },
				ticks: { color: colours.text, maxRotation: 0 },
			},
			y: {
				beginAtZero: true,
				border: line,
				grid: line,
				ticks: { color: colours.text, precision: 0 },
			},
		},
		plugins: {
			tooltip: {
				backgroundColor: colours.surface,
				titleColor: colours.strong,
				bodyColor: colours.strong,
				borderColor: colours.line,
				borderWidth: 1,
				boxPadding: 4,
				usePointStyle: true,
			},
		},
	};
}

function dataset(
	shape: "bar" | "line",
	label: string,
	values: number[],
	index: number,
): Dataset {
	if (shape === "bar")
		return {
			label,
			data: values,
			maxBarThickness: 40,
			categoryPercentage: 0.6,
		};
	const few = values.length <= 60;
	return {
		label,
		data: values,
		borderWidth: 2,
		borderDash: DASHES[index % DASHES.length] ?? [],
		pointStyle: POINTS[index % POINTS.length] ?? "circle",
		pointRadius: few ? 3 : 0,
		pointHoverRadius: 5,
	};
}

/** Give everything its colour, as the page's custom properties have it now. */
function dress(chart: Drawn): void {
	const colours = coloursOf(chart.canvas);
	chart.data.datasets.forEach((each, index) => {
		const colour = colours.series[index % colours.series.length] ?? "";
		each.borderColor = colour;
		each.backgroundColor = colour;
	});
	chart.options = optionsIn(colours);
	chart.update();
}

/** On paper: light, and as wide as the sheet. */
function onPaper(chart: Drawn): void {
	const page = document.documentElement;
	let theme: string | undefined;
	addEventListener("beforeprint", () => {
		theme = page.dataset.theme;
		page.dataset.theme = "light";
		chart.resize(...PAPER);
		dress(chart);
	});
	addEventListener("afterprint", () => {
		if (theme === undefined) delete page.dataset.theme;
		else page.dataset.theme = theme;
		chart.resize();
		dress(chart);
	});
}
