/** How loud both sides are. Decoration: what they mean is said in words. */
import { h, set_text } from "../ui/dom";
import type { Context, Part } from "../ui/part";
import { agent_of } from "./words";

const EVERY_MS = 100;

export function create_meters(context: Context): Part {
	const { calls, say } = context;
	const own = meter(say("talk_own_level"), "call-level");
	const other = meter("", "call-level-agent");
	const node = h(
		"div",
		{ class: "call-meters", attrs: { "aria-hidden": "true" } },
		own.node,
		other.node,
	);
	let timer = 0;
	const paint = () => {
		if (!node.isConnected) {
			window.clearInterval(timer);
			timer = 0;
			return;
		}
		const levels = calls.levels();
		own.set(levels.own);
		other.set(levels.other);
	};
	return {
		node,
		update(state) {
			set_text(other.label, agent_of(context, state));
			if (!timer) timer = window.setInterval(paint, EVERY_MS);
		},
	};
}

function meter(name: string, testid: string) {
	const label = h("span", { class: "call-meter-name" }, name);
	const bar = h("span", { class: "call-meter", testid });
	return {
		node: h("div", { class: "call-meter-row" }, label, bar),
		label,
		set(level: number): void {
			const shown = level.toFixed(2);
			if (bar.dataset.level === shown) return;
			bar.dataset.level = shown;
			bar.style.setProperty("--level", shown);
		},
	};
}
