/** The desktop socket's messages under the names that this folder uses. */
import type {
	AgentState,
	DesktopCommand,
	DesktopFact,
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

export type DesktopIn = DesktopFact;
export type DesktopOut = DesktopCommand;
