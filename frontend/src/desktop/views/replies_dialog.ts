import type { Actions } from "../actions";
import { h, icon, keyed_list, set_text, show } from "../dom";
import { SHORTCUT } from "../replies";
import type { DesktopState } from "../state";
import { say } from "../strings";
import type { QuickReply } from "../wire";
import { dialog_box } from "./dialog";

const TEXT_LIMIT = 4_000;

/** One's own quick replies, to write and to throw away; everybody's, to read. */
export function mount_replies_dialog(actions: Actions): {
	readonly open: () => void;
	readonly paint: (state: DesktopState) => void;
} {
	let editing: number | null = null;
	/** What was sent, until the list says that it is there. */
	let waiting: { shortcut: string; text: string } | null = null;
	const shortcut = h("input", {
		class: "input",
		id: "reply-shortcut",
		maxlength: 32,
		autocomplete: "off",
		autocapitalize: "off",
		spellcheck: "false",
		"aria-describedby": "reply-shortcut-hint reply-problem",
		"data-testid": "reply-shortcut",
	});
	const text = h("textarea", {
		class: "textarea",
		id: "reply-text",
		rows: 3,
		maxlength: TEXT_LIMIT,
		"aria-describedby": "reply-text-hint",
		"data-testid": "reply-text",
	});
	const problem = h("p", {
		class: "field__error",
		id: "reply-problem",
		role: "alert",
		"data-testid": "reply-problem",
	});
	const save = h(
		"button",
		{ class: "btn btn--primary btn--sm", "data-testid": "reply-save" },
		say("reply.save"),
	);
	const fresh = h(
		"button",
		{ class: "btn btn--sm btn--ghost", type: "button" },
		say("reply.new"),
	);
	const form = h(
		"form",
		{ class: "reply-form", novalidate: true },
		h(
			"div",
			{ class: "field" },
			h(
				"label",
				{ class: "field__label", for: "reply-shortcut" },
				say("reply.shortcut"),
			),
			shortcut,
			h(
				"p",
				{ class: "field__hint", id: "reply-shortcut-hint" },
				say("reply.shortcut.hint"),
			),
		),
		h(
			"div",
			{ class: "field" },
			h(
				"label",
				{ class: "field__label", for: "reply-text" },
				say("reply.text"),
			),
			text,
			h(
				"p",
				{ class: "field__hint", id: "reply-text-hint" },
				say("reply.text.hint"),
			),
		),
		problem,
		h("div", { class: "row" }, save, fresh),
	);
	const mine = h("ul", { class: "reply-list" });
	const shared = h("ul", { class: "reply-list" });
	const shared_head = h("h3", { class: "field__label" }, say("reply.shared"));
	const { element } = dialog_box(
		say("reply.title"),
		h(
			"div",
			{ class: "dialog__body stack" },
			form,
			h("h3", { class: "field__label" }, say("reply.mine")),
			mine,
			shared_head,
			shared,
		),
		{ "data-testid": "replies-dialog" },
	);
	const edit = (reply: QuickReply | null): void => {
		editing = reply?.id ?? null;
		shortcut.value = reply?.shortcut ?? "";
		text.value = reply?.text ?? "";
		set_text(problem, "");
		show(fresh, editing !== null);
		shortcut.focus();
	};
	fresh.addEventListener("click", () => edit(null));
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const name = shortcut.value.trim().replace(/^\//, "");
		const words = text.value.trim();
		if (!SHORTCUT.test(name)) {
			set_text(problem, say("reply.bad_shortcut"));
			shortcut.focus();
		} else if (!words) {
			set_text(problem, say("reply.no_text"));
			text.focus();
		} else {
			set_text(problem, "");
			waiting = { shortcut: name, text: words };
			actions.save_reply(editing, name, words);
		}
	});
	const row = (own: boolean) => (first: QuickReply) =>
		reply_row(first, own, edit, (id) => actions.delete_reply(id));
	const key = (reply: QuickReply): string => String(reply.id);
	const update_mine = keyed_list(mine, key, row(true));
	const update_shared = keyed_list(shared, key, row(false));

	return {
		open: () => {
			element.showModal();
			edit(null);
		},
		paint: (state) => {
			update_mine(state.quick_replies.filter((reply) => reply.own));
			const others = state.quick_replies.filter((reply) => !reply.own);
			update_shared(others);
			show(shared_head, others.length > 0);
			if (state.reply_refused !== null) {
				waiting = null;
				set_text(
					problem,
					say("reply.refused", { detail: state.reply_refused }),
				);
			}
			const sent = waiting;
			const saved = state.quick_replies.some(
				(reply) =>
					reply.own &&
					reply.shortcut === sent?.shortcut &&
					reply.text === sent.text,
			);
			if (!saved) return;
			waiting = null;
			edit(null);
		},
	};
}

function reply_row(
	first: QuickReply,
	own: boolean,
	edit: (reply: QuickReply) => void,
	remove: (id: number) => void,
) {
	let current = first;
	const name = h("span", { class: "replies__shortcut" });
	const text = h("span", { class: "replies__text truncate grow" });
	const change = h(
		"button",
		{ class: "btn btn--quiet btn--icon btn--sm", type: "button" },
		icon("edit"),
	);
	change.addEventListener("click", () => edit(current));
	const bin = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			type: "button",
			"data-testid": "reply-delete",
		},
		icon("trash"),
	);
	bin.addEventListener("click", () => remove(current.id));
	return {
		element: h(
			"li",
			{ class: "reply-list__row" },
			name,
			text,
			own ? change : null,
			own ? bin : null,
		),
		update: (reply: QuickReply) => {
			current = reply;
			set_text(name, `/${reply.shortcut}`);
			set_text(text, reply.text);
			const said = `/${reply.shortcut}`;
			change.setAttribute("aria-label", say("reply.edit", { name: said }));
			bin.setAttribute("aria-label", `${say("reply.delete")}: ${said}`);
		},
	};
}
