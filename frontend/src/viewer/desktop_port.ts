import type { SessionState } from "../protocol/messages";
import {
	type FromViewer,
	parse_to_viewer,
	type ToViewer,
	type ViewerReport,
} from "./bridge";

type Refused = Omit<Extract<FromViewer, { type: "viewer.refused" }>, "type">;

/**
 * The line to the desktop page around us. It speaks to our own origin only and
 * listens to nobody but that page; opened on its own, the viewer speaks to no one.
 */
export class DesktopPort {
	#last_report = "";

	constructor(obey: (message: ToViewer) => void) {
		window.addEventListener("message", (event) => {
			if (event.origin !== location.origin || event.source !== window.parent)
				return;
			const message = parse_to_viewer(event.data);
			if (message) obey(message);
		});
	}

	/** Said only when something changed. */
	report(report: ViewerReport): void {
		const text = JSON.stringify(report);
		if (text === this.#last_report) return;
		this.#last_report = text;
		this.#say({ type: "viewer.report", report });
	}

	session(session: SessionState, cause: string): void {
		this.#say({ type: "viewer.session", session, cause });
	}

	refused(refused: Refused): void {
		this.#say({ type: "viewer.refused", ...refused });
	}

	leave(): void {
		this.#say({ type: "viewer.leave" });
	}

	#say(message: FromViewer): void {
		if (window.parent !== window)
			window.parent.postMessage(message, location.origin);
	}
}
