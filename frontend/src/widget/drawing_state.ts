import type { DrawingTool } from "../control/annotate/tool";
import type { NoteWords } from "./sharing_contract";

/** What is drawn on this page, and with what the customer draws. */
export interface DrawingState {
	/** Of both sides. */
	readonly count: number;
	/** The customer's own. */
	readonly own: number;
	readonly notes: readonly NoteWords[];
	/** In the customer's hand. */
	readonly tool: DrawingTool;
	/** False: the customer wants none, nobody's. */
	readonly allowed: boolean;
}

export const no_drawings: DrawingState = {
	count: 0,
	own: 0,
	notes: [],
	tool: "none",
	allowed: true,
};
