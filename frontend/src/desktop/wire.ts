/** The desktop socket's messages under the names that this folder uses. */
import type {
	AgentState,
	CallbackView,
	DesktopCommand,
	DesktopFact,
	DesktopWelcome,
	DispositionView,
	HandledInteraction,
	InteractionState,
	OfferView,
	QuickReplyView,
	SessionState,
	WrapUp,
} from "../protocol/messages";

export type {
	ChatLine,
	ErrorFact as ErrorMessage,
	InteractionState,
	Receipts,
	SessionState,
	SessionUpdated,
	TransferTargets,
} from "../protocol/messages";
export type AgentInfo = AgentState;
export type Offer = OfferView;
export type Transcript = HandledInteraction;
export type Callback = CallbackView;
export type QuickReply = QuickReplyView;
export type Disposition = DispositionView;
/** An interaction that has ended and waits for its outcome. */
export type WrapUpView = WrapUp;
export type Media = SessionState["media"];
export type Mode = SessionState["mode"];
export type PresenceState = AgentState["state"];

export type Welcome = DesktopWelcome;
export type DesktopIn = DesktopFact;
export type DesktopOut = DesktopCommand;
export type Phase = InteractionState["state"];
