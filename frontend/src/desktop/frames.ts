import {
	type FromViewer,
	parse_from_viewer,
	type ToViewer,
} from "../viewer/bridge";
import { h, show } from "./dom";
import { say } from "./strings";
import type { SessionState } from "./wire";

/**
 * The viewer documents, one frame for each live session. A frame stays loaded
 * while another interaction is looked at, so that coming back shows the page at once.
 */
export class ViewerFrames {
	#frames = new Map<string, HTMLIFrameElement>();

	constructor(
		private readonly host: HTMLElement,
		private readonly heard: (session: string, message: FromViewer) => void,
	) {
		window.addEventListener("message", (event) => this.#receive(event));
	}

	/** Frames for exactly these sessions; the one of `shown` is seen. */
	keep(live: readonly SessionState[], shown: string | null): void {
		const wanted = new Set(live.map((session) => session.id));
		for (const [id, frame] of this.#frames)
			if (!wanted.has(id)) {
				frame.remove();
				this.#frames.delete(id);
			}
		for (const id of wanted) if (!this.#frames.has(id)) this.#open(id);
		for (const [id, frame] of this.#frames) show(frame, id === shown);
	}

	tell(session: string, message: ToViewer): void {
		this.#frames
			.get(session)
			?.contentWindow?.postMessage(message, location.origin);
	}

	#open(id: string): void {
		const frame = h("iframe", {
			class: "desk__frame",
			title: say("cobrowse.frame"),
			src: `/agent/viewer/${encodeURIComponent(id)}/`,
			"data-testid": "viewer",
		});
		this.#frames.set(id, frame);
		this.host.append(frame);
	}

	/** Only our own origin, only one of our frames, only messages of the right shape. */
	#receive(event: MessageEvent): void {
		if (event.origin !== location.origin) return;
		for (const [id, frame] of this.#frames) {
			if (event.source !== frame.contentWindow) continue;
			const message = parse_from_viewer(event.data);
			if (message) this.heard(id, message);
			return;
		}
	}
}
