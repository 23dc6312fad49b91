/** Two presses within this time are one gesture. */
const GESTURE_MS = 1_000;

/** Calls `fn` on Escape-Escape by the customer's own hand, whatever has the focus (spec MD-7). */
export function on_double_escape(fn: () => void, page: Window = window): void {
	let last = Number.NEGATIVE_INFINITY;
	page.addEventListener(
		"keydown",
		(event) => {
			if (!event.isTrusted || event.key !== "Escape" || event.repeat) return;
			const second = event.timeStamp - last < GESTURE_MS;
			last = second ? Number.NEGATIVE_INFINITY : event.timeStamp;
			if (second) fn();
		},
		{ capture: true },
	);
}
