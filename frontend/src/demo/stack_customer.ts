/**
 * The made-up bank's own chat window, and the adapter that lets the widget ride on it
 * (docs/embedding.md). Of the widget it uses `window.Cobrowse` and nothing else.
 */
import type { Api } from "../widget/api";
import { h } from "./dom";
import { ask, type Chat } from "./stack_chat";

const POLL_MS = 1_000;
const KEPT = "nordlys-chat";

const place = document.querySelector<HTMLElement>("#nordlys-chat");
const { chatUrl = "", csrf = "" } = place?.dataset ?? {};
let chat: Chat | null = null;

async function tell(wish: string, more: Record<string, string> = {}) {
	const answer = await ask(chatUrl, csrf, {
		wish,
		chat: chat?.id ?? sessionStorage.getItem(KEPT) ?? "",
		...more,
	});
	if (answer.chat) {
		chat = answer.chat;
		sessionStorage.setItem(KEPT, chat.id);
		paint();
	}
	return answer.ok;
}

function use_widget(cobrowse: Api): void {
	cobrowse.configure({
		stack: {
			// An answer of the bank's own server: is somebody there?
			async is_agent_connected() {
				await tell("look");
				return chat?.state === "talking";
			},
			// The bank's server brings the digits to the platform, over REST.
			async hand_over_session_id(session_id) {
				if (!(await tell("digits", { session_id })))
					throw new Error("the chat did not take the digits");
			},
		},
	});
	cobrowse.on("session", ({ state }) => {
		share.hidden = state !== "none" && state !== "ended";
		share.disabled = state === "starting";
	});
	share.addEventListener("click", () => void cobrowse.startSession());
}

const log = h("div", {
	className: "nchat__log",
	data: { testid: "stack-log" },
});
const input = h("input", {
	className: "input",
	placeholder: "Write a message",
	maxLength: 500,
	data: { testid: "stack-input" },
	aria: { label: "Message" },
});
const share = h(
	"button",
	{ className: "btn btn--sm", type: "button", data: { testid: "stack-share" } },
	"Share this page",
);
const end = h(
	"button",
	{
		className: "btn btn--quiet btn--sm",
		type: "button",
		data: { testid: "stack-end" },
	},
	"End chat",
);
const say = h(
	"form",
	{ className: "nchat__say" },
	input,
	h("button", { className: "btn btn--primary" }, "Send"),
);
const name = h("input", {
	className: "input",
	placeholder: "Your name",
	maxLength: 40,
	data: { testid: "stack-name" },
	aria: { label: "Your name" },
});
const begin = h(
	"form",
	{ className: "nchat__begin" },
	h("p", {}, "Talk to an adviser. They can look at the form with you."),
	name,
	h(
		"button",
		{ className: "btn btn--primary", data: { testid: "stack-start" } },
		"Start chat",
	),
);
const status = h("span", {
	className: "small",
	data: { testid: "stack-state" },
});
const tools = h("div", { className: "nchat__tools" }, share, end);

function paint(): void {
	const live = chat !== null && chat.state !== "ended";
	begin.hidden = live;
	log.hidden = chat === null;
	say.hidden = tools.hidden = !live;
	share.toggleAttribute("data-ready", chat?.state === "talking");
	status.textContent =
		chat?.state === "talking"
			? `with ${chat.agent}`
			: live
				? "waiting for an adviser"
				: "closed";
	const lines = chat?.lines ?? [];
	if (log.childElementCount === lines.length) return;
	log.replaceChildren(
		...lines.map(({ author, text }) =>
			h("p", { className: `nchat__line nchat__line--${author}` }, text),
		),
	);
	log.scrollTop = log.scrollHeight;
}

begin.addEventListener("submit", (event) => {
	event.preventDefault();
	chat = null;
	void tell("start", { chat: "", name: name.value });
});
say.addEventListener("submit", (event) => {
	event.preventDefault();
	const text = input.value;
	input.value = "";
	if (text.trim()) void tell("say", { text });
});
end.addEventListener("click", () => void tell("end"));

place?.append(
	h(
		"section",
		{
			className: "nchat",
			aria: { label: "Nordlys chat" },
		},
		h(
			"header",
			{ className: "nchat__head" },
			h("b", {}, "Nordlys chat"),
			status,
		),
		log,
		begin,
		say,
		tools,
	),
);
paint();
if (sessionStorage.getItem(KEPT)) void tell("look");
setInterval(() => {
	if (chat && chat.state !== "ended") void tell("look");
}, POLL_MS);

/** The tag is asynchronous: the widget's object comes when it comes. */
function when_widget(found: (api: Api) => void): void {
	const { Cobrowse } = window as { Cobrowse?: Api };
	if (Cobrowse) found(Cobrowse);
	else setTimeout(() => when_widget(found), 50);
}
when_widget(use_widget);
