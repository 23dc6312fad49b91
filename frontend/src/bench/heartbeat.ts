/** Finds the longest stretch in which the page could not have answered: a message posted to itself again and again. */
export class Heartbeat {
	private readonly channel = new MessageChannel();
	private last = performance.now();
	longest = 0;

	constructor() {
		this.channel.port1.onmessage = () => {
			this.note();
			this.channel.port2.postMessage(0);
		};
		this.channel.port2.postMessage(0);
	}

	stop(): number {
		this.note();
		this.channel.port1.close();
		return this.longest;
	}

	private note(): void {
		const now = performance.now();
		this.longest = Math.max(this.longest, now - this.last);
		this.last = now;
	}
}

export const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

export const frame = (): Promise<void> =>
	new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Milliseconds on a clock that pages of one machine share. */
export const clock = (): number => performance.timeOrigin + performance.now();
