/** Tells when the next frame is drawn. A hidden page draws none: there it is told when it is shown again. */
export class DrawnFrame {
	readonly #channel = new MessageChannel();
	#waiting: (() => void)[] = [];

	constructor() {
		// Posted in an animation callback, it arrives when that frame is drawn.
		this.#channel.port1.onmessage = () => {
			for (const then of this.#waiting.splice(0)) then();
		};
	}

	request(then: () => void): void {
		this.#waiting.push(then);
		if (this.#waiting.length === 1)
			requestAnimationFrame(() => this.#channel.port2.postMessage(0));
	}
}
