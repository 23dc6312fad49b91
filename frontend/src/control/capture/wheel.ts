/** The agent's wheel, added up while the last turn is on its way. */
import type { CommandBody } from "../commands";
import { TURN_MAX } from "../commands";
import { mods_of } from "../keys";
import type { Place } from "../pointing";

type Turn = Extract<CommandBody, { do: "wheel" }>;

const INTERVAL_MS = 50;

export class Wheel {
	#waiting: Turn | null = null;
	#timer = 0;

	constructor(private readonly send: (turn: Turn) => void) {}

	turn(place: Place, event: WheelEvent): void {
		const mode = ([0, 1, 2] as const).find((one) => one === event.deltaMode);
		const next: Turn = {
			do: "wheel",
			...place,
			dx: event.deltaX,
			dy: event.deltaY,
			mode: mode ?? 0,
			mods: mods_of(event),
		};
		const last = this.#waiting;
		this.#waiting = last?.mode === next.mode ? added(last, next) : next;
		if (!this.#timer) this.#flush();
	}

	close(): void {
		window.clearTimeout(this.#timer);
	}

	#flush(): void {
		this.#timer = 0;
		if (!this.#waiting) return;
		this.send(this.#waiting);
		this.#waiting = null;
		this.#timer = window.setTimeout(() => this.#flush(), INTERVAL_MS);
	}
}

/** Two turns at the place of the latter. */
export function added(last: Turn, next: Turn): Turn {
	const sum = (a: number, b: number) =>
		Math.max(-TURN_MAX, Math.min(TURN_MAX, a + b));
	return { ...next, dx: sum(last.dx, next.dx), dy: sum(last.dy, next.dy) };
}
