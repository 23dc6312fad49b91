import { h, set_attributes, set_text, show } from "../dom";
import { say } from "../strings";
import type { QuickReply } from "../wire";

/** So many fit above the composer; who wants others types a letter more. */
const SHOWN = 8;

/**
 * The list of quick replies above the composer. The focus stays in the field, which
 * says what option is active.
 */
export class ReplyList {
	readonly element: HTMLElement;
	#list = h("div", {
		class: "replies__list",
		role: "listbox",
		id: "quick-replies",
		"aria-label": say("reply.open"),
	});
	#none = h("p", { class: "small muted replies__none" });
	#options: HTMLElement[] = [];
	#replies: readonly QuickReply[] = [];
	#active = 0;

	constructor(
		private readonly field: HTMLTextAreaElement,
		private readonly chosen: (reply: QuickReply) => void,
		manage: () => void,
	) {
		const button = h(
			"button",
			{
				class: "btn btn--quiet btn--sm replies__manage",
				type: "button",
				"data-testid": "quick-replies-manage",
			},
			say("reply.manage"),
		);
		button.addEventListener("click", manage);
		this.element = h(
			"div",
			{ class: "replies", "data-testid": "quick-replies", hidden: true },
			this.#list,
			this.#none,
			button,
		);
		// A press inside leaves the focus, and with it the list, where it is.
		this.element.addEventListener("mousedown", (event) =>
			event.preventDefault(),
		);
	}

	get is_open(): boolean {
		return !this.element.hidden;
	}

	/** Shows what fits; `any`: there are replies at all. */
	open(replies: readonly QuickReply[], any: boolean): void {
		const first = !this.is_open;
		const keep = this.#replies[this.#active]?.id;
		this.#replies = replies.slice(0, SHOWN);
		const at = this.#replies.findIndex((reply) => reply.id === keep);
		this.#active = first || at < 0 ? 0 : at;
		this.#options = this.#replies.map((reply, index) =>
			this.#option(reply, index),
		);
		this.#list.replaceChildren(...this.#options);
		show(this.#list, this.#options.length > 0);
		show(this.#none, this.#options.length === 0);
		set_text(this.#none, say(any ? "reply.none" : "reply.empty"));
		show(this.element, true);
		this.#mark();
	}

	close(): void {
		show(this.element, false);
		set_attributes(this.field, { "aria-activedescendant": null });
	}

	/** True when the key was for the list. */
	key(event: KeyboardEvent): boolean {
		if (!this.is_open || event.isComposing) return false;
		const count = this.#replies.length;
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step && count > 0) {
			this.#active = (this.#active + step + count) % count;
			this.#mark();
			return true;
		}
		if (event.key === "Escape") {
			this.close();
			return true;
		}
		const picks = event.key === "Enter" || event.key === "Tab";
		const reply = this.#replies[this.#active];
		if (!picks || event.shiftKey || !reply) return false;
		this.chosen(reply);
		return true;
	}

	#option(reply: QuickReply, index: number): HTMLElement {
		const option = h(
			"div",
			{
				class: "replies__option",
				role: "option",
				id: `quick-reply-${index}`,
				"data-testid": "quick-reply",
			},
			h("span", { class: "replies__shortcut" }, `/${reply.shortcut}`),
			h("span", { class: "replies__text truncate" }, reply.text),
		);
		option.addEventListener("click", () => this.chosen(reply));
		return option;
	}

	#mark(): void {
		this.#options.forEach((option, index) => {
			set_attributes(option, {
				"aria-selected": String(index === this.#active),
			});
		});
		const active = this.#options[this.#active];
		active?.scrollIntoView({ block: "nearest" });
		set_attributes(this.field, {
			"aria-activedescendant": active?.id ?? null,
		});
	}
}
