import { type Actions, MESSAGE_LIMIT } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { filled, matching, type Query, query_at, with_reply } from "../replies";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, is_parked, is_written_here, type Thread } from "../thread";
import type { QuickReply } from "../wire";
import { emoji_picker } from "./emoji_picker";
import { keys_of, shortcut } from "./hints";
import { customer_name } from "./names";
import { ReplyList } from "./reply_list";

/** Where the agent writes. Drafts stay with their interaction. */
export function mount_composer(
	host: HTMLElement,
	actions: Actions,
	manage_replies: () => void,
): {
	readonly paint: (thread: Thread, state: DesktopState) => void;
	readonly open_replies: () => void;
} {
	let id = "";
	let state: DesktopState | null = null;
	let thread: Thread | null = null;
	/** Where the slash stands that somebody has said no to. */
	let refused = -1;
	/** Where the slash stands that the button wrote. */
	let written = -1;
	const input = h("textarea", {
		class: "textarea talk__input",
		rows: 1,
		placeholder: say("chat.placeholder"),
		"aria-describedby": "message-hint",
		"aria-autocomplete": "list",
		"aria-controls": "quick-replies",
		"aria-haspopup": "listbox",
		"aria-keyshortcuts": shortcut("message")["aria-keyshortcuts"],
		"data-testid": "message-input",
	});
	const send = h(
		"button",
		{
			class: "btn btn--primary composer__send",
			"data-testid": "message-send",
			title: say("chat.hint"),
		},
		icon("send"),
		h("span", { class: "talk__word" }, say("chat.send")),
	);
	const hint = h(
		"p",
		{ class: "visually-hidden", id: "message-hint" },
		`${say("chat.hint")}. ${say("reply.hint")}`,
	);
	const problem = h("p", { class: "field__error talk__long", role: "alert" });

	const query = (): Query | null =>
		query_at(input.value, input.selectionStart ?? input.value.length);
	const write = (text: string, caret: number): void => {
		input.value = text;
		input.focus();
		input.setSelectionRange(caret, caret);
		actions.draft(id, text);
	};
	const insert = (reply: QuickReply): void => {
		const here = query();
		const interaction = thread?.interaction;
		const text = filled(reply.text, {
			customer: interaction?.customer_name ?? "",
			agent: state?.me?.name ?? "",
		});
		const caret = input.selectionStart ?? input.value.length;
		const at = here ?? { from: caret, to: caret, word: "" };
		const next = with_reply(input.value, at, text);
		list.close();
		write(next.text, next.caret);
	};
	/** A slash that a button wrote goes again when nothing was chosen. */
	const take_back = (): void => {
		const here = query();
		if (here?.word !== "" || here.from !== written) return;
		written = -1;
		input.value = input.value.slice(0, here.from) + input.value.slice(here.to);
		actions.draft(id, input.value);
	};
	const list = new ReplyList(input, insert, () => {
		list.close();
		take_back();
		manage_replies();
	});
	const suggest = (): void => {
		const here = query();
		if (!here || here.from === refused || !state) {
			if (!here) refused = -1;
			list.close();
			return;
		}
		const known = thread && state.reads.contexts.get(thread.interaction.id);
		const spoken = known?.kind === "ready" ? known.value.customer.language : "";
		const language = spoken || document.documentElement.lang;
		list.open(
			matching(state.quick_replies, here.word, language),
			state.quick_replies.length > 0,
		);
	};
	/** By button and by key: a slash where the caret is, and the list. */
	const open_replies = (): void => {
		refused = -1;
		if (!query()) {
			const caret = input.selectionStart ?? input.value.length;
			const before = input.value.slice(0, caret);
			const slash = /(?:^|\s)$/.test(before) ? "/" : " /";
			write(before + slash + input.value.slice(caret), caret + slash.length);
		} else input.focus();
		suggest();
	};
	const replies = h(
		"button",
		{
			class: "btn btn--quiet btn--icon composer__tool",
			type: "button",
			"aria-label": say("reply.open"),
			title: `${say("reply.open")} (/ · ${keys_of("replies")})`,
			"aria-keyshortcuts": shortcut("replies")["aria-keyshortcuts"],
			"data-testid": "quick-replies-open",
		},
		icon("bolt"),
	);
	// The field keeps its caret.
	replies.addEventListener("mousedown", (event) => event.preventDefault());
	replies.addEventListener("click", () => {
		if (!list.is_open) return open_replies();
		list.close();
		take_back();
	});
	const emoji = emoji_picker((sign) => {
		const from = input.selectionStart ?? input.value.length;
		const to = input.selectionEnd ?? from;
		write(
			input.value.slice(0, from) + sign + input.value.slice(to),
			from + sign.length,
		);
	});
	const form = h(
		"form",
		{ class: "composer talk__composer" },
		list.element,
		emoji.panel,
		replies,
		emoji.button,
		input,
		send,
		hint,
		problem,
	);
	host.append(form);

	const submit = (): void => {
		if (actions.send(id, input.value)) input.value = "";
		list.close();
		input.focus();
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		submit();
	});
	input.addEventListener("input", () => {
		actions.draft(id, input.value);
		suggest();
	});
	input.addEventListener("blur", () => {
		list.close();
		take_back();
	});
	input.addEventListener("click", suggest);
	input.addEventListener("keydown", (event) => {
		if (list.key(event)) {
			event.preventDefault();
			event.stopPropagation();
			if (event.key !== "Escape") return;
			refused = query()?.from ?? -1;
			take_back();
			return;
		}
		// Enter that ends an input-method composition is not ours.
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});

	return {
		open_replies: () => {
			if (form.checkVisibility()) open_replies();
		},
		paint: (next, desk) => {
			state = desk;
			thread = next;
			const live = is_live(next) && !is_parked(next) && is_written_here(next);
			show(form, live);
			if (!live) return;
			if (id !== next.interaction.id) {
				id = next.interaction.id;
				input.value = next.draft;
				list.close();
				emoji.close();
			}
			set_attributes(input, {
				"aria-label": say("chat.input", {
					name: customer_name(next.interaction),
				}),
			});
			const over = next.draft.trim().length - MESSAGE_LIMIT;
			set_text(problem, over > 0 ? say("chat.too_long", { count: over }) : "");
			send.disabled = over > 0;
		},
	};
}
