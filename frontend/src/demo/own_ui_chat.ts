import type {
	Api,
	AvailabilityEvent,
	ChatEvent,
	ChatMessage,
	ConnectionEvent,
	UnsentMessage,
} from "../widget/api";
import { field, h } from "./dom";

export interface ChatPart {
	readonly node: HTMLElement;
	paint(event: ChatEvent): void;
	paint_availability(event: AvailabilityEvent): void;
	paint_connection(event: ConnectionEvent): void;
	say_problem(code: string): void;
}

/** The conversation: a form to begin, then lines, marks, and a place to write. */
export function create_chat(cobrowse: Api): ChatPart {
	const state = h("span", {
		className: "small",
		data: { testid: "own-state" },
	});
	const dot = h("span", { className: "own__dot", aria: { hidden: "true" } });
	const problem = h("p", { className: "alert alert--warn", role: "alert" });
	const name = h("input", {
		className: "input",
		id: "own-name",
		maxLength: 80,
		autocomplete: "given-name",
		data: { testid: "own-name" },
	});
	const queue = h("select", {
		className: "select",
		id: "own-queue",
		data: { testid: "own-queue" },
	});
	const about = field("About", queue);
	const form = h(
		"form",
		{ className: "own__begin" },
		h("p", {}, "Ask us anything about your gear."),
		field("Your name", name),
		about,
		h(
			"button",
			{ className: "btn btn--primary", data: { testid: "own-start" } },
			"Talk to the concierge",
		),
	);
	const log = h("ol", {
		className: "own__log",
		role: "log",
		data: { testid: "own-log" },
		aria: { label: "Conversation" },
	});
	const typing = h("p", {
		className: "own__typing small muted",
		data: { testid: "own-typing" },
	});
	const input = h("input", {
		className: "input",
		maxLength: 4000,
		placeholder: "Write to the concierge",
		data: { testid: "own-input" },
		aria: { label: "Message" },
	});
	const say = h(
		"form",
		{ className: "own__say" },
		input,
		h("button", { className: "btn btn--primary" }, "Send"),
	);
	const end = h(
		"button",
		{
			className: "btn btn--quiet btn--sm",
			type: "button",
			data: { testid: "own-end" },
		},
		"End",
	);
	const keep = h(
		"button",
		{ className: "btn btn--quiet btn--sm", type: "button" },
		"Keep a copy",
	);
	const tools = h("div", { className: "own__tools" }, keep, end);
	const node = h(
		"section",
		{ className: "own__card" },
		h(
			"header",
			{ className: "own__head" },
			dot,
			h("div", {}, h("b", {}, "Concierge"), state),
		),
		problem,
		form,
		log,
		typing,
		say,
		tools,
	);
	problem.hidden = true;

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const options = queue.value ? { queue: queue.value } : {};
		void cobrowse.startChat(name.value, "", options);
	});
	say.addEventListener("submit", (event) => {
		event.preventDefault();
		void cobrowse.sendMessage(input.value).then(({ ok }) => {
			if (ok) input.value = "";
		});
	});
	input.addEventListener("input", () => void cobrowse.tellTyping());
	end.addEventListener("click", () => void cobrowse.endChat());
	keep.addEventListener("click", () => void save(cobrowse));

	return {
		node,
		paint(event) {
			const live = !["none", "ended"].includes(event.state);
			form.hidden = live;
			say.hidden = !live || event.state === "starting";
			log.hidden = event.state === "none";
			end.hidden = !live;
			tools.hidden = event.state === "none" || event.state === "starting";
			state.textContent = words(event);
			dot.dataset.state = event.state;
			typing.hidden = !event.typing;
			typing.textContent = `${event.agent_name ?? "Somebody"} is writing …`;
			log.replaceChildren(
				...event.messages.map((line) => line_node(line, event)),
				...event.unsent.map((line) => unsent_node(line, cobrowse)),
			);
			log.scrollTop = log.scrollHeight;
			if (live) problem.hidden = true;
			// What stands in this window has been seen, if the window has.
			if (live && event.unread > 0 && document.visibilityState === "visible")
				void cobrowse.markRead();
		},
		paint_availability({ known, chat_available, queues }) {
			const chats = queues.filter(({ media }) => media === "chat");
			queue.replaceChildren(
				...chats.map(({ key, name: words }) =>
					h("option", { value: key }, words),
				),
			);
			about.hidden = chats.length < 2;
			if (known && !chat_available) {
				problem.hidden = false;
				problem.textContent = "We are closed at the moment.";
			}
		},
		paint_connection(event) {
			node.dataset.connection = event.state;
		},
		say_problem(code) {
			problem.hidden = false;
			problem.textContent = PROBLEMS[code] ?? `That did not work (${code}).`;
		},
	};
}

const PROBLEMS: Readonly<Record<string, string>> = {
	interaction_required: "Somebody has to be with you in the chat first.",
	queue_closed: "We are closed at the moment.",
	no_agents: "Nobody is here at the moment.",
	queue_full: "Too many are waiting. Please try again later.",
	unsupported: "This browser cannot share pages.",
};

function words(event: ChatEvent): string {
	switch (event.state) {
		case "active":
			return `${event.agent_name ?? "Somebody"} is with you`;
		case "queued":
		case "offered":
			return event.queue_position
				? `You are number ${event.queue_position}`
				: "One moment";
		case "starting":
			return "One moment";
		case "parked":
			return "Write whenever you like";
		case "ended":
			return "The conversation has ended";
		case "none":
			return "At your service";
	}
}

function line_node(line: ChatMessage, event: ChatEvent): HTMLElement {
	const mark =
		line.author !== "customer"
			? ""
			: line.seq <= event.read_seq
				? "Read"
				: line.seq <= event.delivered_seq
					? "Delivered"
					: "Sent";
	return h(
		"li",
		{ className: `own__line own__line--${line.author}` },
		h("span", { data: { testid: "own-line" } }, line.text),
		mark
			? h("small", { className: "muted", data: { testid: "own-mark" } }, mark)
			: "",
	);
}

function unsent_node(line: UnsentMessage, cobrowse: Api): HTMLElement {
	const again = h(
		"button",
		{ className: "btn btn--quiet btn--sm", type: "button" },
		"Send again",
	);
	again.addEventListener("click", () => {
		void cobrowse.retryMessage(line.client_id);
	});
	return h(
		"li",
		{ className: "own__line own__line--customer own__line--unsent" },
		h("span", {}, line.text),
		line.status === "failed" ? again : h("small", {}, "Sending …"),
	);
}

async function save(cobrowse: Api): Promise<void> {
	const { text } = await cobrowse.downloadTranscript();
	if (!text) return;
	const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
	h("a", { href: url, download: "concierge.txt" }).click();
	URL.revokeObjectURL(url);
}
