import { Replayer } from "@rrweb/replay";
import { createPlayer } from "../mirror";
import { clock } from "./clock";
import type { EngineName } from "./recorders";

/** Rows that fill the viewport. */
const FILLED = 18;

const hasContent = (row: Element | undefined): boolean =>
	(row?.querySelector(".price")?.textContent ?? "") !== "";

interface Waiting {
	seen: number | undefined;
	text: string;
	done(times: { seen: number; painted: number }): void;
}

/**
 * The agent's side: a player, and when its replica had what was waited for. A time is
 * that of the first drawn frame with it: a message posted when it has been laid out
 * arrives after that frame. All times are on the clock that the pages share.
 */
export class Replica {
	firstView: number | undefined;
	completeView: number | undefined;
	private waiting: Waiting | undefined;
	private channel = new MessageChannel();
	private probe = document.createElement("i");
	private observer: MutationObserver;
	private watched: Document | undefined;
	private document: () => Document | null = () => null;

	constructor() {
		this.observer = new MutationObserver(() => this.changed());
		this.channel.port1.onmessage = ({ data }) => {
			this.painted(data as string);
			requestAnimationFrame(() => {
				const { style } = this.probe;
				style.padding = style.padding ? "" : "1px";
			});
		};
		this.probe.style.position = "fixed";
		document.body.append(this.probe);
		/* Sizes are told after all animation callbacks, the player's as well, and before the frame is drawn. */
		new ResizeObserver(() => this.frame()).observe(this.probe, {
			box: "border-box",
		});
	}

	/** Starts the player and reads the stream. */
	async play(engine: EngineName, url: string): Promise<void> {
		const host = document.createElement("div");
		document.body.append(host);
		const take = engine === "rrweb" ? this.rrweb(host) : this.ours(host);
		const socket = new WebSocket(url);
		socket.binaryType = "arraybuffer";
		socket.onmessage = ({ data }) => take(data as string & ArrayBuffer);
		await new Promise((resolve, reject) => {
			socket.onopen = resolve;
			socket.onerror = reject;
		});
	}

	/** When the changed heading was in the tree of the replica, and when on the screen. */
	awaitText(text: string): Promise<{ seen: number; painted: number }> {
		return new Promise((done) => {
			this.waiting = { seen: undefined, text, done };
			this.changed();
		});
	}

	elements(): number {
		return this.document()?.querySelectorAll("main *").length ?? 0;
	}

	churned(): string {
		return this.document()?.querySelector("#churn p")?.textContent ?? "";
	}

	private ours(host: HTMLElement): (data: ArrayBuffer) => void {
		const player = createPlayer({ host, on_resync: () => {} });
		this.document = () => player.frame.contentDocument;
		return (data) => player.receive(new Uint8Array(data));
	}

	private rrweb(host: HTMLElement): (data: string) => void {
		const player = new Replayer([], {
			root: host,
			liveMode: true,
			mouseTail: false,
		});
		player.startLive();
		this.document = () => player.iframe.contentDocument;
		return (data) => player.addEvent(JSON.parse(data));
	}

	private frame(): void {
		const page = this.document();
		const rows = page?.querySelector("main")?.children;
		let has = "";
		if (rows && hasContent(rows[FILLED - 1])) has = "first";
		if (rows?.[rows.length - 1]?.id === "last")
			if (hasContent(rows[rows.length - 2])) has = "complete";
		if (this.waiting?.seen !== undefined) has += " text";
		this.channel.port2.postMessage(has);
	}

	private painted(has: string): void {
		const now = clock();
		if (has.startsWith("first") || has.startsWith("complete"))
			this.firstView ??= now;
		if (has.startsWith("complete")) this.completeView ??= now;
		const { waiting } = this;
		if (!has.endsWith("text") || waiting?.seen === undefined) return;
		this.waiting = undefined;
		waiting.done({ seen: waiting.seen, painted: now });
	}

	private changed(): void {
		const page = this.document();
		if (!page || !this.waiting) return;
		if (page !== this.watched) {
			this.watched = page;
			this.observer.observe(page, {
				subtree: true,
				childList: true,
				characterData: true,
			});
		}
		if (this.waiting.seen === undefined)
			if (page.querySelector("#h3")?.textContent === this.waiting.text)
				this.waiting.seen = clock();
	}
}
