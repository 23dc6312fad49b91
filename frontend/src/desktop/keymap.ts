/**
 * The keys of the desktop. Letters go with Alt; on a Mac, where Option types signs,
 * with Control and Shift. None of them is a key of the browsers: not D, E and F
 * (address bar, menus), not B, H, S, T and V (Firefox's menus), no arrows (history).
 */

export const COMMANDS = {
	accept: "A",
	reject: "R",
	ready: "G",
	end: "W",
	join: "C",
	replies: "Q",
	message: "M",
	next: "N",
	previous: "P",
	pane: "O",
	list: "L",
	context: "I",
	search: "K",
} as const;
export type Command = keyof typeof COMMANDS;

export type Stroke =
	| { readonly kind: "command"; readonly command: Command }
	| { readonly kind: "number"; readonly number: number }
	| { readonly kind: "help" };

/** As much of a KeyboardEvent as counts here. */
export interface Key {
	readonly key: string;
	readonly code: string;
	readonly altKey: boolean;
	readonly ctrlKey: boolean;
	readonly shiftKey: boolean;
	readonly metaKey: boolean;
	readonly isComposing: boolean;
	readonly repeat: boolean;
}

const BY_LETTER = new Map<string, Command>(
	Object.entries(COMMANDS).map(([command, letter]) => [
		letter,
		command as Command,
	]),
);

/**
 * What a key asks for; null for everything that is not ours. AltGr comes as
 * Control and Alt together and types a sign: it is left alone.
 */
export function stroke_of(
	key: Key,
	mac: boolean,
	in_field: boolean,
): Stroke | null {
	if (key.isComposing || key.repeat || key.metaKey) return null;
	if (key.key === "?" && !key.altKey && !key.ctrlKey)
		return in_field ? null : { kind: "help" };
	const ours = mac
		? key.ctrlKey && key.shiftKey && !key.altKey
		: key.altKey && !key.ctrlKey && !key.shiftKey;
	if (!ours) return null;
	const digit = /^Digit([1-9])$/.exec(key.code)?.[1];
	if (digit) return { kind: "number", number: Number(digit) };
	const command = BY_LETTER.get(letter_of(key));
	return command ? { kind: "command", command } : null;
}

/** The letter on the key in the person's own layout; else the place of the key. */
const letter_of = ({ key, code }: Key): string =>
	/^[a-z]$/i.test(key)
		? key.toUpperCase()
		: (/^Key([A-Z])$/.exec(code)?.[1] ?? "");

/** As people read it, and as `aria-keyshortcuts` wants it. */
export const written = (letter: string, mac: boolean): string =>
	mac ? `⌃⇧${letter}` : `Alt+${letter}`;
export const aria_keys = (letter: string, mac: boolean): string =>
	mac ? `Control+Shift+${letter}` : `Alt+${letter}`;

export const is_mac = (platform: string): boolean => /mac/i.test(platform);
