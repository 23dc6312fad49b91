/** What `/reports/realtime/figures` answers (reporting/realtime/wording.py). */
export interface Cell {
	key: string;
	text: string;
	level?: "warning" | "alarm";
	level_word?: string;
	note?: string;
	whole?: string;
	href?: string;
}

export interface Row {
	id: number;
	name: string;
	place: string;
	cells: Cell[];
}

export interface Panel {
	key: string;
	cells: Cell[];
	rows: Row[];
}

export interface Figures {
	at: string;
	at_text: string;
	seconds: number;
	panels: Panel[];
}

/** "template.statistic" → a value per minute of the last hour, oldest first. */
export type Series = Record<string, (number | null)[]>;
