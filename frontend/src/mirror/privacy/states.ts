import { STATE_NAME } from "../names";
import { fieldsetFields, formFields, localName, matches } from "../natives";
import { LIMITS, STATES } from "../ops";

/** Bits of STATE in groups that change together. */
export const States = {
	POINTER: bits("hover", "active"),
	FOCUS: bits("focus", "focus-visible", "focus-within"),
	TARGET: bits("target"),
	DEFINED: bits("defined"),
	FULLSCREEN: bits("fullscreen"),
	/** Tells of what was entered, so never of a masked field. */
	CONTENT: bits(
		"valid",
		"invalid",
		"user-valid",
		"user-invalid",
		"autofill",
		"indeterminate",
	),
} as const;
/** These come and go with the customer's hand. */
export const LIVELY =
	States.POINTER | States.FOCUS | States.TARGET | States.FULLSCREEN;

function bits(...words: (typeof STATES)[number][]): number {
	return words.reduce((sum, word) => sum | (1 << STATES.indexOf(word)), 0);
}

/** One selector per bit; inside `:is()` a browser forgives what it does not know. */
const SELECTORS = STATES.map((word) => {
	if (word === "autofill") return ":is(:autofill,:-webkit-autofill)";
	if (word === "fullscreen") return ":is(:fullscreen,:-webkit-full-screen)";
	return word === "indeterminate"
		? ":is(input[type=radio i]:indeterminate)"
		: `:is(:${word})`;
});
/** What a new element is asked once, whatever it is. */
const ANY =
	":is(:hover,:active,:focus,:focus-within,:target,:valid,:invalid,:autofill,:-webkit-autofill,:fullscreen,:-webkit-full-screen)";

export const hasStates = (element: Element): boolean => matches(element, ANY);

const ALL = (1 << STATES.length) - 1;
const exact = new Map<number, string>();

/** Matches what has these states and no other of those asked for. */
function exactly(states: number, asked: number): string {
	const key = ((asked & ALL) << STATES.length) | (states & ALL);
	let selector = exact.get(key);
	if (!selector) {
		selector = SELECTORS.map((one, bit) => {
			if (!((asked >> bit) & 1)) return "";
			return (states >> bit) & 1 ? one : `:not(${one})`;
		}).join("");
		exact.set(key, selector);
	}
	return selector;
}

/** What was found last: fields of a page are much alike. */
let usual = 0;

/** Those of the asked states that the element has; mostly it is the likely ones. */
export function statesOf(
	element: Element,
	asked: number,
	likely = usual,
): number {
	if (asked === 0) return 0;
	for (let guess = likely || usual; ; guess = likely) {
		if (matches(element, exactly(guess & asked, asked))) return guess & asked;
		if (guess === likely) break;
	}
	let found = 0;
	for (let bit = 0; bit < SELECTORS.length; bit++)
		if ((asked >> bit) & 1 && matches(element, SELECTORS[bit] ?? ""))
			found |= 1 << bit;
	usual = (usual & ~asked) | found;
	return found;
}

/** The fields whose entries decide about the validity of a form or fieldset. */
export function fieldsOf(element: Element): Iterable<Element> | null {
	const tag = localName(element);
	if (tag === "form") return formFields(element as HTMLFormElement);
	return tag === "fieldset"
		? fieldsetFields(element as HTMLFieldSetElement)
		: null;
}

/** `:state(name)` and its older form `:--name`. */
const NAMED =
	/:state\(\s*([^\s()]{1,70})\s*\)|:(--[^\s(){}:;,.[\]>+~"']{1,70})/gi;
const MOST_NAMES = 200;

/** Names of custom states that the page styles by; no other is ever asked or told. */
export class StateNames {
	readonly #known = new Set<string>();

	get size(): number {
		return this.#known.size;
	}

	note(css: string): void {
		if (!css.includes(":state(") && !css.includes(":--")) return;
		for (const [, name, old] of css.matchAll(NAMED)) {
			const found = name ?? old ?? "";
			if (STATE_NAME.test(found) && this.#known.size < MOST_NAMES)
				this.#known.add(found);
		}
	}

	/** The states of a custom element that styles ask for. */
	of(element: Element): string[] {
		const found: string[] = [];
		for (const name of this.#known) {
			const old = name.startsWith("--") ? `,:${name}` : "";
			if (matches(element, `:is(:state(${name})${old})`)) found.push(name);
			if (found.length === LIMITS.custom_states) break;
		}
		return found;
	}
}
