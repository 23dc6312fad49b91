import {
	type FromPage,
	fields,
	is_text,
	MESSAGE,
	parse_from_page,
	type Start,
	type TestPolicy,
	type ToPage,
	type Words,
} from "../rule_test/contract";

export type Line =
	/** The browser opened no window. */
	| "blocked"
	/** The window is there; its page has not said anything yet. */
	| "waiting"
	/** It says nothing. */
	| "silent"
	| "live"
	/** The page was left; the next one may speak. */
	| "left"
	/** A page that the site does not allow is in the window. */
	| "foreign"
	/** The server did not say what is hidden on the page. */
	| "away"
	/** The page's tag names another site. */
	| "other_site"
	| "closed"
	| "stopped";

export interface LinkOptions {
	on_line(line: Line): void;
	/** A page is there: which rules hold on it? Null: it is not to be tested. May reject. */
	policy_for(url: string): Promise<TestPolicy | null>;
	on_message(message: FromPage): void;
	may_test(origin: string): boolean;
	is_site(key: unknown): boolean;
	words: Words;
}

/** How long a page may take to speak. */
const ANSWER_MS = 10_000;
const LOOK_MS = 500;
const FRAGMENT = "cobrowse-rule-test";

/** The window that is tested, and the port to the page in it. */
export class TestedWindow {
	readonly #options: LinkOptions;
	#window: Window | null = null;
	#port: MessagePort | null = null;
	#origin = "";
	#line: Line = "waiting";
	#answer_by = 0;
	/** Pages that have spoken: only the last one is in the window. */
	#pages = 0;

	constructor(options: LinkOptions) {
		this.#options = options;
		window.addEventListener("message", (event) => void this.#hear(event));
		window.addEventListener("pagehide", () => this.stop());
		setInterval(() => this.#look(), LOOK_MS);
	}

	/** Opens the address; to be called while a click is being handled. */
	open(address: string): void {
		this.#hang_up();
		this.#window?.close();
		const url = new URL(address);
		url.hash = FRAGMENT + url.hash;
		this.#window = window.open(url.href);
		this.#wait(this.#window ? "waiting" : "blocked");
	}

	send(message: ToPage): void {
		this.#port?.postMessage(message);
	}

	/** The page goes on without us. */
	stop(): void {
		this.send({ say: "stop" });
		this.#hang_up();
		this.#window = null;
	}

	async #hear({ data, source, origin }: MessageEvent): Promise<void> {
		const message = fields(data);
		if (!this.#window || source !== this.#window) return;
		if (message?.type !== MESSAGE || message.say !== "ready") return;
		const { url } = message;
		const is_allowed = this.#options.may_test(origin);
		if (is_allowed && !(is_text(url) && url.startsWith(`${origin}/`))) return;
		this.#hang_up();
		if (is_allowed && !this.#options.is_site(message.site)) {
			this.#move("other_site");
			return;
		}
		const tested = this.#window;
		const page = ++this.#pages;
		let policy: TestPolicy | null = null;
		let line: Line = "foreign";
		try {
			if (is_allowed && is_text(url))
				policy = await this.#options.policy_for(url);
		} catch {
			line = "away";
		}
		if (tested !== this.#window || page !== this.#pages) return;
		if (!policy) {
			this.#move(line);
			return;
		}
		this.#origin = origin;
		const { port1, port2 } = new MessageChannel();
		this.#port = port1;
		port1.onmessage = (event) => this.#take(event.data, port1);
		const start: Start = {
			type: MESSAGE,
			say: "start",
			policy,
			words: this.#options.words,
		};
		tested.postMessage(start, this.#origin, [port2]);
	}

	#take(data: unknown, port: MessagePort): void {
		const message = parse_from_page(data);
		if (!message || port !== this.#port) return;
		if (message.say === "leaving") {
			this.#hang_up();
			this.#wait("left");
			return;
		}
		if (message.say === "stopped") {
			this.#hang_up();
			this.#window = null;
			this.#move("stopped");
			return;
		}
		if (message.say === "page" && !message.url.startsWith(`${this.#origin}/`))
			return;
		this.#move("live");
		this.#options.on_message(message);
	}

	#look(): void {
		if (!this.#window) return;
		if (this.#window.closed) {
			this.#hang_up();
			/* A page that cuts its opener looks closed before it has said a word. */
			const is_cut = this.#line === "waiting" || this.#line === "silent";
			if (is_cut && performance.now() < this.#answer_by) return;
			this.#window = null;
			this.#move(is_cut ? "silent" : "closed");
			return;
		}
		const waits = this.#line === "waiting" || this.#line === "left";
		if (waits && performance.now() >= this.#answer_by) this.#move("silent");
	}

	#wait(line: Line): void {
		this.#answer_by = performance.now() + ANSWER_MS;
		this.#move(line);
	}

	#hang_up(): void {
		this.#port?.close();
		this.#port = null;
	}

	#move(line: Line): void {
		if (line === this.#line && line === "live") return;
		this.#line = line;
		this.#options.on_line(line);
	}
}
