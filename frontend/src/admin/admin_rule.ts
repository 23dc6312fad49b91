/**
 * The form of a masking rule: says while one types whether this browser can read
 * the selector and what it costs on a large page, and tells the server on save.
 */
import { cost_of } from "./selector_cost";

const TYPED_MS = 250;
/** Browsers' clocks tell no shorter times. */
const LEAST_MS = 0.1;

function follow(input: HTMLInputElement): void {
	const { dataset } = input;
	const told = document.querySelector<HTMLInputElement>(
		"input[name=measured_ms]",
	);
	if (!told) return;
	const output = document.createElement("div");
	output.className = "help selector-cost";
	output.setAttribute("role", "status");
	input.closest(".flex-container")?.parentElement?.append(output);
	const limit = Number(dataset.limitMs);
	let timer = 0;
	const say = (text: string, is_bad: boolean) => {
		output.textContent = text;
		output.dataset.bad = String(is_bad);
	};
	const measure = () => {
		const selector = input.value.trim();
		told.value = "";
		if (!selector) return say("", false);
		try {
			const took = cost_of(selector);
			told.value = took.toFixed(2);
			const text = took > limit ? dataset.slow : dataset.takes;
			const shown = took < LEAST_MS ? `< ${LEAST_MS}` : took.toFixed(1);
			say((text ?? "").replace("{ms}", shown), took > limit);
		} catch {
			say(dataset.unread ?? "", true);
		}
	};
	input.addEventListener("input", () => {
		window.clearTimeout(timer);
		told.value = "";
		timer = window.setTimeout(measure, TYPED_MS);
	});
	/* Whoever saves at once is measured at once. */
	input.form?.addEventListener("submit", measure);
	measure();
}

const selector = document.querySelector<HTMLInputElement>(
	"input[data-takes][name=selector]",
);
if (selector) follow(selector);
