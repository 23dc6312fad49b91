/** The server is told of activity at most this often (docs/protocol.md). */
const ACTIVITY_MS = 5_000;
const ACTIVE = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"];

export interface PersonWatch {
	on_activity(): void;
	/** The customer's own hand put the focus into this field. */
	on_focus(field: Element): void;
}

/** Watches for the customer's own doings; scripted events do not count. Returns the end of it. */
export function watch_person(watch: PersonWatch): () => void {
	const stop = new AbortController();
	const options = { capture: true, passive: true, signal: stop.signal };
	let told_at = Number.NEGATIVE_INFINITY;
	const active = (event: Event) => {
		const now = performance.now();
		if (!event.isTrusted || now - told_at < ACTIVITY_MS) return;
		told_at = now;
		watch.on_activity();
	};
	for (const type of ACTIVE) window.addEventListener(type, active, options);
	let touched_at = Number.NEGATIVE_INFINITY;
	const touched = (event: Event) => {
		if (event.isTrusted) touched_at = performance.now();
	};
	window.addEventListener("pointerdown", touched, options);
	window.addEventListener("keydown", touched, options);
	window.addEventListener(
		"focusin",
		(event) => {
			const field = event.composedPath()[0];
			const by_hand = performance.now() - touched_at < BY_HAND_MS;
			if (by_hand && field instanceof Element && field.matches(FIELDS))
				watch.on_focus(field);
		},
		options,
	);
	return () => stop.abort();
}

/** Focus that follows a press or key this closely was moved by it. */
const BY_HAND_MS = 1_000;
const FIELDS = "input, textarea, select, [contenteditable]";
