import { h } from "../dom";
import { say } from "../strings";
import type { DeskCall } from "./desk_call";

const EVERY_MS = 100;

/** How loud both sides are. Decoration: what matters is said in words. */
export function mount_levels(call: DeskCall) {
	const own = meter(say("talk.you"), "call-level");
	const other = meter(say("talk.customer"), "call-level-customer");
	const element = h(
		"div",
		{ class: "talk-call__levels", "aria-hidden": "true" },
		own.element,
		other.element,
	);
	let timer = 0;
	return {
		element,
		/** Moves only while somebody talks and looks. */
		paint(moving: boolean): void {
			if (moving && !timer)
				timer = window.setInterval(() => {
					own.set(call.level("own"));
					other.set(call.level("other"));
				}, EVERY_MS);
			if (moving || !timer) return;
			window.clearInterval(timer);
			timer = 0;
			own.set(0);
			other.set(0);
		},
	};
}

function meter(name: string, testid: string) {
	const bar = h("span", { class: "talk-call__level", "data-testid": testid });
	return {
		element: h(
			"span",
			{ class: "talk-call__meter" },
			h("span", { class: "small muted" }, name),
			bar,
		),
		set(level: number): void {
			const shown = level.toFixed(2);
			if (bar.dataset.level === shown) return;
			bar.dataset.level = shown;
			bar.style.setProperty("--level", shown);
		},
	};
}
