import { write_request } from "../views";
import { Question } from "./dialog";
import { by_person, h, set_text } from "./dom";
import type { Context, TopPart } from "./part";

const TICK_MS = 250;

/** The agent asks for Write Mode; the question goes away when it has run out. */
export function create_write_request(context: Context): TopPart {
	const { commands, say } = context;
	const text = h("div", { attrs: { id: "write-text" } });
	const left = h("div", {
		class: "muted",
		attrs: { role: "timer", "aria-live": "off" },
	});
	const question = new Question(
		"",
		[
			text,
			left,
			h(
				"div",
				{ class: "answers" },
				h(
					"button",
					{
						class: "button",
						testid: "write-decline",
						press: by_person(() => commands.decline()),
					},
					say("write_decline"),
				),
				h(
					"button",
					{
						class: "button write",
						testid: "write-accept",
						press: by_person(() => commands.grant()),
					},
					say("write_accept"),
				),
			),
		],
		() => commands.decline(),
		"write",
	);
	let expires_at = "";
	let timer = 0;
	const tick = () => {
		const seconds = Math.ceil(context.until(expires_at) / 1000);
		set_text(left, say("write_expires", { seconds: Math.max(0, seconds) }));
		if (seconds <= 0) commands.let_request_lapse();
	};
	return {
		node: question.node,
		is_shown: (state) => write_request(state) !== null,
		update(state) {
			const request = write_request(state);
			window.clearInterval(timer);
			if (!request) {
				question.open = false;
				return;
			}
			const agent = request.agent_name || say("bar_agent");
			question.title = say("write_title", { agent });
			set_text(text, say("write_text", { agent }));
			expires_at = request.expires_at;
			question.open = true;
			timer = window.setInterval(tick, TICK_MS);
			tick();
		},
	};
}
