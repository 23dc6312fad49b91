/**
 * What the rule tester of the admin and the page that it opened say to each
 * other: two messages between the windows, everything else over the port that
 * comes with the second. Neither side trusts the shape of what it hears.
 */
import type { MirrorRule } from "../mirror";

/** Type of the two messages between the windows. */
export const MESSAGE = "cobrowse.rule_test";

export interface TestPolicy {
	readonly rules: readonly MirrorRule[];
	readonly mask_all: boolean;
	readonly mask_title: boolean;
	readonly private_paths: readonly string[];
}

/** Page → its opener; only the origin that the widget came from receives it. */
export interface Ready {
	readonly type: typeof MESSAGE;
	readonly say: "ready";
	/** Origin and path. */
	readonly url: string;
	/** Key of the site, as the page's tag names it. */
	readonly site: string;
}

/** Tester → page, with the port. */
export interface Start {
	readonly type: typeof MESSAGE;
	readonly say: "start";
	readonly policy: TestPolicy;
	readonly words: Words;
}

/** The bar's texts, in the language of whoever tests. */
export interface Words {
	readonly bar: string;
	readonly stop: string;
}

export type FromPage =
	| { readonly say: "frame"; readonly bytes: Uint8Array }
	| { readonly say: "page"; readonly url: string }
	| ({ readonly say: "counts" } & Counts)
	/** Another page follows in this window, or none. */
	| { readonly say: "leaving" }
	/** Somebody pressed Stop on the page. */
	| { readonly say: "stopped" };

export type ToPage =
	| { readonly say: "policy"; readonly policy: TestPolicy }
	| { readonly say: "resync"; readonly node: number }
	| { readonly say: "stop" };

export interface Counts {
	/** How many elements each rule matches now. */
	readonly rules: readonly (readonly [id: number, count: number])[];
	/** Rules that this browser could not evaluate: the page is masked as a whole. */
	readonly failed: readonly number[];
	/** Outermost elements that the agent does not have as they are. */
	readonly hidden: number;
}

/** The message's fields, or null for what is no object. */
export const fields = (data: unknown): Record<string, unknown> | null =>
	typeof data === "object" && data !== null
		? (data as Record<string, unknown>)
		: null;

export const is_text = (value: unknown): value is string =>
	typeof value === "string" && value.length <= 4096;

const is_count = (value: unknown): value is number =>
	Number.isSafeInteger(value);

/** What the page says, or null for what is not exactly that. */
export function parse_from_page(data: unknown): FromPage | null {
	const message = fields(data);
	switch (message?.say) {
		case "frame":
			return message.bytes instanceof Uint8Array
				? { say: "frame", bytes: message.bytes }
				: null;
		case "page":
			return is_text(message.url) ? { say: "page", url: message.url } : null;
		case "counts": {
			const { rules, failed, hidden } = message;
			const is_pair = (pair: unknown) =>
				Array.isArray(pair) && pair.length === 2 && pair.every(is_count);
			return Array.isArray(rules) &&
				rules.every(is_pair) &&
				Array.isArray(failed) &&
				failed.every(is_count) &&
				is_count(hidden)
				? { say: "counts", rules, failed, hidden }
				: null;
		}
		case "leaving":
		case "stopped":
			return { say: message.say };
		default:
			return null;
	}
}
