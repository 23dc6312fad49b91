/** Which lines of customers have arrived here, and which somebody has read. */
import type { DesktopState } from "./state";
import { is_live, type Thread } from "./thread";

export interface SeenMark {
	readonly interaction: string;
	readonly seq: number;
	readonly read: boolean;
}

interface Marks {
	readonly delivered: number;
	readonly read: number;
}

/** Says each mark once on a connection; the server keeps the highest of all. */
export class SeenMarks {
	#told = new Map<string, Marks>();

	/** What is new since the last time. */
	news(state: DesktopState): SeenMark[] {
		return state.threads.filter(is_live).flatMap((thread): SeenMark[] => {
			const id = thread.interaction.id;
			const told = this.#told.get(id) ?? known_marks(thread);
			const { seq, read } = reached(thread, state);
			const next: Marks = {
				delivered: Math.max(told.delivered, seq),
				read: Math.max(told.read, read ? seq : 0),
			};
			this.#told.set(id, next);
			if (next.read > told.read)
				return [{ interaction: id, seq: next.read, read: true }];
			if (next.delivered > told.delivered)
				return [{ interaction: id, seq: next.delivered, read: false }];
			return [];
		});
	}
}

const known_marks = ({ interaction }: Thread): Marks => ({
	delivered: interaction.receipts.agent_delivered,
	read: interaction.receipts.agent_read,
});

/** The customer's newest line here, and whether it is before somebody's eyes. */
function reached(
	thread: Thread,
	state: DesktopState,
): { seq: number; read: boolean } {
	let seq = 0;
	for (const line of thread.messages)
		if (line.author === "customer") seq = Math.max(seq, line.seq);
	return {
		seq,
		read: state.attentive && state.selected === thread.interaction.id,
	};
}
