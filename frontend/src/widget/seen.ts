import type { State } from "./state";
import type { Store } from "./store";
import type { Receipts, WidgetOut } from "./wire";

/** What has arrived and what has been on the screen, as far as the server must hear. */
export interface Seen {
	readonly seq: number;
	readonly read: boolean;
}

type Told = Pick<Receipts, "customer_delivered" | "customer_read">;

/** The mark that is due, beyond what has been told; a read line has arrived, too. */
export function seen_due(state: State, told: Told): Seen | null {
	const newest =
		state.messages.filter((line) => line.author !== "customer").at(-1)?.seq ??
		0;
	const read = Math.min(newest, state.read_seq);
	if (read > told.customer_read) return { seq: read, read: true };
	return newest > Math.max(told.customer_delivered, told.customer_read)
		? { seq: newest, read: false }
		: null;
}

/** Tells the server each mark once on a connection, and again what a cut swallowed. */
export function tell_seen(
	store: Store,
	send: (message: WidgetOut) => boolean,
): void {
	let told: Told = { customer_delivered: 0, customer_read: 0 };
	let chat_id: string | null = null;
	store.watch((state, before) => {
		const chat = state.interaction;
		if (state.connection !== "open" || !chat || chat.state === "ended") return;
		if (chat.id !== chat_id || before.connection !== "open") {
			chat_id = chat.id;
			told = chat.receipts;
		}
		for (let due = seen_due(state, told); due; due = seen_due(state, told)) {
			if (!send({ type: "chat.seen", ...due })) return;
			told = {
				customer_delivered: Math.max(told.customer_delivered, due.seq),
				customer_read: due.read ? due.seq : told.customer_read,
			};
		}
	});
}
