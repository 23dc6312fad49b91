/**
 * In the page that is shared: which frames of other origins are called, and what an answer
 * needs before its frame is heard. Both ends prove who they are at our server (P-72, P-73).
 */
import { to_json } from "../../transport/json";
import { ask } from "../assets/reading";
import type { FrameRecorder } from ".";
import { is_payment_frame } from "./payment";
import { FramePort } from "./port";
import { is_word, text_in } from "./words";

/** As many as a player shows. */
const MOST_GUESTS = 8;
/** Least time between two offers to one frame, in milliseconds. */
const OFFER_GAP_MS = 1_000;
/** How long a server that is busy is left alone when it does not say, in seconds. */
const WAIT_S = 60;
/** How often to look for frames that have left or come to be hidden, and how many looks that takes. */
const LOOK_MS = 1_000;
const MOST_ABSENT = 3;

export interface OffersOptions {
	/** Where our server is, with a trailing slash. */
	readonly base_url: string;
	/** The customer's. */
	readonly token: string;
	recorder(): FrameRecorder | null;
	allowed_origins(): readonly string[];
	on_problem(code: string): void;
}

/** A document that has said hello. */
interface Guest {
	readonly page: string;
	readonly origin: string;
	readonly at: number;
	/** Null: the server has not answered yet. */
	port: FramePort | null;
	absent: number;
}

export class FrameOffers {
	readonly #options: OffersOptions;
	readonly #guests = new Map<Element, Guest>();
	/** The newest page of a frame that broke a rule. */
	readonly #foul = new WeakMap<Element, string>();
	readonly #refused = new Set<string>();
	readonly #stop = new AbortController();
	readonly #looking: number;
	/** Nothing is asked before, by the clock of `performance`. */
	#open_at = 0;

	constructor(options: OffersOptions) {
		this.#options = options;
		const { signal } = this.#stop;
		window.addEventListener("message", (event) => this.#hear(event), {
			capture: true,
			signal,
		});
		this.#looking = window.setInterval(() => this.#look(), LOOK_MS);
	}

	/** Asks who is there; a frame that has joined is asked for its page, or whether it is the same one. */
	met(frame: Element, is_walked: boolean): void {
		if (this.#is_over) return;
		const guest = this.#guests.get(frame);
		if (is_walked) guest?.port?.resync();
		else guest?.port?.ask();
		const origin = guest?.origin ?? origin_of(frame);
		if (!origin || !this.#may(frame, origin)) return;
		try {
			const { contentWindow } = frame as HTMLIFrameElement;
			contentWindow?.postMessage({ cobrowse: "frame.call" }, origin);
		} catch {
			// Gone by now.
		}
	}

	lost(frame: Element): void {
		this.#guests.get(frame)?.port?.resync();
	}

	stop(): void {
		this.#stop.abort();
		window.clearInterval(this.#looking);
		for (const frame of [...this.#guests.keys()]) this.#drop(frame);
	}

	get #is_over(): boolean {
		return this.#stop.signal.aborted;
	}

	/** Whether a frame may be heard that shows this origin. The server has the last word. */
	#may(frame: Element, origin: string): boolean {
		// A sandbox without an origin says "null".
		if (!/^https?:/.test(origin) || origin === location.origin) return false;
		if (this.#refused.has(origin)) return false;
		if (!this.#options.recorder()?.may_join(frame)) return false;
		const listed = this.#options.allowed_origins().includes(origin);
		if (!listed && !(is_loopback(origin) && is_loopback(location.origin)))
			return false;
		return (
			!is_payment_frame(frame, origin) &&
			!is_payment_frame(frame, origin_of(frame) ?? origin)
		);
	}

	#hear({ data, origin, source }: MessageEvent): void {
		if (!source || !is_word(data, "frame.hello")) return;
		const page = text_in(data, "page");
		const frame = page && this.#frame_of(source);
		if (!frame || !this.#may(frame, origin)) return;
		const before = this.#guests.get(frame);
		if (before?.page === page || this.#foul.get(frame) === page) return;
		const now = performance.now();
		if (before && now - before.at < OFFER_GAP_MS) return;
		this.#drop(frame);
		if (this.#guests.size >= MOST_GUESTS || now < this.#open_at) return;
		const guest = { page, origin, at: now, port: null, absent: 0 };
		this.#guests.set(frame, guest);
		void this.#offer(frame, guest, source as Window).catch(() => {
			if (this.#guests.get(frame) === guest) this.#guests.delete(frame);
		});
	}

	#frame_of(source: MessageEventSource): Element | null {
		for (const frame of this.#options.recorder()?.inner_frames() ?? [])
			if ((frame as HTMLIFrameElement).contentWindow === source) return frame;
		return null;
	}

	async #offer(frame: Element, guest: Guest, view: Window): Promise<void> {
		const { origin } = guest;
		const answer = await this.#ticket(origin);
		const ticket = text_in(answer, "ticket");
		const proof = text_in(answer, "proof");
		const is_current = () => this.#guests.get(frame) === guest;
		if (this.#is_over || !is_current()) return;
		if (!ticket || !proof || !this.#may(frame, origin)) {
			this.#guests.delete(frame);
			return;
		}
		const { port1, port2 } = new MessageChannel();
		guest.port = new FramePort({
			frame,
			proof,
			port: port1,
			recorder: () => this.#options.recorder(),
			on_problem: (code) => this.#options.on_problem(code),
			on_end: (is_foul) => {
				if (is_current()) this.#guests.delete(frame);
				if (!is_foul) return;
				this.#foul.set(frame, guest.page);
				this.#options.on_problem("frame_dropped");
			},
		});
		view.postMessage({ cobrowse: "frame.offer", ticket }, origin, [port2]);
	}

	/** What the server answers; null: nothing for this origin, or not now. */
	async #ticket(origin: string): Promise<unknown> {
		const { base_url, token } = this.#options;
		const answer = await ask(new URL("widget/frames/ticket", base_url).href, {
			method: "POST",
			credentials: "omit",
			cache: "no-store",
			headers: {
				"content-type": "application/json",
				authorization: `Bearer ${token}`,
			},
			body: to_json({ origin }),
			signal: this.#stop.signal,
		});
		if (answer.ok) return answer.json();
		if (answer.status === 403) this.#refused.add(origin);
		if (answer.status === 429) {
			const told = Number(answer.headers.get("retry-after"));
			this.#open_at = performance.now() + (told > 0 ? told : WAIT_S) * 1_000;
		}
		return null;
	}

	/** A snapshot that is under way has not come to a frame yet: it is looked for more than once. */
	#look(): void {
		for (const [frame, guest] of this.#guests) {
			const is_there = this.#may(frame, guest.origin);
			guest.absent = is_there ? 0 : guest.absent + 1;
			if (guest.absent >= MOST_ABSENT) this.#drop(frame);
		}
	}

	#drop(frame: Element): void {
		const guest = this.#guests.get(frame);
		this.#guests.delete(frame);
		guest?.port?.end(false);
	}
}

/** The origin that a frame's address names; it may show another one by now. */
function origin_of(frame: Element): string | null {
	try {
		const { origin } = new URL((frame as HTMLIFrameElement).src);
		return /^https?:/.test(origin) ? origin : null;
	} catch {
		return null;
	}
}

/** Of the machine itself: which of those count is the server's to say. */
function is_loopback(origin: string): boolean {
	const { hostname } = new URL(origin);
	return /^(?:(?:.*\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
