import type { Outgoing, State } from "../state";
import type { ChatLine, Receipts } from "../wire";
import { bubble } from "./bubble";
import { h, place_children, set_attr, set_text, show } from "./dom";
import { icon } from "./icons";
import type { Context, Part } from "./part";
import { day } from "./when";

interface Row {
	readonly node: HTMLElement;
	readonly meta: HTMLElement;
	readonly mark: HTMLElement;
	readonly retry: HTMLButtonElement;
}

type Mark = "sent" | "delivered" | "read";

/**
 * The transcript. A message keeps its element from being typed to being
 * delivered: it is known by its client id all along.
 */
export function create_message_list(context: Context): Part {
	const { say, commands, locale } = context;
	const rows = new Map<string, Row>();
	const separators = new Map<string, HTMLElement>();
	const time = new Intl.DateTimeFormat(locale, {
		hour: "2-digit",
		minute: "2-digit",
	});
	const typing = h(
		"div",
		{ class: "typing", attrs: { "aria-hidden": "true" } },
		h("span"),
		h("span"),
		h("span"),
	);
	const lines = h("div", { class: "lines" });
	const list = h(
		"div",
		{
			class: "messages",
			attrs: { role: "log", "aria-label": say("chat_log"), tabindex: "0" },
		},
		lines,
	);
	const typing_words = h("div", { class: "typing-words" });

	const create_row = (
		author: string,
		text: string,
		client_id: string | null,
	): Row => {
		const meta = h("span", { class: "meta" });
		const mark = h("span", { class: "mark" });
		const retry = h(
			"button",
			{
				class: "link",
				press: () => client_id && commands.retry_message(client_id),
			},
			say("message_retry"),
		);
		const body =
			author === "system"
				? h("div", { class: "notice", attrs: { dir: "auto" } }, text)
				: bubble(author, text);
		const who =
			author === "system"
				? null
				: h(
						"span",
						{ class: "visually-hidden" },
						`${say(author === "agent" ? "chat_agent" : "chat_you")}: `,
					);
		const node = h(
			"div",
			{ class: `message from-${author}` },
			who,
			body,
			h("div", { class: "under" }, meta, mark, retry),
		);
		return { node, meta, mark, retry };
	};

	const row_for = (
		key: string,
		author: string,
		text: string,
		client_id: string | null,
	) => {
		const row = rows.get(key) ?? create_row(author, text, client_id);
		rows.set(key, row);
		return row;
	};

	const update_line = (key: string, line: ChatLine, mark: Mark | null): Row => {
		const row = row_for(key, line.author, line.text, line.client_id);
		const at = new Date(line.at);
		const clock = Number.isNaN(at.getTime()) ? "" : time.format(at);
		const name = line.author === "agent" ? line.name : "";
		set_text(row.meta, [name, clock].filter(Boolean).join(" · "));
		set_mark(row, mark ?? "", mark ? say(`message_${mark}`) : "");
		set_attr(row.node, "data-state", mark ?? "delivered");
		show(row.retry, false);
		return row;
	};

	const update_outgoing = (message: Outgoing): Row => {
		const { client_id, text, status } = message;
		const row = row_for(`c${client_id}`, "customer", text, client_id);
		const state = status === "sent" ? "sending" : status;
		set_text(row.meta, "");
		set_mark(row, state, say(`message_${state}`));
		set_attr(row.node, "data-state", state);
		show(row.retry, status === "failed");
		return row;
	};

	const separator = (key: string, text: string): HTMLElement => {
		const node =
			separators.get(key) ??
			h("div", { class: "day", testid: "chat-day" }, h("span"));
		separators.set(key, node);
		set_text(node.firstElementChild as HTMLElement, text);
		return node;
	};

	/** Rows with a separator wherever another day begins. */
	const with_days = (
		prefix: string,
		told: readonly ChatLine[],
		mark_of: (line: ChatLine) => Mark | null,
	): HTMLElement[] => {
		let today = "";
		return told.flatMap((line) => {
			const key = `${prefix}${line_key(line)}`;
			const row = update_line(key, line, mark_of(line)).node;
			const date = day(line.at, locale);
			if (date === today) return [row];
			today = date;
			return [separator(`${prefix}d${date}`, date), row];
		});
	};

	return {
		node: h("div", { class: "conversation" }, list, typing_words),
		update(state: State) {
			const own = newest_own(state);
			const receipts = state.interaction?.receipts;
			const nodes = [
				...state.earlier.flatMap((chat) => [
					separator(`e${chat.interaction}`, say("chat_earlier")),
					...with_days(chat.interaction, chat.messages, () => null),
				]),
				...with_days("", state.messages, (line) =>
					line === own ? mark_of(line, receipts) : null,
				),
				...state.outbox.map((message) => update_outgoing(message).node),
			];
			if (state.typing_name !== null) nodes.push(typing);
			place_children(lines, nodes);
			const placed = new Set(nodes);
			for (const [key, row] of rows)
				if (!placed.has(row.node)) rows.delete(key);
			for (const [key, node] of separators)
				if (!placed.has(node)) separators.delete(key);
			set_text(typing_words, typing_text(context, state));
		},
	};
}

function set_mark(row: Row, state: string, words: string): void {
	if (row.mark.dataset.state === state) return;
	row.mark.dataset.state = state;
	row.mark.replaceChildren();
	set_attr(row.mark, "data-testid", state ? "message-state" : null);
	if (!state) return;
	if (state in TICKS)
		for (let tick = 0; tick < (TICKS[state] ?? 0); tick += 1)
			row.mark.append(icon("check"));
	row.mark.append(words);
}

const TICKS: Readonly<Record<string, number>> = {
	sent: 1,
	delivered: 2,
	read: 2,
};

const newest_own = (state: State): ChatLine | undefined =>
	state.outbox.length > 0
		? undefined
		: state.messages.filter((line) => line.author === "customer").at(-1);

/** How far the agent's side is with this line. */
export function mark_of(line: ChatLine, receipts: Receipts | undefined): Mark {
	if (line.seq <= (receipts?.agent_read ?? 0)) return "read";
	return line.seq <= (receipts?.agent_delivered ?? 0) ? "delivered" : "sent";
}

const typing_text = ({ say }: Context, { typing_name }: State): string =>
	typing_name === null
		? ""
		: say("chat_typing", { agent: typing_name || say("chat_agent") });

const line_key = (line: ChatLine): string =>
	line.client_id ? `c${line.client_id}` : `s${line.seq}`;
