import type { Outgoing, State } from "../state";
import type { ChatLine } from "../wire";
import { h, set_attr, set_text, show } from "./dom";
import type { Context, Part } from "./part";

interface Row {
	readonly node: HTMLLIElement;
	readonly meta: HTMLElement;
	readonly retry: HTMLButtonElement;
}

/** How near to the end a reader must be for new messages to scroll into view. */
const NEAR_END_PX = 80;

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
		"li",
		{ class: "typing", attrs: { "aria-hidden": "true" } },
		h("span"),
		h("span"),
		h("span"),
	);
	const list = h("ol", {
		class: "messages",
		attrs: { role: "log", "aria-label": say("chat_log"), tabindex: "0" },
	});
	const typing_words = h("p", {
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
			"li",
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
			const near_end =
				list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
			const before = list.childElementCount;
			const nodes = state.typing_name === null ? wanted : [...wanted, typing];
			place(list, nodes);
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
			if (near_end || before === 0) list.scrollTop = list.scrollHeight;
		},
	};
}

const line_key = (line: ChatLine): string =>
	line.client_id ? `c${line.client_id}` : `s${line.seq}`;

/** Brings children into this order, touching only what is out of place. */
function place(parent: HTMLElement, nodes: readonly HTMLElement[]): void {
	const wanted = new Set<Element>(nodes);
	for (const child of [...parent.children])
		if (!wanted.has(child)) child.remove();
	nodes.forEach((node, index) => {
		if (parent.children[index] !== node)
			parent.insertBefore(node, parent.children[index] ?? null);
	});
}
