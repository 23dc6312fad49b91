/** Selectors and URL patterns for somebody who wants to hide what the tester found. */
import { getAttribute, localName, query, rootOf } from "../mirror/natives";

/** Names that a build tool or a database made up change with the next release, or with the customer. */
const MADE_UP =
	/\d{3,}|^(?:css|sc|jsx|emotion|svelte|ng|ember|react|radix|mui|headlessui)-|[a-z]\d[a-z]|__[\w-]{5,}$|^[:_]|[A-Z]{2,}[a-z\d][A-Z]/;
const MOST_NAME = 60;
/** Classes of states and layout say nothing of what an element is. */
const VAGUE =
	/^(?:active|open|show|hidden|visible|selected|disabled|focus|is-|has-|row$|col|container|wrapper?|content$|inner$|left$|right$|btn|button|input$|field$|text|form-control|flex|grid|w-|h-|p[xytrbl]?-|m[xytrbl]?-)/;

export interface Suggestion {
	readonly selector: string;
	/** It says what the element is, by a name that somebody gave it. */
	readonly stable: boolean;
}

export function suggest(element: Element): Suggestion {
	const own = named(element);
	if (own) return { selector: own, stable: true };
	const tag = localName(element);
	const above = element.parentElement?.closest("[id], [class]") ?? null;
	for (let at = above; at; at = at.parentElement) {
		const name = named(at);
		if (name && /^[a-z][\w-]*$/.test(tag))
			return { selector: `${name} ${tag}`, stable: true };
	}
	return { selector: typed(element), stable: false };
}

function named(element: Element): string | null {
	const id = getAttribute(element, "id");
	if (id && is_given(id)) return `#${CSS.escape(id)}`;
	const classes = [...element.classList].filter(
		(name) => is_given(name) && !VAGUE.test(name),
	);
	const root = rootOf(element);
	const counted = classes.map((name) => {
		const selector = `.${CSS.escape(name)}`;
		return { selector, count: query(root, selector).length };
	});
	counted.sort((a, b) => a.count - b.count);
	return counted[0]?.selector ?? null;
}

const is_given = (name: string): boolean =>
	name.length <= MOST_NAME && !MADE_UP.test(name);

function typed(element: Element): string {
	const tag = localName(element);
	const type = getAttribute(element, "type");
	return tag === "input" && type && /^[a-z]+$/.test(type)
		? `input[type=${type}]`
		: tag;
}

/** The page's path; what looks like an id in it stands for any. */
export function suggest_pattern(url: string): string {
	try {
		const { pathname } = new URL(url);
		return pathname
			.split("/")
			.map((part) => (/\d{3,}|^[\da-f-]{16,}$|%40|@/i.test(part) ? "*" : part))
			.join("/");
	} catch {
		return "*";
	}
}
