import type { PlayerProgress } from "../mirror";
import type { SessionState } from "../protocol/messages";
import type { Stage } from "./bridge";
import type { LinkState } from "./link";

/** Where the viewer stands, from what connection, session and replica say. */
export function stage_of(
	link: LinkState,
	session: SessionState | null,
	progress: PlayerProgress,
): Stage {
	if (session?.state === "ended" || link === "ended") return "ended";
	if (link !== "open") return link;
	if (!session) return "connecting";
	if (!session.customer_online) return "customer_offline";
	if (session.paused) return "sharing_paused";
	return progress;
}
