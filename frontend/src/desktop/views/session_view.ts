import type { ToViewer, ViewerReport } from "../../viewer/bridge";
import type { SessionState } from "../wire";

/** What toolbar and foot paint. */
export interface SessionView {
	readonly session: SessionState;
	/** Null until the viewer has said its first word. */
	readonly report: ViewerReport | null;
	readonly now: number;
}

/** Tells the viewer of the session that is shown. */
export type Tell = (message: ToViewer) => void;
