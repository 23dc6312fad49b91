import { h, icon, set_attributes, set_text, show } from "../dom";
import { clock } from "../format";
import { say } from "../strings";
import type { Thread } from "../thread";

export interface Entry {
	readonly key: string;
	readonly author: "customer" | "agent" | "system";
	readonly name: string;
	readonly text: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
	/** `said` came from the server; the others are ours and not confirmed. */
	readonly delivery: "said" | "sending" | "offline" | "failed";
	readonly client_id: string | null;
	/** Last of a run by the same author: shows name and time. */
	readonly tail: boolean;
	/** Our newest confirmed message: says so. */
	readonly newest: boolean;
}

/** Messages this far apart do not share one time line. */
const RUN_MS = 120_000;

/** Lines of the server and what waits in the outbox, in order. */
export function entries_of(thread: Thread, online: boolean): Entry[] {
	const said = thread.messages.map((line) => ({
		key: line.client_id ?? `seq ${line.seq}`,
		author: line.author,
		name: line.name,
		text: line.text,
		at: Date.parse(line.at),
		delivery: "said" as const,
		client_id: line.client_id,
	}));
	const waiting = thread.outbox.map((message) => ({
		key: message.client_id,
		author: "agent" as const,
		name: "",
		text: message.text,
		at: message.at,
		delivery: message.failed
			? ("failed" as const)
			: online
				? ("sending" as const)
				: ("offline" as const),
		client_id: message.client_id,
	}));
	const all = [...said, ...waiting];
	const newest = said.map((entry) => entry.author).lastIndexOf("agent");
	return all.map((entry, index) => {
		const next = all[index + 1];
		const tail =
			!next ||
			next.author !== entry.author ||
			next.name !== entry.name ||
			next.at - entry.at > RUN_MS ||
			entry.delivery !== "said";
		return { ...entry, tail, newest: index === newest };
	});
}

const SIDE = { agent: "me", customer: "them", system: "system" } as const;

export function bubble(first: Entry, resend: (client_id: string) => void) {
	const text = h("span", { class: "bubble__text" });
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
		element,
		update: (entry: Entry) => {
			set_attributes(element, {
				class: `bubble bubble--${SIDE[entry.author]}${entry.tail ? " bubble--tail" : ""}`,
				"data-author": entry.author,
				"data-delivery": entry.delivery,
			});
			set_text(text, entry.text);
			set_text(who, entry.author === "customer" ? entry.name : "");
			show(who, entry.author === "customer" && entry.name !== "");
			set_text(time, clock(entry.at));
			show(meta, entry.tail || entry.newest);
			paint_delivery(delivery, entry);
			show(again, entry.delivery === "failed");
		},
	};
}

const SIGNS = {
	delivered: "check",
	sending: "clock",
	offline: "clock",
	failed: "alert",
} as const;

function paint_delivery(element: HTMLElement, entry: Entry): void {
	const confirmed = entry.newest ? "delivered" : null;
	const state = entry.delivery === "said" ? confirmed : entry.delivery;
	show(element, state !== null && entry.author === "agent");
	if (element.dataset.state === (state ?? "")) return;
	element.dataset.state = state ?? "";
	if (state) element.replaceChildren(icon(SIGNS[state]), say(`chat.${state}`));
	else element.replaceChildren();
}
