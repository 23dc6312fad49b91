/**
 * Keys: which the agent may press, and what a browser says about each
 * (`code`, `keyCode`; UI Events key tables, US layout). Old code and jQuery
 * still read `keyCode` and `which`.
 */

export interface Mods {
	readonly shift: boolean;
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly meta: boolean;
}

export const NO_MODS: Mods = {
	shift: false,
	ctrl: false,
	alt: false,
	meta: false,
};

/** The keys held down during an event. */
export const mods_of = (event: MouseEvent | KeyboardEvent): Mods => ({
	shift: event.shiftKey,
	ctrl: event.ctrlKey,
	alt: event.altKey,
	meta: event.metaKey,
});

export interface KeyFacts {
	/** Empty when no key of the layout makes this character. */
	readonly code: string;
	readonly key_code: number;
	/** Made with Shift on that layout. */
	readonly shifted: boolean;
}

/** Key → keyCode; the code of these keys is their name. */
const NAMED: Readonly<Record<string, number>> = {
	Enter: 13,
	Tab: 9,
	Backspace: 8,
	Delete: 46,
	Escape: 27,
	ArrowLeft: 37,
	ArrowUp: 38,
	ArrowRight: 39,
	ArrowDown: 40,
	Home: 36,
	End: 35,
	PageUp: 33,
	PageDown: 34,
};

/** Keys that Ctrl may go with (moves and deletes by word, sends a form); the rest would be browser chords. */
const WITH_CTRL = new Set([
	"Enter",
	"Backspace",
	"Delete",
	"ArrowLeft",
	"ArrowRight",
	"ArrowUp",
	"ArrowDown",
	"Home",
	"End",
]);
const CHORDS = new Set(["a", "z", "y"]);

export const is_named_key = (key: string): boolean => Object.hasOwn(NAMED, key);

export function is_allowed_key(key: string, mods: Mods): boolean {
	if (mods.alt) return false;
	const command = mods.ctrl || mods.meta;
	if (CHORDS.has(key.toLowerCase())) return command;
	if (!is_named_key(key)) return false;
	return !mods.meta && (!mods.ctrl || WITH_CTRL.has(key));
}

/** On a Mac: Command with an arrow → key, and whether Ctrl goes with it elsewhere. */
const BY_COMMAND: Readonly<Record<string, readonly [string, boolean]>> = {
	ArrowLeft: ["Home", false],
	ArrowRight: ["End", false],
	ArrowUp: ["Home", true],
	ArrowDown: ["End", true],
};
const BY_WORD = /^(?:Arrow(?:Left|Right)|Backspace|Delete)$/;

/** What a chord of a Mac is called on all other keyboards, which the hand has. */
export function from_mac(key: string, mods: Mods): [key: string, mods: Mods] {
	const { alt, ctrl, meta } = mods;
	const command = BY_COMMAND[key];
	if (command && meta && !alt && !ctrl)
		return [command[0], { ...mods, meta: false, ctrl: command[1] }];
	if (BY_WORD.test(key) && alt && !meta && !ctrl)
		return [key, { ...mods, alt: false, ctrl: true }];
	return [key, mods];
}

/** code, keyCode, character, character with Shift. */
const PUNCTUATION: readonly (readonly [string, number, string, string])[] = [
	["Semicolon", 186, ";", ":"],
	["Equal", 187, "=", "+"],
	["Comma", 188, ",", "<"],
	["Minus", 189, "-", "_"],
	["Period", 190, ".", ">"],
	["Slash", 191, "/", "?"],
	["Backquote", 192, "`", "~"],
	["BracketLeft", 219, "[", "{"],
	["Backslash", 220, "\\", "|"],
	["BracketRight", 221, "]", "}"],
	["Quote", 222, "'", '"'],
];
const SHIFTED_DIGITS = ")!@#$%^&*(";
const UNKNOWN: KeyFacts = { code: "", key_code: 0, shifted: false };

const characters = new Map<string, KeyFacts>();
for (const [code, key_code, plain, shifted] of PUNCTUATION) {
	characters.set(plain, { code, key_code, shifted: false });
	characters.set(shifted, { code, key_code, shifted: true });
}
for (const [digit, symbol] of [...SHIFTED_DIGITS].entries()) {
	const key = { code: `Digit${digit}`, key_code: 48 + digit };
	characters.set(String(digit), { ...key, shifted: false });
	characters.set(symbol, { ...key, shifted: true });
}
characters.set(" ", { code: "Space", key_code: 32, shifted: false });

export function key_facts(key: string): KeyFacts {
	const named = Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
	if (named !== undefined)
		return { code: key, key_code: named, shifted: false };
	if (/^[a-z]$/i.test(key)) {
		const upper = key.toUpperCase();
		return {
			code: `Key${upper}`,
			key_code: upper.charCodeAt(0),
			shifted: key === upper,
		};
	}
	return characters.get(key) ?? UNKNOWN;
}
