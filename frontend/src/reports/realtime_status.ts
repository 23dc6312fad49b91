/** Says whether the figures are of now, and since when they are not. */
import type { Outcome } from "./realtime_poll";
import type { Figures } from "./realtime_shapes";

export interface Status {
	heard(outcome: Outcome<Figures>): void;
}

export function status_of(root: ParentNode): Status {
	const place = root.querySelector<HTMLElement>("[data-status]");
	const text = place?.querySelector("[data-status-text]");
	const dot = place?.querySelector<HTMLElement>("[data-dot]");
	const time = place?.querySelector<HTMLTimeElement>("[data-at]");
	if (!place || !text || !dot || !time) return { heard: () => undefined };

	const say = (words: string, tone: string) => {
		// Said again it would be read aloud again.
		if (text.textContent !== words) text.textContent = words;
		dot.className = `dot dot--${tone}`;
	};
	return {
		heard(outcome) {
			const { live, stale, signedOut, refused } = place.dataset;
			const is_live = outcome.kind === "ok";
			time.hidden = !is_live;
			place.classList.toggle("rt-status--stale", !is_live);
			if (outcome.kind === "ok") {
				time.textContent = outcome.value.at_text;
				time.dateTime = outcome.value.at;
				say(live ?? "", "ok");
				return;
			}
			const since = (stale ?? "").replace("{time}", time.textContent ?? "");
			if (outcome.kind === "signed_out")
				say(`${since}. ${signedOut ?? ""}.`, "danger");
			else if (outcome.kind === "refused")
				say(`${since}. ${refused ?? ""}.`, "danger");
			else say(since, "warn");
		},
	};
}
