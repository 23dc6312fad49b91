import type { Notice } from "./sharing_contract";
import type { Shelf } from "./storage";

/** A page that takes longer to come was not the agent's doing, as far as anyone remembers. */
const FRESH_MS = 30_000;

const KNOWN: readonly Notice[] = ["navigated", "back", "forward", "reloaded"];

/**
 * What the agent did to the last page of this tab, told on the next one
 * (spec MD-8). Only a later page picks it up, never the one that wrote it.
 */
export class PartingNote {
	#note: Notice | null = null;

	constructor(private readonly shelf: Shelf) {
		this.pick_up();
	}

	/** The page is about to go, by the agent's hand. */
	leave(notice: Notice): void {
		this.shelf.set("notice", `${Date.now()} ${notice}`);
	}

	/** A page begins, or is shown again from the browser's cache. */
	pick_up(): void {
		const [at, notice] = (this.shelf.get("notice") ?? "").split(" ");
		this.shelf.set("notice", null);
		const age = Date.now() - Number(at);
		const is_fresh = age >= 0 && age < FRESH_MS;
		this.#note = (is_fresh && KNOWN.find((known) => known === notice)) || null;
	}

	/** Once, to be told to the customer. */
	take(): Notice | null {
		const note = this.#note;
		this.#note = null;
		return note;
	}
}
