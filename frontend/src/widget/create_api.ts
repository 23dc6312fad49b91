import type {
	Api,
	CallbackOptions,
	DrawingTool,
	Options,
	Outcome,
	TranscriptOutcome,
} from "./api";
import type { CallControl } from "./call/control";
import type { Cobrowse } from "./cobrowse";
import type { Events } from "./events";
import type { Link } from "./link";
import type { CallbackWish } from "./state";
import type { Store } from "./store";
import { is_supported } from "./support";
import type { Commands } from "./ui/part";
import { VERSION } from "./version";
import {
	call_is_answered,
	has_live_call,
	has_live_chat,
	live_session,
	may_start_session,
	write_request,
} from "./views";

const DRAWING_TOOLS: readonly DrawingTool[] = [
	"none",
	"pen",
	"arrow",
	"box",
	"highlight",
	"note",
];
const TEXT_MAX = 4_000;
const NAME_MAX = 80;
const QUESTION_MAX = 2_000;
const KEY_MAX = 40;
const CONTACT_MAX = 120;
const PHONE_MIN = 4;
const PHONE_MAX = 40;

export interface ApiParts {
	readonly store: Store;
	readonly link: Link;
	readonly cobrowse: Cobrowse;
	readonly commands: Commands;
	readonly calls: CallControl;
	readonly events: Events;
	readonly on_error: (code: string, detail: string) => void;
	readonly with_ui: () => boolean;
	readonly guest: () => string;
	readonly download: () => Promise<TranscriptOutcome>;
	readonly configure: (options: Options) => void;
}

const done = (ok: boolean, code = "not_possible_now"): Promise<Outcome> =>
	Promise.resolve(ok ? { ok } : { ok, code });

const line = (value: unknown, limit: number): string =>
	String(value).trim().slice(0, limit);

/** Null for a wish that the server would refuse: no number, or no time. */
function as_wish(options: CallbackOptions, queue: string): CallbackWish | null {
	const phone_number = line(options?.phone_number ?? "", PHONE_MAX);
	const wanted = options?.preferred_at ?? null;
	const at = wanted === null ? null : new Date(wanted);
	if (phone_number.length < PHONE_MIN || Number.isNaN(at?.getTime() ?? 0))
		return null;
	return {
		name: line(options.name ?? "", NAME_MAX),
		phone_number,
		text: String(options.text ?? "").slice(0, QUESTION_MAX),
		queue: line(options.queue ?? queue, KEY_MAX),
		preferred_at: at?.toISOString() ?? null,
	};
}

