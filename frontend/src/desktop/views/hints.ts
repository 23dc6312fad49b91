import { aria_keys, COMMANDS, type Command, is_mac, written } from "../keymap";

const mac = is_mac(navigator.platform);

/** The keys of a command, as people of this computer read them. */
export const keys_of = (command: Command): string =>
	written(COMMANDS[command], mac);

/** The same for the digits, which go to an interaction by its place in the list. */
export const digit_keys = (): string => written("1 … 9", mac);

/** Attributes of a control that has a shortcut; with words the title names both. */
export const shortcut = (
	command: Command,
	words?: string,
): { readonly title: string; readonly "aria-keyshortcuts": string } => ({
	title: words ? `${words} (${keys_of(command)})` : keys_of(command),
	"aria-keyshortcuts": aria_keys(COMMANDS[command], mac),
});
