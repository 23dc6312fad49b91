import { clock } from "../bench/clock";
import { marks_of } from "./marks";

interface Waiting {
	seen: number | undefined;
	text: string;
	done(times: { seen: number; painted: number }): void;
}

/**
 * When a replica had what was waited for. A time is that of the first drawn frame with
 * it: a message posted when it has been laid out arrives after that frame. Times are on
 * the clock that pages of one machine share.
 */
export class Witness {
	/** When this document was asked for: the agent's arrival. */
	readonly began = performance.timeOrigin;
	first_view: number | undefined;
	complete_view: number | undefined;
	#waiting: Waiting | undefined;
	#channel = new MessageChannel();
	#probe = document.createElement("i");
	#observer = new MutationObserver(() => this.#changed());
	#watched: Document | undefined;

	constructor(private readonly replica: () => Document | null | undefined) {
		this.#channel.port1.onmessage = ({ data }) => {
			this.#painted(data as string);
			requestAnimationFrame(() => {
				const { style } = this.#probe;
				style.padding = style.padding ? "" : "1px";
			});
		};
		this.#probe.style.position = "fixed";
		document.body.append(this.#probe);
		// Sizes are told after all animation callbacks and before the frame is drawn.
		new ResizeObserver(() => this.#frame()).observe(this.#probe, {
			box: "border-box",
		});
	}

	/** When the changed text was in the tree of the replica, and when on the screen. */
	await_text(text: string): Promise<{ seen: number; painted: number }> {
		return new Promise((done) => {
			this.#waiting = { seen: undefined, text, done };
			this.#changed();
		});
	}

	elements(): number {
		return this.replica()?.querySelectorAll("main *").length ?? 0;
	}

	#frame(): void {
		let has = "";
		if (this.complete_view === undefined) {
			const page = this.replica();
			const marks = page && marks_of(page);
			if (page && marks?.has_first(page)) has = "first";
			if (page && has && marks?.has_all(page)) has += " all";
		}
		if (this.#waiting?.seen !== undefined) has += " text";
		this.#channel.port2.postMessage(has);
	}

	#painted(has: string): void {
		const now = clock();
		if (has.includes("first")) this.first_view ??= now;
		if (has.includes("all")) this.complete_view ??= now;
		const waiting = this.#waiting;
		if (!has.includes("text") || waiting?.seen === undefined) return;
		this.#waiting = undefined;
		waiting.done({ seen: waiting.seen, painted: now });
	}

	#changed(): void {
		const page = this.replica();
		if (!page || !this.#waiting) return;
		if (page !== this.#watched) {
			this.#watched = page;
			this.#observer.observe(page, {
				subtree: true,
				childList: true,
				characterData: true,
			});
		}
		if (marks_of(page).text_of(page) === this.#waiting.text)
			this.#waiting.seen ??= clock();
	}
}