/** `window.Cobrowse` once the app is here: the same commands as the buttons'. */
export function create_api(parts: ApiParts): Api {
	const { store, link, cobrowse, commands, events } = parts;
	return {
		version: VERSION,
		isSupported: () => is_supported(),
		async startSession(media) {
			if (!may_start_session(store.state))
				return done(false, "session_running");
			const obstacle = cobrowse.obstacle();
			await commands.ask_cobrowse(media ?? null);
			if (obstacle) return done(false, obstacle);
			if (cobrowse.stack.is_set && !store.state.consent)
				return done(false, "no_interaction");
			if (parts.with_ui()) return done(true);
			// Without our windows the page's own button is the customer's yes.
			if (!store.state.consent) {
				commands.show("none");
				parts.on_error("interaction_required", "");
				return done(false, "interaction_required");
			}
			commands.consent(true);
			return done(true);
		},
		endSession() {
			if (!live_session(store.state) && !store.state.session_start)
				return done(false);
			commands.stop();
			return done(true);
		},
		pauseSession() {
			const session = live_session(store.state);
			const can = session?.state === "active" && !session.paused;
			// Also during a cut: it counts here, and the server is told afterwards.
			const { sharing } = store.state;
			if (!can || (sharing !== "live" && sharing !== "lost"))
				return done(false);
			commands.pause();
			return done(true);
		},
		resumeSession() {
			if (!live_session(store.state)?.paused) return done(false);
			commands.resume();
			return done(true);
		},
		downloadTranscript: () => parts.download(),
		acceptWriteMode() {
			if (!write_request(store.state)) return done(false);
			commands.grant();
			return done(true);
		},
		declineWriteMode() {
			if (!write_request(store.state)) return done(false);
			commands.decline();
			return done(true);
		},
		revokeWriteMode() {
			if (store.state.session?.mode !== "write") return done(false);
			commands.revoke();
			return done(true);
		},
		drawWith(tool, by_keyboard = false) {
			const { drawing } = cobrowse;
			const known = (DRAWING_TOOLS as readonly unknown[]).includes(tool);
			if (!drawing || !known || !store.state.drawings.allowed)
				return done(false);
			commands.draw(tool, by_keyboard === true);
			return done(true);
		},
		undoDrawing() {
			if (store.state.drawings.own === 0) return done(false);
			commands.undo_drawing();
			return done(true);
		},
		clearDrawings() {
			if (store.state.drawings.count === 0) return done(false);
			commands.clear_drawings();
			return done(true);
		},
		allowDrawings(allowed) {
			commands.allow_drawings(allowed === true);
			return done(true);
		},
		startChat(name, question = "", options = {}) {
			if (has_live_chat(store.state) || store.state.chat_start)
				return done(false, "chat_running");
			store.dispatch({ do: "forget_chat" });
			link.start_chat({
				name: line(name, NAME_MAX) || parts.guest(),
				question: String(question).slice(0, QUESTION_MAX),
				queue: line(options?.queue ?? store.state.queue, KEY_MAX),
				contact: line(options?.contact ?? "", CONTACT_MAX),
			});
			// Nothing of ours is on the screen, so nothing counts as read by itself.
			if (!parts.with_ui()) commands.show("none");
			return done(true);
		},
		sendMessage(text) {
			const said = String(text).trim();
			if (!said) return done(false, "empty");
			if (said.length > TEXT_MAX) return done(false, "too_long");
			if (!has_live_chat(store.state)) return done(false, "no_interaction");
			const before = store.state.outbox.length;
			commands.send_message(said);
			return done(store.state.outbox.length > before, "too_many_unsent");
		},
		retryMessage(client_id) {
			const failed = store.state.outbox.some(
				(message) =>
					message.client_id === client_id && message.status === "failed",
			);
			if (!failed) return done(false);
			commands.retry_message(String(client_id));
			return done(true);
		},
		tellTyping() {
			if (!has_live_chat(store.state)) return done(false);
			commands.tell_typing();
			return done(true);
		},
		markRead() {
			if (!store.state.interaction) return done(false);
			store.dispatch({ do: "read" });
			return done(true);
		},
		endChat() {
			if (!has_live_chat(store.state)) return done(false);
			commands.end_chat();
			return done(true);
		},
		startCall(name, options = {}) {
			if (has_live_call(store.state) || store.state.talk.start !== "none")
				return done(false, "call_running");
			store.dispatch({ do: "forget_call" });
			parts.calls.start({
				name: line(name, NAME_MAX) || parts.guest(),
				queue: line(options?.queue ?? store.state.queue, KEY_MAX),
			});
			return done(true);
		},
		endCall() {
			if (!has_live_call(store.state) && store.state.talk.start === "none")
				return done(false);
			parts.calls.end();
			return done(true);
		},
		muteCall(muted) {
			if (!call_is_answered(store.state) || !store.state.talk.here)
				return done(false);
			parts.calls.mute(muted === true);
			return done(true);
		},
		connect() {
			link.open();
			return done(true);
		},
		requestCallback(options) {
			const wish = as_wish(options, store.state.queue);
			if (!wish) return done(false, "bad_callback");
			link.request_callback(wish);
			return done(true);
		},
		cancelCallback() {
			if (!store.state.callback) return done(false);
			return done(link.send({ type: "callback.cancel" }));
		},
		on: (name, listener) => events.on(name, listener),
		off: (name, listener) => events.off(name, listener),
		configure(options) {
			if (options && typeof options === "object") parts.configure(options);
		},
	};
}
