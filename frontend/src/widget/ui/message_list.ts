import type { Outgoing, State } from "../state";
import type { ChatLine } from "../wire";
import { h, place_children, set_attr, set_text, show } from "./dom";
import type { Context, Part } from "./part";

interface Row {
	readonly node: HTMLElement;
	readonly meta: HTMLElement;
	readonly retry: HTMLButtonElement;
}

/**
 * The transcript. A message keeps its element from being typed to being
 * delivered: it is known by its client id all along.
 */
export function create_message_list(context: Context): Part {
	const { say, commands } = context;
	const rows = new Map<string, Row>();
	const time = new Intl.DateTimeFormat(context.locale, {
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
	const list = h("div", {
		class: "messages",
		attrs: { role: "log", "aria-label": say("chat_log"), tabindex: "0" },
	});
	const lines = h("div", { class: "lines" });
	list.append(lines);
	const typing_words = h("div", {
		class: "typing-words",
		attrs: { role: "status" },
	});

	const create_row = (
		author: string,
		text: string,
		client_id: string | null,
	): Row => {
		const meta = h("span", { class: "meta" });
		const retry = h(
			"button",
			{
				class: "link",
				press: () => client_id && commands.retry_message(client_id),
			},
			say("message_retry"),
		);
		const bubble = h(
			"div",
			author === "system"
				? { class: "notice" }
				: {
						class: "bubble",
						testid: "chat-message",
						attrs: { "data-author": author },
					},
			text,
		);
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
			bubble,
			h("div", { class: "under" }, meta, retry),
		);
		return { node, meta, retry };
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

	const update_line = (line: ChatLine, is_newest_own: boolean): Row => {
		const row = row_for(line_key(line), line.author, line.text, line.client_id);
		const at = new Date(line.at);
		const clock = Number.isNaN(at.getTime()) ? "" : time.format(at);
		const name = line.author === "agent" ? line.name : "";
		const state = is_newest_own ? say("message_delivered") : "";
		set_text(row.meta, [name, clock, state].filter(Boolean).join(" · "));
		set_attr(row.node, "data-state", "delivered");
		show(row.retry, false);
		return row;
	};

	const update_outgoing = (message: Outgoing): Row => {
		const row = row_for(
			`c${message.client_id}`,
			"customer",
			message.text,
			message.client_id,
		);
		set_text(row.meta, say(`message_${message.status}`));
		set_attr(row.node, "data-state", message.status);
		show(row.retry, message.status === "failed");
		return row;
	};

	return {
		node: h("div", { class: "conversation" }, list, typing_words),
		update(state: State) {
			const own = state.messages
				.filter((line) => line.author === "customer")
				.at(-1);
			const wanted = [
				...state.messages.map((line) => update_line(line, line === own)),
				...state.outbox.map(update_outgoing),
			].map((row) => row.node);
			const nodes = state.typing_name === null ? wanted : [...wanted, typing];
			place_children(lines, nodes);
			const names = new Set(nodes);
			for (const [key, row] of rows) if (!names.has(row.node)) rows.delete(key);
			set_text(
				typing_words,
				state.typing_name === null
					? ""
					: say("chat_typing", {
							agent: state.typing_name || say("chat_agent"),
						}),
			);
		},
	};
}

const line_key = (line: ChatLine): string =>
	line.client_id ? `c${line.client_id}` : `s${line.seq}`;
