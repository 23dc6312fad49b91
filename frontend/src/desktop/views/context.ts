import { h, set_text, show } from "../dom";
import { clock, duration } from "../format";
import type { DesktopState } from "../state";
import { type StringKey, say } from "../strings";
import { is_live, type Thread } from "../thread";

/** What is known of the customer: the page, where they came from, since when. */
export function mount_context(
	host: HTMLElement,
): (thread: Thread, state: DesktopState, now: number) => void {
	const list = h("dl", { class: "dl talk__facts" });
	const rows = new Map<StringKey, { dt: HTMLElement; dd: HTMLElement }>();
	for (const key of [
		"context.page",
		"context.referrer",
		"context.source",
		"context.started",
		"context.waited",
	] as const) {
		const row = { dt: h("dt", {}, say(key)), dd: h("dd") };
		rows.set(key, row);
		list.append(row.dt, row.dd);
	}
	const title = h("span", { class: "talk__fact-main" });
	const address = h("span", { class: "talk__fact-sub mono" });
	rows.get("context.page")?.dd.append(title, address);
	const how = h(
		"div",
		{ class: "talk__how" },
		h("h2", { class: "talk__label" }, say("context.how.title")),
		h("p", { class: "small muted" }, say("context.how.chat")),
	);
	host.append(
		h("h2", { class: "talk__label" }, say("context.title")),
		list,
		how,
	);
	const set = (key: StringKey, text: string): void => {
		const row = rows.get(key);
		if (!row) return;
		set_text(row.dd, text);
		show(row.dd, text !== "");
		show(row.dt, text !== "");
	};

	return (thread) => {
		const { interaction, session } = thread;
		// The session follows the customer from page to page; the chat keeps the first.
		const page = session?.page ?? interaction.page;
		set_text(title, page?.title ?? "");
		set_text(address, page?.url ?? "");
		const row = rows.get("context.page");
		if (row) {
			show(row.dt, page !== null);
			show(row.dd, page !== null);
		}
		set("context.referrer", interaction.page?.referrer ?? "");
		set("context.source", interaction.source);
		set("context.started", clock(Date.parse(interaction.started_at)));
		const waited =
			Date.parse(interaction.answered_at ?? "") -
			Date.parse(interaction.started_at);
		set(
			"context.waited",
			Number.isFinite(waited) ? duration(waited / 1000) : "",
		);
		show(how, interaction.media === "chat" && is_live(thread) && !session);
	};
}
