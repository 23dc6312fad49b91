import { can_deflate, deflate } from "../deflate";
import { cutBody, encodeFrame, Flag } from "../frames";

/** Units from this size are compressed; below, the header of deflate and the wait cost more. */
const MIN_DEFLATE = 1024;

/** Turns units into numbered frames, in order, compressed where it pays. */
export class FrameSender {
	#seq = 0;
	#pending = 0;
	#queue: Promise<void> = Promise.resolve();
	#stopped = false;

	readonly #epoch: number;
	readonly #send: (frame: Uint8Array) => void;

	constructor(epoch: number, send: (frame: Uint8Array) => void) {
		this.#epoch = epoch;
		this.#send = send;
	}

	unit(body: Uint8Array<ArrayBuffer>, begin: boolean): void {
		const flags = begin ? Flag.BEGIN : 0;
		if (body.length < MIN_DEFLATE || !can_deflate) {
			if (this.#pending === 0) this.#frames(body, flags);
			else this.#after(Promise.resolve(body), flags);
		} else this.#after(deflate(body), flags | Flag.DEFLATED);
	}

	stop(): void {
		this.#stopped = true;
	}

	#after(body: Promise<Uint8Array<ArrayBuffer>>, flags: number): void {
		this.#pending++;
		this.#queue = this.#queue.then(async () => {
			const bytes = await body;
			this.#pending--;
			this.#frames(bytes, flags);
		});
	}

	#frames(body: Uint8Array<ArrayBuffer>, flags: number): void {
		if (this.#stopped) return;
		const parts = cutBody(body);
		parts.forEach((part, i) => {
			const more = i < parts.length - 1 ? Flag.MORE : 0;
			const begin = i === 0 ? flags : flags & ~Flag.BEGIN;
			this.#send(
				encodeFrame({
					flags: begin | more,
					epoch: this.#epoch,
					seq: ++this.#seq,
					body: part,
				}),
			);
		});
	}
}
