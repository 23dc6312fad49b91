import {
	type FromViewer,
	parse_from_viewer,
	type ToViewer,
} from "../viewer/bridge";
import { h, show } from "./dom";
import { say } from "./strings";
import type { SessionState } from "./wire";

/** A viewer that has not said a word by then is loaded again, milliseconds. */
const SILENT_MS = 6_000;
/** What a person asks of a viewer that is still on its way, at most. */
const WAITING_MAX = 8;

interface Held {
	readonly frame: HTMLIFrameElement;
	/** When it was last loaded; null once it has spoken. */
	loaded_at: number | null;
	/** What the viewer was told that the customer is called. */
	name: string;
	/** Asked for before the viewer was in its session; null once it is. */
	waiting: ToViewer[] | null;
}

/**
 * The viewer documents, one frame for each live session. A frame stays loaded
 * while another interaction is looked at, so that coming back shows the page at once.
 */
export class ViewerFrames {
	#frames = new Map<string, Held>();

	constructor(
		private readonly host: HTMLElement,
		private readonly heard: (session: string, message: FromViewer) => void,
	) {
		window.addEventListener("message", (event) => this.#receive(event));
	}

	/** Frames for exactly these sessions; the one of `shown` is seen. */
	keep(live: readonly SessionState[], shown: string | null): void {
		const wanted = new Set(live.map((session) => session.id));
		for (const [id, { frame }] of this.#frames)
			if (!wanted.has(id)) {
				frame.remove();
				this.#frames.delete(id);
			}
		for (const id of wanted) if (!this.#frames.has(id)) this.#open(id);
		for (const [id, held] of this.#frames) {
			show(held.frame, id === shown);
			this.#reload_silent(id, held);
		}
	}

	/** Now, or as soon as the viewer is in its session: no press goes nowhere. */
	tell(session: string, message: ToViewer): void {
		const held = this.#frames.get(session);
		if (!held) return;
		if (!held.waiting)
			held.frame.contentWindow?.postMessage(message, location.origin);
		else if (held.waiting.length < WAITING_MAX) held.waiting.push(message);
	}

	/** The name that the customer goes by in this session; empty: nobody knows. */
	call(session: string, name: string): void {
		const held = this.#frames.get(session);
		if (!held || held.name === name) return;
		held.name = name;
		this.tell(session, { type: "viewer.customer", name });
	}

	#open(id: string): void {
		const frame = h("iframe", {
			class: "desk__frame",
			title: say("cobrowse.frame"),
			src: address_of(id),
			"data-testid": "viewer",
		});
		this.#frames.set(id, {
			frame,
			loaded_at: Date.now(),
			name: "",
			waiting: [],
		});
		this.host.append(frame);
	}

	/** The server may have been away just when the document was asked for. */
	#reload_silent(id: string, held: Held): void {
		if (held.loaded_at === null || Date.now() - held.loaded_at < SILENT_MS)
			return;
		held.loaded_at = Date.now();
		held.frame.src = address_of(id);
	}

	/** Only our own origin, only one of our frames, only messages of the right shape. */
	#receive(event: MessageEvent): void {
		if (event.origin !== location.origin) return;
		for (const [id, held] of this.#frames) {
			if (event.source !== held.frame.contentWindow) continue;
			const message = parse_from_viewer(event.data);
			if (!message) return;
			held.loaded_at = null;
			this.heard(id, message);
			if (message.type === "viewer.session") this.#catch_up(id, held);
			return;
		}
	}

	#catch_up(id: string, held: Held): void {
		const waiting = held.waiting ?? [];
		held.waiting = null;
		for (const message of waiting) this.tell(id, message);
	}
}

const address_of = (id: string): string =>
	`/agent/viewer/${encodeURIComponent(id)}/`;
