/** The `ref` of a request for Write Mode: its refusal comes back with it. */
export const ASK_REF = "write";

/**
 * Asking for Write Mode. The server lets some time pass between two requests; an
 * agent who asks too early need not watch the clock: the request goes out as soon
 * as it may, unless it is withdrawn.
 */
export class Asking {
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** When it will be asked, milliseconds since the epoch; null: nothing is planned. */
	at: number | null = null;

	constructor(
		private readonly ask: () => void,
		private readonly on_change: () => void,
	) {}

	/** The server says: not before so many seconds. */
	postpone(seconds: number): void {
		clearTimeout(this.#timer);
		this.at = Date.now() + seconds * 1000;
		this.#timer = setTimeout(() => {
			this.at = null;
			this.ask();
			this.on_change();
		}, seconds * 1000);
		this.on_change();
	}

	/** True when there was something to take back. */
	withdraw(): boolean {
		clearTimeout(this.#timer);
		const planned = this.at !== null;
		this.at = null;
		if (planned) this.on_change();
		return planned;
	}
}
