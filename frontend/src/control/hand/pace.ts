/**
 * The rhythm of the hand. A person's events come in tasks of their own, and
 * frameworks render in between; ours must leave the same gaps. Timers would be
 * slowed down in a hidden tab, messages are not.
 */
export class Pace {
	#channel = new MessageChannel();
	#waiting: (() => void)[] = [];
	#closed = false;

	/** `may_go_on` throws when the hand must stop half-way. */
	constructor(readonly may_go_on: () => void) {
		this.#channel.port1.onmessage = () => this.#waiting.shift()?.();
	}

	/** Lets the page finish what the last event started. */
	async next(): Promise<void> {
		if (!this.#closed)
			await new Promise<void>((resolve) => {
				this.#waiting.push(resolve);
				this.#channel.port2.postMessage(0);
			});
		this.may_go_on();
	}

	/** Whoever waits goes on at once, and is stopped by `may_go_on`. */
	close(): void {
		this.#closed = true;
		for (const resume of this.#waiting.splice(0)) resume();
		this.#channel.port1.close();
	}
}
