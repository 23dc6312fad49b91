/** What the windows of a page and its frames say to each other (P-74); anything else is ignored. */
export type FrameWord = "frame.call" | "frame.hello" | "frame.offer";

/** What a port brings to the page, besides STREAM frames (P-75). */
export interface FromFrame {
	readonly join?: unknown;
	readonly alive?: unknown;
	readonly bye?: unknown;
	/** What its recorder mended or worked round; one of PROBLEMS. */
	readonly problem?: unknown;
}

/** What a port brings to the frame. */
export interface FromPage {
	readonly took?: unknown;
	readonly resync?: unknown;
	readonly ask?: unknown;
	readonly stop?: unknown;
}

/** What a recorder may report (docs/mirror.md, Problems). */
export const PROBLEMS: ReadonlySet<unknown> = new Set([
	"css_unreadable",
	"drift",
	"node_error",
	"page_too_large",
	"recorder_error",
	"rule_error",
]);

/** Longest id or ticket that is looked at. */
const MOST_CHARS = 128;

export function is_word(data: unknown, word: FrameWord): boolean {
	return text_in(data, "cobrowse") === word;
}

/** A short text that a message holds under a name. */
export function text_in(data: unknown, name: string): string | null {
	if (typeof data !== "object" || data === null) return null;
	const value: unknown = Object.getOwnPropertyDescriptor(data, name)?.value;
	const is_short = typeof value === "string" && value.length <= MOST_CHARS;
	return is_short ? value : null;
}
