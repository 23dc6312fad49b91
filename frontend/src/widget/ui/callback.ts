/** A wish to be called: name, number, time, matter; and what became of it. */
import { callback_queues, choices } from "../availability";
import type { State } from "../state";
import { h, heading, place_children, set_text, show } from "./dom";
import { all_well, Field } from "./field";
import { icon } from "./icons";
import type { Context, Part } from "./part";
import { QueueChoice } from "./queue_choice";
import { view_header } from "./view_header";
import { moment } from "./when";

/** As the server wants it; at least four digits beside that. */
const PHONE = /^\+?[0-9 ()/.-]+$/;
const DIGITS_MIN = 4;

export const is_phone = (text: string): boolean =>
	PHONE.test(text) && text.replace(/\D/g, "").length >= DIGITS_MIN;

export function create_callback(context: Context): Part {
	const form = create_form(context);
	const done = create_confirmation(context);
	const node = h("div", { class: "view" });
	return {
		node,
		update(state) {
			const shown = state.callback && !state.callback_start ? done : form;
			const had_focus = node.contains(focused(node));
			const changed = node.firstElementChild !== shown.node;
			place_children(node, [shown.node]);
			shown.update(state);
			if (changed && had_focus)
				shown.node.querySelector<HTMLElement>(".title.main")?.focus();
		},
	};
}

function focused(node: HTMLElement): Element | null {
	const root = node.getRootNode();
	return root instanceof ShadowRoot ? root.activeElement : null;
}

function create_form({ commands, say, locale }: Context): Part {
	const input = (id: string, attrs: Record<string, string>) =>
		h("input", { testid: id, attrs: { id, ...attrs } });
	const name = new Field(
		input("callback-name", { maxlength: "80", autocomplete: "name" }),
		say("callback_name"),
	);
	const phone = new Field(
		input("callback-phone", {
			type: "tel",
			maxlength: "40",
			autocomplete: "tel",
			dir: "ltr",
		}),
		say("callback_phone"),
	);
	const queue = new QueueChoice(
		"callback-queue",
		say("queue_choice"),
		() => {},
	);
	const when = new Field(
		h(
			"select",
			{ testid: "callback-when", attrs: { id: "callback-when" } },
			h("option", { attrs: { value: "" } }, say("callback_asap")),
			h("option", { attrs: { value: "at" } }, say("callback_at")),
		),
		say("callback_when"),
	);
	const time = new Field(
		input("callback-time", { type: "datetime-local", lang: locale }),
		say("callback_time"),
	);
	const about = new Field(
		h("textarea", {
			testid: "callback-text",
			attrs: { id: "callback-text", maxlength: "2000", rows: "2", dir: "auto" },
		}),
		say("callback_about"),
	);
	const send = h(
		"button",
		{ class: "button primary wide", testid: "callback-send", press: submit },
		say("callback_send"),
	);
	phone.required = true;
	show(time.node, false);
	when.input.addEventListener("change", () => {
		show(time.node, when.value === "at");
		if (when.value !== "at") return;
		time.input.min = local_minute(new Date());
		time.input.focus();
	});

	function submit(): void {
		if (send.disabled) return;
		const chosen = when.value === "at" ? new Date(time.value) : null;
		const late = chosen && !(chosen.getTime() > Date.now());
		const well = all_well([
			[
				phone,
				is_phone(phone.value)
					? null
					: say("callback_phone_bad", { example: "+44 20 7946 0000" }),
			],
			[time, late ? say("callback_time_bad") : null],
		]);
		if (!well) return;
		commands.request_callback({
			name: name.value || say("chat_guest"),
			phone_number: phone.value,
			text: about.value,
			queue: queue.chosen?.key ?? "",
			preferred_at: chosen?.toISOString() ?? null,
		});
	}

	return {
		node: h(
			"div",
			{ class: "view" },
			view_header(say("channel_callback"), say("back"), () =>
				commands.show("channels"),
			),
			h(
				"div",
				{ class: "body" },
				h("div", { class: "muted" }, say("callback_intro")),
				queue.field.node,
				name.node,
				phone.node,
				when.node,
				time.node,
				about.node,
				send,
			),
		),
		update(state: State) {
			const waits = state.callback_start !== null;
			queue.update(choices(callback_queues(state.site), state.queue));
			send.disabled = waits;
			set_text(send, say(waits ? "callback_sending" : "callback_send"));
		},
	};
}

function create_confirmation({ commands, say, locale }: Context): Part {
	const title = heading(3);
	title.classList.add("main");
	title.tabIndex = -1;
	const number = h("div", { class: "muted" });
	const cancel = h(
		"button",
		{
			class: "button wide",
			testid: "callback-cancel",
			press: () => commands.cancel_callback(),
		},
		say("callback_cancel"),
	);
	return {
		node: h(
			"div",
			{ class: "view" },
			view_header(say("callback_title"), say("back"), () =>
				commands.show("channels"),
			),
			h(
				"div",
				{ class: "body" },
				h(
					"div",
					{ class: "done", testid: "callback-done", attrs: { role: "status" } },
					h("span", { class: "done-icon" }, icon("check")),
					title,
					number,
				),
				cancel,
			),
		),
		update({ callback }) {
			if (!callback) return;
			const at = callback.preferred_at;
			const words = at
				? say("callback_done_at", { time: moment(at, locale) })
				: say("callback_done");
			const taken = callback.state === "taken";
			set_text(title, taken ? say("callback_taken") : words);
			set_text(
				number,
				say("callback_number", { number: callback.phone_number }),
			);
			show(cancel, !taken);
		},
	};
}

/** As `datetime-local` wants it, in the customer's own zone. */
function local_minute(at: Date): string {
	const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
	return local.toISOString().slice(0, 16);
}
