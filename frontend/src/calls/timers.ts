import type { CallNatives } from "./natives";

/** Timers by name: setting one again replaces it. */
export class Timers {
	#running = new Map<string, number>();

	constructor(private readonly natives: CallNatives) {}

	set(name: string, after_ms: number, fn: () => void): void {
		this.clear(name);
		const timer = this.natives.set_timer(() => {
			this.#running.delete(name);
			fn();
		}, after_ms);
		this.#running.set(name, timer);
	}

	clear(name: string): void {
		const timer = this.#running.get(name);
		if (timer !== undefined) this.natives.clear_timer(timer);
		this.#running.delete(name);
	}

	clear_all(): void {
		for (const name of [...this.#running.keys()]) this.clear(name);
	}
}
