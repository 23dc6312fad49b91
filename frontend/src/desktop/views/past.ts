import { h, icon, set_attributes, set_text, show } from "../dom";
import { past_entries } from "../entries";
import { moment } from "../format";
import type { Reading } from "../reading";
import type { Opened, PastTranscript } from "../reads";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { entry_view } from "./bubble";
import { customer_name } from "./names";

/** A transcript of the past, to read beside the conversation. */
export function mount_past(reading: Reading): {
	readonly element: HTMLElement;
	readonly paint: (state: DesktopState) => void;
} {
	const title = h("h2", { class: "past__title truncate" });
	const about = h("p", { class: "small muted" });
	const close = h(
		"button",
		{
			class: "btn btn--quiet btn--sm btn--icon",
			type: "button",
			"aria-label": say("past.close"),
			title: say("past.close"),
			"data-testid": "past-close",
		},
		icon("close"),
	);
	const print = h(
		"a",
		{
			class: "btn btn--quiet btn--sm btn--icon",
			target: "_blank",
			rel: "noopener",
			"aria-label": say("past.print"),
			title: say("past.print"),
		},
		icon("print"),
	);
	const words = h("p", { class: "past__words muted small", role: "status" });
	const lines = h("div", { class: "talk__lines past__lines" });
	const notes = h("dl", { class: "dl talk__facts past__notes" });
	const scroll = h(
		"div",
		{
			class: "past__scroll",
			tabindex: 0,
			"aria-label": say("past.title"),
			role: "region",
		},
		notes,
		words,
		lines,
	);
	const element = h(
		"section",
		{ class: "past", "data-testid": "past-transcript" },
		h(
			"header",
			{ class: "past__head" },
			h("div", { class: "past__who" }, title, about),
			print,
			close,
		),
		scroll,
	);
	let opener: HTMLElement | null = null;
	const leave = (): void => {
		reading.close();
		// After the paint: until then what was behind the transcript is hidden.
		queueMicrotask(() => opener?.focus());
	};
	close.addEventListener("click", leave);
	element.addEventListener("keydown", (event) => {
		if (event.key !== "Escape") return;
		event.stopPropagation();
		leave();
	});
	let painted: Opened | null = null;

	return {
		element,
		paint: ({ reads: { opened } }) => {
			show(element, opened !== null);
			if (opened === painted) return;
			if (opened && opened.id !== painted?.id) {
				opener = document.activeElement as HTMLElement | null;
				close.focus();
			}
			painted = opened;
			const read = opened?.transcript;
			const value = read?.kind === "ready" ? read.value : null;
			set_text(title, title_of(value));
			set_text(about, about_of(value));
			set_attributes(print, {
				href: opened
					? `/agent/transcripts/${encodeURIComponent(opened.id)}/`
					: null,
			});
			set_text(words, words_of(opened));
			show(words, words.textContent !== "");
			notes.replaceChildren(
				...pair("past.disposition", value?.disposition ?? ""),
				...pair("past.note", value?.note ?? ""),
			);
			lines.replaceChildren(...(value ? rendered(value) : []));
			if (opened) go_to(scroll, opened.seq);
		},
	};
}

const title_of = (past: PastTranscript | null): string =>
	past
		? say("past.of", { name: customer_name(past.interaction) })
		: say("past.title");

const about_of = (past: PastTranscript | null): string =>
	past
		? [
				say("past.readonly"),
				moment(past.interaction.started_at),
				past.interaction.queue_name,
				past.interaction.agent_name,
			]
				.filter(Boolean)
				.join(" · ")
		: "";

function words_of(opened: Opened | null): string {
	switch (opened?.transcript.kind) {
		case "loading":
			return say("past.loading");
		case "failed":
			return say("past.failed");
		case "ready":
			return opened.transcript.value.messages.length === 0
				? say("past.none")
				: "";
		default:
			return "";
	}
}

const pair = (
	key: "past.disposition" | "past.note",
	text: string,
): HTMLElement[] => (text ? [h("dt", {}, say(key)), h("dd", {}, text)] : []);

const rendered = (past: PastTranscript): HTMLElement[] =>
	past_entries(past.messages).map((entry) => {
		const { element, update } = entry_view(entry, () => undefined);
		update(entry);
		return element;
	});

/** The line that was searched for comes into sight and is marked. */
function go_to(scroll: HTMLElement, seq: number | null): void {
	if (seq === null) {
		scroll.scrollTop = 0;
		return;
	}
	const line = scroll.querySelector(`[data-seq="${seq}"]`);
	line?.classList.add("bubble--found");
	line?.scrollIntoView({ block: "center" });
}
