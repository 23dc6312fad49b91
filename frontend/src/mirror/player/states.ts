import { CUSTOM_STATE_MARK, LINK_MARK, STATE_MARK, STATE_NAME } from "../names";
import { removeAttribute, setAttribute } from "../natives";
import { STATES } from "../ops";

const mark = (word: string): string => `[${STATE_MARK}~="${word}"]`;

/** What stands for a pseudo-class in the replica; each has the specificity of one. */
const SELECTORS: ReadonlyMap<string, string> = new Map([
	...STATES.map((word) => [word, mark(word)] as const),
	["link", `[${LINK_MARK}]`],
	["any-link", `[${LINK_MARK}]`],
	["-webkit-any-link", `[${LINK_MARK}]`],
	["-moz-any-link", `[${LINK_MARK}]`],
	["visited", ":not(*)"],
	["-webkit-autofill", mark("autofill")],
	["-webkit-full-screen", mark("fullscreen")],
	["-moz-full-screen", mark("fullscreen")],
	["-moz-focusring", mark("focus-visible")],
	["-moz-ui-valid", mark("user-valid")],
	["-moz-ui-invalid", mark("user-invalid")],
	/* Elements that the browser brings along are defined here as well. */
	["defined", `:is(:defined,${mark("defined")})`],
	/* Radio buttons have no groups here. */
	[
		"indeterminate",
		`:is(:indeterminate,${mark("indeterminate")}):where(:not([type=radio]),${mark("indeterminate")})`,
	],
]);

/** The selector that stands for a pseudo-class, or null where the browser's own is right. */
export function stateSelector(name: string, argument?: string): string | null {
	if (name !== "state") return SELECTORS.get(name) ?? null;
	return argument !== undefined && STATE_NAME.test(argument)
		? `[${CUSTOM_STATE_MARK}~="${argument}"]`
		: null;
}

export function applyStates(element: Element, bits: number): void {
	setWords(
		element,
		STATE_MARK,
		STATES.filter((_, bit) => (bits >> bit) & 1),
	);
}

export function applyCustomStates(
	element: Element,
	names: readonly string[],
): void {
	setWords(
		element,
		CUSTOM_STATE_MARK,
		names.filter((name) => STATE_NAME.test(name)),
	);
}

function setWords(
	element: Element,
	name: string,
	words: readonly string[],
): void {
	if (words.length > 0) setAttribute(element, name, words.join(" "));
	else removeAttribute(element, name);
}
