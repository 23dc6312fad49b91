/**
 * The made-up bank's own agent desktop: its chats, and the platform's embedded page in
 * a frame, spoken to by its message API (docs/api.md) and by nothing else.
 */
import type { EmbedSession } from "../embed/messages";
import { h } from "./dom";
import { ask, type Chat } from "./stack_chat";

const POLL_MS = 1_000;
const VERSION = 1;

const by_id = <E extends HTMLElement>(id: string): E => {
	const found = document.getElementById(id);
	if (!found) throw new Error(`no #${id}`);
	return found as E;
};
const { chatsUrl = "", csrf = "" } = by_id("crm").dataset;
const agent = by_id<HTMLSelectElement>("crm-agent");
const frame = by_id<HTMLIFrameElement>("crm-frame");
const platform = new URL(frame.src).origin;
const state = by_id("crm-state");
const where = by_id("crm-where");
const write = by_id<HTMLButtonElement>("crm-write");
const stop = by_id<HTMLButtonElement>("crm-stop");

let chats: readonly Chat[] = [];
let chosen = "";

// -- the frame ------------------------------------------------------------------------
function tell_frame(type: string): void {
	frame.contentWindow?.postMessage({ type, version: VERSION }, platform);
}

interface FromFrame {
	readonly type?: string;
	readonly version?: number;
	readonly session?: EmbedSession | null;
	readonly signed_in?: boolean;
	readonly agent_name?: string | null;
	readonly code?: string;
}

window.addEventListener("message", (event) => {
	// Only the platform, only from our frame: anybody may post to a window.
	if (event.origin !== platform || event.source !== frame.contentWindow) return;
	const message = event.data as FromFrame;
	if (message?.version !== VERSION) return;
	if (message.type === "cobrowse.ready")
		show_state(
			message.signed_in ? `Ready for ${message.agent_name}` : "Sign in below",
			message.signed_in ? "ok" : "warn",
		);
	else if (message.type === "cobrowse.session" && message.session)
		show_session(message.session);
	else if (message.type === "cobrowse.error")
		show_state(`Refused: ${message.code}`, "warn");
});

function show_state(text: string, tone: "ok" | "warn" | "info"): void {
	state.textContent = text;
	state.className = `badge badge--dot badge--${tone}`;
}

function show_session(session: EmbedSession): void {
	const live = session.state === "active";
	const writing = session.mode === "write";
	show_state(
		live
			? session.paused
				? "Paused by the customer"
				: writing
					? "You may fill in"
					: session.write_requested
						? "Asked, waiting"
						: "Looking along"
			: "Sharing has ended",
		live ? (writing ? "warn" : "ok") : "info",
	);
	where.textContent = live ? (session.page?.title ?? "") : "";
	write.disabled = !live || writing || session.write_requested;
	stop.disabled = !live;
}

write.addEventListener("click", () => tell_frame("cobrowse.request_write"));
stop.addEventListener("click", () => tell_frame("cobrowse.stop"));
// Whatever was said before this script ran is said again.
tell_frame("cobrowse.status");

// -- the bank's chats -----------------------------------------------------------------
async function tell(wish: string, more: Record<string, string> = {}) {
	const answer = await ask(chatsUrl, csrf, {
		wish,
		agent: agent.value,
		chat: chosen,
		...more,
	});
	const before = JSON.stringify(chats);
	if (answer.ok) chats = answer.chats;
	if (wish !== "look" || JSON.stringify(chats) !== before) paint();
}

const input = h("input", {
	className: "input",
	placeholder: "Answer",
	maxLength: 500,
	data: { testid: "crm-input" },
	aria: { label: "Answer" },
});
const log = h("div", { className: "nchat__log crm__log" });
const say = h(
	"form",
	{ className: "nchat__say" },
	input,
	h("button", { className: "btn btn--primary" }, "Send"),
);
const take = h(
	"button",
	{
		className: "btn btn--primary",
		type: "button",
		data: { testid: "crm-take" },
	},
	"Take",
);
const end = h(
	"button",
	{ className: "btn btn--sm", type: "button", data: { testid: "crm-end" } },
	"End chat",
);
const title = h("h2", { className: "h3" });
by_id("crm-talk").append(
	h("header", { className: "crm__head" }, title, take, end),
	log,
	say,
);
const list = by_id("crm-chats");

function paint(): void {
	const current = chats.find((chat) => chat.id === chosen);
	list.replaceChildren(
		...chats.map((chat) => {
			const button = h(
				"button",
				{
					className: "crm__chat",
					type: "button",
					data: { testid: "crm-chat", state: chat.state },
				},
				h("b", {}, chat.name),
				h("span", { className: "small muted" }, words(chat)),
			);
			if (chat.id === chosen) button.setAttribute("aria-current", "true");
			button.addEventListener("click", () => {
				chosen = chat.id;
				paint();
			});
			return h("li", {}, button);
		}),
	);
	by_id("crm-none").hidden = chats.length > 0;
	title.textContent = current?.name ?? "No chat chosen";
	const mine = current?.state === "talking" && current.agent === agent.value;
	take.hidden = !current || current.state === "ended" || mine;
	end.hidden = say.hidden = !mine;
	const lines = current?.lines ?? [];
	const shown = log.dataset.chat === chosen ? log.childElementCount : -1;
	if (shown === lines.length) return;
	log.dataset.chat = chosen;
	log.replaceChildren(
		...lines.map(({ author, text }) =>
			h("p", { className: `nchat__line nchat__line--${author}` }, text),
		),
	);
	log.scrollTop = log.scrollHeight;
}

const words = (chat: Chat): string =>
	chat.state === "talking" ? `with ${chat.agent}` : chat.state;

take.addEventListener("click", () => void tell("take"));
end.addEventListener("click", () => void tell("end"));
agent.addEventListener("change", paint);
say.addEventListener("submit", (event) => {
	event.preventDefault();
	const text = input.value;
	input.value = "";
	if (text.trim()) void tell("say", { text });
});
paint();
void tell("look");
setInterval(() => void tell("look"), POLL_MS);
