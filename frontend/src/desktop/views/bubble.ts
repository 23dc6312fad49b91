import { h, icon, set_attributes, set_text, show } from "../dom";
import type { Delivery, Entry, LineEntry } from "../entries";
import { clock, day } from "../format";
import { pieces_of } from "../links";
import { say } from "../strings";

const SIDE = { agent: "me", customer: "them", system: "system" } as const;

/** One entry of a transcript: a line, a day, or where the news begins. */
export function entry_view(first: Entry, resend: (client_id: string) => void) {
	return first.kind === "line" ? bubble(first, resend) : rule(first);
}

/** A line across with a word on it. */
function rule(first: Entry) {
	const words = h("span", {});
	const element = h(
		"div",
		{
			class: `talk__rule${first.kind === "news" ? " talk__rule--news" : ""}`,
			role: "separator",
			"data-testid": first.kind,
		},
		words,
	);
	return {
		element: element as HTMLElement,
		update: (entry: Entry) => {
			const text = entry.kind === "day" ? day_name(entry.at) : say("chat.news");
			set_text(words, text);
			set_attributes(element, { "aria-label": text });
		},
	};
}

const DAY_MS = 86_400_000;

function day_name(at: number): string {
	if (day(at) === "") return say("chat.today");
	if (day(at, Date.now() - DAY_MS) === "") return say("chat.yesterday");
	return new Date(at).toLocaleDateString([], {
		weekday: "long",
		day: "numeric",
		month: "long",
	});
}

function bubble(first: LineEntry, resend: (client_id: string) => void) {
	const text = h("span", { class: "bubble__text" });
	let painted = "";
	const who = h("span", { class: "bubble__who" });
	const time = h("time", { class: "num" });
	const delivery = h("span", { class: "bubble__delivery" });
	const again = h(
		"button",
		{ class: "bubble__again", type: "button" },
		say("chat.retry"),
	);
	again.addEventListener("click", () => {
		if (first.client_id) resend(first.client_id);
	});
	const meta = h("span", { class: "bubble__meta" }, who, time, delivery, again);
	const element = h(
		"div",
		{ class: "bubble", "data-testid": "message" },
		text,
		meta,
	);
	return {
		element: element as HTMLElement,
		update: (entry: Entry) => {
			if (entry.kind !== "line") return;
			set_attributes(element, {
				class: `bubble bubble--${SIDE[entry.author]}${entry.tail ? " bubble--tail" : ""}`,
				"data-author": entry.author,
				"data-delivery": entry.delivery,
				"data-seq": entry.seq,
			});
			if (painted !== entry.text) {
				painted = entry.text;
				text.replaceChildren(...with_links(entry.text));
			}
			const named = entry.author === "customer" && entry.name !== "";
			set_text(who, named ? entry.name : "");
			show(who, named);
			set_text(time, clock(entry.at));
			show(meta, entry.tail || entry.newest);
			paint_delivery(delivery, entry);
			show(again, entry.delivery === "failed");
		},
	};
}

/** Text with its addresses to click: nodes made one by one, never markup. */
export const with_links = (text: string): (string | HTMLElement)[] =>
	pieces_of(text).map((piece) =>
		piece.kind === "text"
			? piece.text
			: h(
					"a",
					{
						href: piece.href,
						target: "_blank",
						rel: "noopener noreferrer nofollow",
						title: say("chat.opens", { url: piece.href }),
					},
					piece.text,
				),
	);

const SIGNS: Readonly<Record<Delivery, string>> = {
	sent: "check",
	delivered: "checks",
	read: "checks",
	sending: "clock",
	offline: "clock",
	failed: "alert",
};

/** A sign on each line of ours; in words on the newest and on what has not arrived. */
function paint_delivery(element: HTMLElement, entry: LineEntry): void {
	const { delivery } = entry;
	show(element, delivery !== null);
	const worded = entry.newest || entry.seq === null;
	const state = delivery ? `${delivery}${worded ? " words" : ""}` : "";
	if (element.dataset.painted === state) return;
	element.dataset.painted = state;
	element.dataset.state = delivery ?? "";
	element.replaceChildren();
	if (!delivery) return;
	const words = h(
		"span",
		{ class: worded ? "" : "visually-hidden" },
		say(`chat.${delivery}`),
	);
	element.append(icon(SIGNS[delivery]), words);
	element.title = say(`chat.${delivery}`);
}
