import { no_drawings } from "./drawing_state";
import type { ChatStart, Outgoing, Panel, State } from "./state";
import { get_json, type Shelf, set_json } from "./storage";
import { has_something_to_resume } from "./views";

const PANELS: readonly Panel[] = [
	"channels",
	"call",
	"browser_call",
	"callback",
	"ask",
	"chat",
];

/** What a tab takes from one page to the next. */
type Kept = Pick<
	State,
	"panel" | "outbox" | "chat_id" | "read_seq" | "chat_start" | "drawings"
>;

const is_object = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null;

const is_outgoing = (value: unknown): value is Outgoing =>
	is_object(value) &&
	typeof value.client_id === "string" &&
	typeof value.text === "string";

const text = (value: unknown): string =>
	typeof value === "string" ? value : "";

function as_chat_start(value: unknown): ChatStart | null {
	if (!is_object(value) || !text(value.name)) return null;
	const { name, question, queue, contact } = value;
	return {
		name: text(name),
		question: text(question),
		queue: text(queue),
		contact: text(contact),
	};
}

/** Reads back what `keep` wrote; whatever is not as expected is left out. */
export function recall(tab: Shelf): Partial<Kept> {
	const kept = get_json(tab, "state", is_object);
	if (!kept) return {};
	const { panel, outbox, chat_id, read_seq, chat_start, drawings } = kept;
	return {
		drawings: { ...no_drawings, allowed: drawings !== "off" },
		panel: PANELS.find((known) => known === panel) ?? "none",
		outbox: Array.isArray(outbox)
			? outbox.filter(is_outgoing).map((message) => ({
					client_id: message.client_id,
					text: message.text,
					status: message.status === "failed" ? "failed" : "waiting",
				}))
			: [],
		chat_id: typeof chat_id === "string" ? chat_id : null,
		read_seq: typeof read_seq === "number" ? read_seq : 0,
		chat_start: as_chat_start(chat_start),
	};
}

export function keep(state: State, tab: Shelf, browser: Shelf): void {
	const { panel, outbox, chat_id, read_seq, chat_start } = state;
	const drawings = state.drawings.allowed ? "on" : "off";
	const kept = { panel, outbox, chat_id, read_seq, chat_start, drawings };
	set_json(tab, "state", kept);
	const resume = has_something_to_resume(state) ? "1" : null;
	if (state.connection === "open" && browser.get("resume") !== resume)
		browser.set("resume", resume);
}
