import {
	chat_reach,
	chat_reach_of,
	choices,
	queues_of,
	type Reach,
} from "../availability";
import type { State } from "../state";
import { h, set_text, show } from "./dom";
import { all_well, Field } from "./field";
import type { Context, Part } from "./part";
import { QueueChoice } from "./queue_choice";
import { reach_words } from "./reach";
import { view_header } from "./view_header";
import { moment } from "./when";

/** Before a chat: who are you, what is it about; or a message for later. */
export function create_chat_form(context: Context): Part {
	const { commands, say } = context;
	let last: State | null = null;
	const name = new Field(
		h("input", {
			testid: "chat-name",
			attrs: { id: "chat-name", maxlength: "80", autocomplete: "name" },
		}),
		say("chat_name"),
	);
	const contact = new Field(
		h("input", {
			testid: "chat-contact",
			attrs: { id: "chat-contact", maxlength: "120", autocomplete: "email" },
		}),
		say("chat_contact"),
		say("chat_contact_hint"),
	);
	const question = new Field(
		h("textarea", {
			testid: "chat-question",
			attrs: { id: "chat-question", maxlength: "2000", rows: "3", dir: "auto" },
		}),
		say("chat_question"),
	);
	const queue = new QueueChoice("chat-queue", say("queue_choice"), () => {
		if (last) update(last);
	});
	const start = h(
		"button",
		{
			class: "button primary wide",
			testid: "chat-start",
			press: () => submit(),
		},
		say("chat_start"),
	);
	const intro = h("div", { class: "muted" }, say("chat_form_intro"));
	const notice = h("div", {
		class: "banner note",
		testid: "chat-availability",
		attrs: { role: "status" },
	});
	const submit = () => {
		if (start.disabled || !last) return;
		const reach = reach_now(last, queue);
		const leaves = reach?.kind === "message";
		const needed = (field: Field, is_needed: boolean) =>
			is_needed && !field.value ? say("chat_needed") : null;
		// Where answers wait for the customer, the message may follow in the chat.
		const only_message = leaves && reach.needs_contact;
		const well = all_well([
			[question, needed(question, only_message)],
			[contact, needed(contact, only_message)],
		]);
		if (!well) return;
		commands.start_chat({
			name: name.value || say("chat_guest"),
			question: question.value,
			queue: queue.chosen?.key ?? "",
			contact: leaves ? contact.value : "",
		});
	};
	for (const field of [name, contact])
		field.input.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !event.isComposing) submit();
		});

	function update(state: State): void {
		last = state;
		const waits = state.chat_start !== null;
		queue.update(choices(queues_of(state.site, "chat"), state.queue));
		const reach = reach_now(state, queue);
		const leaves = reach?.kind === "message";
		const shut = reach?.kind === "full" || reach?.kind === "closed";
		start.disabled = waits || shut;
		show(intro, !leaves && !shut);
		const words = notice_words(context, reach);
		show(notice, words !== null);
		set_text(notice, words ?? "");
		show(contact.node, leaves);
		contact.required = leaves && reach.needs_contact;
		question.required = leaves && reach.needs_contact;
		question.label = say(leaves ? "chat_message" : "chat_question");
		const verb = leaves ? "chat_leave" : "chat_start";
		set_text(start, say(waits ? "chat_starting" : verb));
	}

	return {
		node: h(
			"div",
			{ class: "view" },
			view_header(say("channel_chat"), say("back"), () =>
				commands.show("channels"),
			),
			h(
				"div",
				{ class: "body" },
				intro,
				notice,
				queue.field.node,
				name.node,
				question.node,
				contact.node,
				start,
			),
		),
		update,
	};
}

/** Of the queue that is chosen, else of the site. */
function reach_now(state: State, choice: QueueChoice): Reach | null {
	const { chosen } = choice;
	return chosen ? chat_reach_of(chosen) : chat_reach(state);
}

function notice_words(context: Context, reach: Reach | null): string | null {
	const { say, locale } = context;
	if (reach?.kind !== "message") return reach_words(context, reach);
	const away = reach.opens_at
		? say("chat_form_away_until", { time: moment(reach.opens_at, locale) })
		: say("chat_form_away");
	return reach.needs_contact ? away : `${away} ${say("chat_form_messaging")}`;
}
