import type {
	Api,
	ChatEvent,
	ModeEvent,
	SessionEvent,
	WriteRequestEvent,
} from "../widget/api";
import { h } from "./dom";

export interface SharingPart {
	/** Beside the chat: the offer to share, with the consent. */
	readonly card: HTMLElement;
	/** Across the page while it is shared. */
	readonly bar: HTMLElement;
	paint_chat(event: ChatEvent): void;
	paint_session(event: SessionEvent): void;
	paint_mode(event: ModeEvent): void;
	paint_request(event: WriteRequestEvent): void;
}

const button = (testid: string, look: string, text: string) =>
	h(
		"button",
		{ className: `btn btn--sm ${look}`, type: "button", data: { testid } },
		text,
	);

/** Consent first; then what is going on, and the way out, always in sight. */
export function create_sharing(cobrowse: Api): SharingPart {
	const share = button("own-share", "btn--primary", "Yes, share this page");
	const note = h("p", { className: "small muted" });
	const card = h(
		"section",
		{ className: "own__card own__offer", aria: { label: "Share this page" } },
		h("h2", { className: "h3" }, "Shall I look at it with you?"),
		h(
			"p",
			{ className: "small" },
			"I will see this page as you see it, live. Passwords, card data and your date of birth stay with you, and I can change nothing unless you allow it. You can stop at any time.",
		),
		share,
		note,
	);
	const words = h("b", { data: { testid: "own-session" } });
	const pause = button("own-pause", "", "Pause");
	const revoke = button("own-revoke", "", "Take back control");
	const stop = button("own-stop", "btn--danger", "Stop sharing");
	const allow = button("own-allow", "btn--primary", "Allow");
	const refuse = button("own-refuse", "", "Not now");
	const question = h("span", { data: { testid: "own-question" } });
	const asked = h(
		"div",
		{
			className: "own__asked",
			role: "alertdialog",
			aria: { label: "Request" },
		},
		question,
		allow,
		refuse,
	);
	const bar = h(
		"section",
		{
			className: "own__bar",
			aria: { label: "Sharing" },
			data: { cobrowse: "ignore" },
		},
		words,
		asked,
		h("span", { className: "grow" }),
		revoke,
		pause,
		stop,
	);
	card.hidden = bar.hidden = asked.hidden = revoke.hidden = true;

	let session: SessionEvent | null = null;
	let chat: ChatEvent | null = null;
	let writing = false;
	// With the built-in screens off this click is the customer's yes: the text above
	// says to what.
	share.addEventListener("click", () => void cobrowse.startSession("chat"));
	stop.addEventListener("click", () => void cobrowse.endSession());
	pause.addEventListener("click", () => {
		if (session?.paused) void cobrowse.resumeSession();
		else void cobrowse.pauseSession();
	});
	revoke.addEventListener("click", () => void cobrowse.revokeWriteMode());
	allow.addEventListener("click", () => void cobrowse.acceptWriteMode());
	refuse.addEventListener("click", () => void cobrowse.declineWriteMode());

	const paint = () => {
		const state = session?.state ?? "none";
		const live =
			state === "starting" || state === "pending" || state === "active";
		bar.hidden = !live;
		bar.dataset.mode = writing ? "write" : "pointer";
		document.documentElement.toggleAttribute(
			"data-shared",
			live && !session?.paused,
		);
		card.hidden = live || chat?.state !== "active";
		pause.hidden = state !== "active";
		pause.textContent = session?.paused ? "Go on sharing" : "Pause";
		words.textContent = shared_words(session, writing);
		note.textContent =
			state === "ended" ? "We have stopped looking at your page." : "";
	};
	return {
		card,
		bar,
		paint_chat(event) {
			chat = event;
			paint();
		},
		paint_session(event) {
			session = event;
			paint();
		},
		paint_mode({ mode }) {
			writing = mode === "write";
			revoke.hidden = !writing;
			paint();
		},
		paint_request({ pending, agent_name }) {
			asked.hidden = !pending;
			question.textContent = `${agent_name ?? "The agent"} would like to fill this in with you.`;
		},
	};
}

function shared_words(session: SessionEvent | null, writing: boolean): string {
	if (session?.paused) return "Paused: nobody sees this page";
	const agent = session?.agent_name ?? "the agent";
	if (session?.state !== "active") return "Getting ready …";
	if (session.sharing === "elsewhere") return "Another tab is shared";
	return writing ? `${agent} may fill this in` : `${agent} sees this page`;
}
