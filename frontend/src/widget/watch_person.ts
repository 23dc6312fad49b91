import { matches } from "../control/hand/natives";
import { is_element } from "../control/hand/tree";
import { eachRealm } from "../mirror";

/** The server is told of activity at most this often (docs/protocol.md). */
const ACTIVITY_MS = 5_000;
const ACTIVE = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"];
/** Focus that follows a press or key this closely was moved by it. */
const BY_HAND_MS = 1_000;
const FIELDS = "input, textarea, select, [contenteditable]";

export interface PersonWatch {
	on_activity(): void;
	/** The customer's own hand put the focus into this field. */
	on_focus(field: Element): void;
	/** Frames inside shadow roots of the page. */
	inner_frames(): Iterable<Element>;
}

/** Watches for the customer's own doings, in frames too; scripted events do not count. Returns the end of it. */
export function watch_person(watch: PersonWatch): () => void {
	let told_at = Number.NEGATIVE_INFINITY;
	const active = (event: Event) => {
		const now = performance.now();
		if (!event.isTrusted || now - told_at < ACTIVITY_MS) return;
		told_at = now;
		watch.on_activity();
	};
	let touched_at = Number.NEGATIVE_INFINITY;
	const touched = (event: Event) => {
		if (event.isTrusted) touched_at = performance.now();
	};
	const focused = (event: Event) => {
		const field = event.composedPath()[0] as Node | undefined;
		const by_hand = performance.now() - touched_at < BY_HAND_MS;
		if (by_hand && is_element(field) && matches(field, FIELDS))
			watch.on_focus(field);
	};
	return eachRealm(document, {
		on: [
			...ACTIVE.map((type) => [type, active] as const),
			["pointerdown", touched],
			["keydown", touched],
			["focusin", focused],
		],
		inner_frames: () => watch.inner_frames(),
	});
}
