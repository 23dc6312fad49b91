/** The desktop socket's messages under the names that this folder uses. */
import type {
	AgentState,
	DesktopCommand,
	DesktopFact,
	DesktopWelcome,
	HandledInteraction,
	OfferView,
	SessionState,
} from "../protocol/messages";

export type {
	ChatLine,
	ErrorFact as ErrorMessage,
	InteractionState,
	SessionState,
	SessionUpdated,
	TransferTargets,
} from "../protocol/messages";
export type AgentInfo = AgentState;
export type Offer = OfferView;
export type Transcript = HandledInteraction;
export type Media = SessionState["media"];
export type Mode = SessionState["mode"];
export type PresenceState = AgentState["state"];

/** Sessions add their part to the welcome. */
type Welcome = DesktopWelcome & { session: SessionState | null };
export type DesktopIn = Exclude<DesktopFact, DesktopWelcome> | Welcome;
export type DesktopOut = DesktopCommand;
