import { shown_data } from "../attached";
import { by_id, h, icon, set_text, show } from "../dom";
import { clock, duration, moment } from "../format";
import type { Reading } from "../reading";
import type { CustomerContext } from "../reads";
import type { DesktopState } from "../state";
import { type StringKey, say } from "../strings";
import { is_live, is_written_here, type Thread } from "../thread";
import { find_thread } from "../threads";
import { mount_earlier } from "./earlier";
import { panels } from "./panels";
import { mount_past } from "./past";

const ROWS = [
	"context.page",
	"context.referrer",
	"context.phone",
	"context.contact",
	"context.language",
	"context.queue",
	"context.source",
	"context.started",
	"context.waited",
	"context.first_seen",
] as const;

/** What is known of the customer: now, before, and what the company attached. */
export function mount_context(
	reading: Reading,
): (state: DesktopState, now: number) => void {
	const host = by_id("context");
	const close = h(
		"button",
		{
			class: "btn btn--quiet btn--sm btn--icon context__close",
			type: "button",
			"aria-label": say("context.hide"),
			title: say("context.hide"),
		},
		icon("close"),
	);
	close.addEventListener("click", () => panels.fold("context", true));
	const facts = fact_list();
	const data = h("dl", { class: "dl talk__facts context__data" });
	const data_part = h(
		"section",
		{ class: "context__part", "data-testid": "attached-data" },
		h("h2", { class: "talk__label" }, say("context.data")),
		data,
	);
	const how = h(
		"section",
		{ class: "context__part talk__how" },
		h("h2", { class: "talk__label" }, say("context.how.title")),
		h("p", { class: "small muted" }, say("context.how.chat")),
	);
	const earlier = mount_earlier(reading);
	const card = h(
		"div",
		{ class: "context__card" },
		h(
			"section",
			{ class: "context__part" },
			h(
				"div",
				{ class: "context__head" },
				h("h2", { class: "talk__label" }, say("context.title")),
				close,
			),
			facts.element,
		),
		data_part,
		earlier.element,
		how,
	);
	const past = mount_past(reading);
	host.append(card, past.element);
	host.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || document.body.dataset.context !== "over")
			return;
		panels.fold("context", true);
		document.querySelector<HTMLElement>(".talk__info")?.focus();
	});
	let asked = "";
	let painted_data: unknown = null;

	return (state, now) => {
		const thread = find_thread(state, state.selected);
		past.paint(state);
		show(card, thread !== undefined && state.reads.opened === null);
		if (!thread) return;
		const { id } = thread.interaction;
		// Asked once for each look at an interaction: what is known stays meanwhile.
		if (asked !== id && state.connection.kind === "open") {
			asked = id;
			if (is_live(thread) || thread.wrap_up) void reading.context(id);
		}
		const read = state.reads.contexts.get(id);
		const context = read?.kind === "ready" ? read.value : null;
		facts.paint(thread, context);
		const attached = context?.attached_data ?? null;
		if (painted_data !== attached) {
			painted_data = attached;
			data.replaceChildren(
				...shown_data(attached ?? {}).flatMap(({ name, text }) => [
					h("dt", {}, name),
					h("dd", { class: "context__value" }, text),
				]),
			);
		}
		show(data_part, data.childElementCount > 0);
		earlier.paint(thread, state, now);
		show(how, is_written_here(thread) && is_live(thread) && !thread.session);
	};
}

function fact_list() {
	const list = h("dl", { class: "dl talk__facts" });
	const rows = new Map<StringKey, { dt: HTMLElement; dd: HTMLElement }>();
	for (const key of ROWS) {
		const row = { dt: h("dt", {}, say(key)), dd: h("dd") };
		rows.set(key, row);
		list.append(row.dt, row.dd);
	}
	const title = h("span", { class: "talk__fact-main" });
	const address = h("span", { class: "talk__fact-sub mono" });
	rows.get("context.page")?.dd.append(title, address);
	const see = (key: StringKey, visible: boolean): void => {
		const row = rows.get(key);
		if (!row) return;
		show(row.dd, visible);
		show(row.dt, visible);
	};
	const set = (key: StringKey, text: string): void => {
		const row = rows.get(key);
		if (row) set_text(row.dd, text);
		see(key, text !== "");
	};
	return {
		element: list,
		paint: (thread: Thread, context: CustomerContext | null) => {
			const { interaction, session } = thread;
			// The session follows the customer from page to page; the chat keeps the first.
			const page = session?.page ?? context?.page ?? interaction.page;
			set_text(title, page?.title ?? "");
			set_text(address, page?.url ?? "");
			see("context.page", page !== null);
			set(
				"context.referrer",
				context?.page?.referrer || (interaction.page?.referrer ?? ""),
			);
			set("context.phone", interaction.phone_number ?? "");
			set(
				"context.contact",
				context?.customer.contact ?? interaction.contact ?? "",
			);
			set("context.language", language_name(context?.customer.language ?? ""));
			set("context.queue", interaction.queue_name ?? "");
			// Attached data says it too, where there are any.
			set(
				"context.source",
				context?.attached_data.source ? "" : interaction.source,
			);
			set("context.started", clock(Date.parse(interaction.started_at)));
			const waited =
				Date.parse(interaction.answered_at ?? "") -
				Date.parse(interaction.started_at);
			set(
				"context.waited",
				Number.isFinite(waited) ? duration(waited / 1000) : "",
			);
			set(
				"context.first_seen",
				moment(context?.customer.first_seen_at ?? null),
			);
		},
	};
}

/** "German" for `de`, in the agent's own language; a code that is none stays one. */
function language_name(code: string): string {
	if (!code) return "";
	try {
		const names = new Intl.DisplayNames([document.documentElement.lang], {
			type: "language",
		});
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}
