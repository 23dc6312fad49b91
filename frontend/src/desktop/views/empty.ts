import { by_id, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";

/** What the desk says while no interaction is open. */
export function mount_empty(): (state: DesktopState) => void {
	const title = by_id("empty-title");
	const text = by_id("empty-text");
	const spinner = by_id("empty-spinner");
	const art = document.getElementById("empty-art");
	return ({ welcomed, me, threads }) => {
		show(spinner, !welcomed);
		// An SVG element has no `hidden` property of its own.
		art?.toggleAttribute("hidden", !welcomed);
		if (!welcomed) return;
		const kind =
			threads.length > 0 ? "pick" : me?.state === "ready" ? "ready" : "away";
		set_text(title, say(`empty.${kind}.title`));
		set_text(text, say(`empty.${kind}.text`));
	};
}
