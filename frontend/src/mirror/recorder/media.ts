import { Op } from "../ops";
import { isMedia, mediaSaid } from "../privacy/media";
import { hides } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";

/** After these a video or sound is in another state; the player counts on by itself in between. */
export const MEDIA_EVENTS = [
	"play",
	"playing",
	"pause",
	"ended",
	"waiting",
	"seeking",
	"seeked",
	"ratechange",
	"volumechange",
	"durationchange",
	"emptied",
] as const;

/** Videos and sound of the page: whether they play, are heard, and where they are. */
export class Media {
	#marked = new Set<Rec>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#marked.clear();
	}

	/** The player has got this element. */
	known(rec: Rec): void {
		if (isMedia(rec.tag) && !hides(rec.privacy)) this.#marked.add(rec);
	}

	/** One of MEDIA_EVENTS, wherever it came from. */
	heard(target: Node): void {
		const rec = this.#core.model.get(target);
		if (!rec || !isMedia(rec.tag)) return;
		this.known(rec);
		this.#core.kick();
	}

	flush(): void {
		for (const rec of this.#marked) {
			this.#marked.delete(rec);
			if (rec.dead || hides(rec.privacy)) continue;
			const said = mediaSaid(rec.node as Element);
			const { bits, duration, position, rate } = said;
			this.#core.writer.op(Op.MEDIA, rec.id, bits, rate, position, duration);
		}
	}
}
