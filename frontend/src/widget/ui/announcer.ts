import type { State } from "../state";
import type { StringName } from "../strings";
import { bar_view, is_watched, unread_count } from "../views";
import { h } from "./dom";
import type { Context } from "./part";

export interface Announcement {
	readonly name: StringName;
	readonly agent: string;
}

/** What a screen reader says of a change that is not in a window it reads anyway. */
export function announcements(state: State, before: State): Announcement[] {
	const said: Announcement[] = [];
	const chat = state.interaction;
	const say = (name: StringName, agent: string | null | undefined) =>
		said.push({ name, agent: agent ?? "" });
	const same_chat = chat !== null && chat.id === before.interaction?.id;
	if (
		same_chat &&
		chat.state === "active" &&
		before.interaction?.state !== "active"
	)
		say("say_joined", chat.agent_name);
	const newer = unread_count(state) > unread_count(before);
	const newest = state.messages
		.filter((line) => line.author === "agent")
		.at(-1);
	if (newer && before.site !== null && newest) say("say_message", newest.name);
	const view = bar_view(state);
	const was = bar_view(before);
	if (view.kind === was.kind) return said;
	const agent = "agent" in view ? view.agent : "";
	if (view.kind === "viewing")
		say(
			was.kind === "editing"
				? "say_not_editing"
				: was.kind === "paused"
					? "say_resumed"
					: "say_sharing",
			agent,
		);
	else if (view.kind === "editing") say("say_editing", agent);
	else if (view.kind === "paused") say("say_paused", agent);
	else if (view.kind === "ended" && (is_watched(before) || was.kind !== "none"))
		say("say_stopped", agent);
	return said;
}

/** A place in line changes often; it is said at most this often. */
const POSITION_EACH_MS = 30_000;
/** Old words go, so that nobody reads them later as if they were new. */
const FORGET_MS = 10_000;

/** The widget's one voice for screen readers, present all the time. */
export class Announcer {
	readonly node = h("div", {
		class: "visually-hidden",
		attrs: { role: "status", "aria-live": "polite" },
	});
	#said_position = 0;
	#position_at = Number.NEGATIVE_INFINITY;

	update(context: Context, state: State, before: State): void {
		const { say } = context;
		for (const { name, agent } of announcements(state, before))
			this.speak(say(name, { agent: agent || say("bar_agent") }));
		const position = state.interaction?.queue_position ?? 0;
		const now = Date.now();
		const due = now - this.#position_at > POSITION_EACH_MS;
		if (!position || position === this.#said_position || !due) return;
		this.#said_position = position;
		this.#position_at = now;
		this.speak(say("say_waiting", { position }));
	}

	speak(text: string): void {
		const line = h("div", {}, text);
		this.node.append(line);
		window.setTimeout(() => line.remove(), FORGET_MS);
	}
}
