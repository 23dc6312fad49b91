import {
	by_id,
	h,
	icon,
	keyed_list,
	set_attributes,
	set_text,
	show,
} from "../dom";
import { moment } from "../format";
import { QUERY_LIMIT, type Reading, SHORTEST_QUERY } from "../reading";
import type { Found } from "../reads";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { shortcut } from "./hints";
import { panels } from "./panels";

/** Typing asks the server after a pause of this length, milliseconds. */
const PAUSE_MS = 350;

/** Looks through one's own transcripts; a result opens beside the conversation. */
export function mount_search(reading: Reading): (state: DesktopState) => void {
	const input = h("input", {
		class: "input input--sm",
		type: "search",
		maxlength: QUERY_LIMIT,
		autocomplete: "off",
		placeholder: say("search.placeholder"),
		"aria-label": say("search.label"),
		"aria-controls": "found",
		...shortcut("search", say("search.label")),
		"data-testid": "search",
	});
	const form = h(
		"form",
		{ class: "search", role: "search" },
		icon("search"),
		input,
	);
	by_id("search").append(form);
	const words = h("p", { class: "desk__none", role: "status" });
	const list = h("ul", { class: "desk__list" });
	const more = h(
		"button",
		{ class: "btn btn--sm search__more", type: "button" },
		say("search.more"),
	);
	by_id("found").append(
		h("h2", { class: "desk__label" }, say("search.results")),
		words,
		list,
		more,
	);
	let timer = 0;
	let before: string | null = null;
	let query = "";
	const ask = (): void => {
		window.clearTimeout(timer);
		const typed = input.value.trim();
		if (typed.length < SHORTEST_QUERY) reading.forget_search();
		else if (typed !== query) void reading.find(typed);
	};
	const leave = (): void => {
		input.value = "";
		reading.forget_search();
	};
	input.addEventListener("input", () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(ask, PAUSE_MS);
	});
	input.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || !input.value) return;
		event.preventDefault();
		leave();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		query = "";
		ask();
	});
	more.addEventListener("click", () => void reading.find(query, before));
	const update = keyed_list<Found, HTMLElement>(
		list,
		(found) => found.id,
		(found) => result(found, reading),
	);

	return ({ reads: { finding, opened } }) => {
		query = finding?.query ?? "";
		before = finding?.next ?? null;
		show(by_id("found"), finding !== null);
		if (!finding) return;
		update(finding.results);
		for (const element of list.querySelectorAll("[data-found]"))
			set_attributes(element, {
				"aria-current":
					element.getAttribute("data-found") === opened?.id ? "true" : null,
			});
		const text = told(finding.state, finding.results.length, finding.query);
		set_text(words, text);
		show(words, text !== "");
		show(more, finding.next !== null);
	};
}

function told(
	state: "loading" | "ready" | "failed",
	count: number,
	query: string,
): string {
	if (state === "loading") return say("search.loading");
	if (state === "failed") return say("search.failed");
	return count === 0 ? say("search.none", { query }) : "";
}

function result(first: Found, reading: Reading) {
	const name = h("span", { class: "desk__item-name truncate" });
	const when = h("span", { class: "desk__item-time num" });
	const snippet = h("span", { class: "desk__item-last found__snippet" });
	const button = h(
		"button",
		{
			class: "list__item desk__item found",
			type: "button",
			"data-found": first.id,
			"data-testid": "search-result",
		},
		icon(first.media),
		h(
			"span",
			{ class: "desk__item-body" },
			h("span", { class: "desk__item-line" }, name, when),
			snippet,
		),
	);
	button.addEventListener("click", () => {
		void reading.open(first.id, first.seq);
		panels.fold("context", false);
	});
	return {
		element: h("li", {}, button),
		update: (found: Found) => {
			set_text(name, found.customer_name || say(`media.${found.media}`));
			set_text(when, moment(found.started_at));
			set_text(snippet, found.snippet || (found.queue_name ?? ""));
		},
	};
}
