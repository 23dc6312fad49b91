import { h, icon, keyed_list, set_text, show } from "../dom";
import { moment } from "../format";
import type { Reading } from "../reading";
import type { Earlier } from "../reads";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, type Thread } from "../thread";

/** What this customer and the company had to do with each other before. */
export function mount_earlier(reading: Reading): {
	readonly element: HTMLElement;
	readonly paint: (thread: Thread, state: DesktopState, now: number) => void;
} {
	const words = h("p", { class: "small muted" });
	const retry = h(
		"button",
		{ class: "btn btn--sm", type: "button" },
		say("context.retry"),
	);
	const list = h("ul", { class: "earlier__list" });
	const bones = h(
		"div",
		{ class: "earlier__bones", "aria-hidden": "true" },
		h("div", { class: "skeleton" }),
		h("div", { class: "skeleton" }),
	);
	const element = h(
		"section",
		{ class: "context__part" },
		h("h2", { class: "talk__label" }, say("context.earlier")),
		words,
		bones,
		list,
		retry,
	);
	const update = keyed_list<Earlier, HTMLElement>(
		list,
		(earlier) => earlier.id,
		(earlier) => entry(earlier, reading),
	);
	let id = "";
	retry.addEventListener("click", () => void reading.context(id));

	return {
		element,
		paint: (thread, state) => {
			id = thread.interaction.id;
			const read = state.reads.contexts.get(id);
			show(element, is_live(thread) || thread.wrap_up !== null);
			const earlier = read?.kind === "ready" ? read.value.earlier : [];
			update(earlier);
			show(bones, read?.kind === "loading");
			show(retry, read?.kind === "failed");
			const none = read?.kind === "ready" && earlier.length === 0;
			set_text(
				words,
				read?.kind === "failed"
					? say("context.failed")
					: none
						? say("context.earlier.none")
						: "",
			);
			show(words, words.textContent !== "");
		},
	};
}

function entry(first: Earlier, reading: Reading) {
	const when = h("span", { class: "earlier__when num" });
	const outcome = h("span", { class: "badge" });
	const about = h("span", { class: "small muted" });
	const note = h("span", { class: "small earlier__note" });
	const button = h(
		"button",
		{
			class: "earlier",
			type: "button",
			"data-testid": "earlier",
			"data-interaction": first.id,
		},
		icon(first.media),
		h(
			"span",
			{ class: "earlier__body" },
			h("span", { class: "earlier__line" }, when, outcome),
			about,
			note,
		),
	);
	button.addEventListener("click", () => void reading.open(first.id));
	return {
		element: h("li", {}, button),
		update: (earlier: Earlier) => {
			set_text(when, moment(earlier.started_at));
			set_text(outcome, earlier.disposition ?? "");
			show(outcome, earlier.disposition !== null);
			set_text(about, details(earlier));
			set_text(note, earlier.note);
			show(note, earlier.note !== "");
		},
	};
}

const details = (earlier: Earlier): string =>
	[
		earlier.agent_name,
		earlier.queue_name,
		earlier.media === "chat"
			? say("context.earlier.lines", { count: earlier.lines })
			: say("media.voice"),
		earlier.cobrowse_sessions > 0 ? say("context.earlier.cobrowse") : "",
	]
		.filter(Boolean)
		.join(" · ");
