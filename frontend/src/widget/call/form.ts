/** Before a call: who is calling, and what stands in the way. */
import { call_reach, choices, queues_of } from "../availability";
import { can_call } from "../support";
import { h, set_text, show } from "../ui/dom";
import { Field } from "../ui/field";
import { icon } from "../ui/icons";
import type { Context, Part } from "../ui/part";
import { QueueChoice } from "../ui/queue_choice";
import { reach_words } from "../ui/reach";
import { view_header } from "../ui/view_header";
import { obstacle_words } from "./words";

export function create_form(context: Context): Part {
	const { calls, commands, say } = context;
	const name = new Field(
		h("input", {
			testid: "call-name",
			attrs: { id: "call-name", maxlength: "80", autocomplete: "name" },
		}),
		say("talk_name"),
	);
	const queue = new QueueChoice("call-queue", say("queue_choice"), () => {});
	const start = h(
		"button",
		{ class: "button primary wide", testid: "call-start", press: submit },
		icon("headset"),
		say("talk_start"),
	);
	const problem = h("div", {
		class: "banner danger inset",
		testid: "call-problem",
		attrs: { role: "alert" },
	});
	const reach = h("div", { class: "muted" });
	name.input.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && !event.isComposing) submit();
	});

	function submit(): void {
		if (start.disabled) return;
		calls.start({
			name: name.value || say("chat_guest"),
			queue: queue.chosen?.key ?? "",
		});
	}

	return {
		node: h(
			"div",
			{ class: "view" },
			view_header(say("channel_browser_call"), say("back"), () =>
				commands.show("channels"),
			),
			h(
				"div",
				{ class: "body" },
				h("div", { class: "muted" }, say("talk_intro")),
				problem,
				queue.field.node,
				name.node,
				reach,
				start,
			),
		),
		update(state) {
			const obstacle = state.talk.obstacle ?? lack();
			const words = obstacle_words(context, obstacle);
			show(problem, words !== null);
			set_text(problem, words ?? "");
			queue.update(choices(queues_of(state.site, "voice"), state.queue));
			const now = call_reach(state);
			const wait = reach_words(context, now);
			show(reach, wait !== null);
			set_text(reach, wait ?? "");
			start.disabled =
				now?.kind === "closed" ||
				now?.kind === "full" ||
				obstacle === "insecure" ||
				obstacle === "unsupported";
		},
	};
}

/** What this page can never do is said before anything is pressed. */
function lack(): "insecure" | "unsupported" | null {
	if (can_call()) return null;
	return window.isSecureContext ? "unsupported" : "insecure";
}
