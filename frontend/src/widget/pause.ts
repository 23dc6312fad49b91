/**
 * Whether sharing is paused: what the customer asked for last counts at once when
 * it is a pause, and once the server has said the same when it is the end of one.
 */
export class Pause {
	#wish: "pause" | "resume" | null;
	#told = false;

	/** `paused`: the customer asked for a pause, perhaps on an earlier page. */
	constructor(paused: boolean) {
		this.#wish = paused ? "pause" : null;
	}

	get is_on(): boolean {
		return this.#wish === "pause" || this.#told;
	}

	ask(): void {
		this.#wish = "pause";
	}

	lift(): void {
		this.#wish = this.#told || this.#wish ? "resume" : null;
	}

	/** The server's word. */
	hear(paused: boolean): void {
		this.#told = paused;
		if ((this.#wish === "pause") === paused) this.#wish = null;
	}

	/** What the server has still to be told. */
	get unsaid(): "sharing.pause" | "sharing.resume" | null {
		return this.#wish && `sharing.${this.#wish}`;
	}
}
