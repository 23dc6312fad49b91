/**
 * What this browser remembers: a name and a text. Storage that is full or switched
 * off makes it forgetful, never broken.
 */
export class Memory {
	constructor(
		private readonly open: () => Pick<
			Storage,
			"getItem" | "setItem" | "removeItem"
		>,
		private readonly prefix = "cobrowse.desktop.",
	) {}

	get(name: string): string | null {
		try {
			return this.open().getItem(this.prefix + name);
		} catch {
			return null;
		}
	}

	/** Null forgets. */
	set(name: string, value: string | null): void {
		try {
			if (value === null) this.open().removeItem(this.prefix + name);
			else this.open().setItem(this.prefix + name, value);
		} catch {
			// Remembering is a comfort.
		}
	}

	flag(name: string): boolean {
		return this.get(name) === "on";
	}

	set_flag(name: string, on: boolean): void {
		this.set(name, on ? "on" : null);
	}
}

/** Settings of this browser: panes, sound. */
export const browser_memory = new Memory(() => window.localStorage);
/** What one tab has in hand: drafts. They go with the tab. */
export const tab_memory = new Memory(() => window.sessionStorage);
