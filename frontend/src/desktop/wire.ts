/** The desktop socket's messages under the names that this folder uses. */
import type {
	AgentState,
	CallbackView,
	DesktopCommand,
	DesktopFact,
	DesktopWelcome,
	HandledInteraction,
	InteractionState,
	OfferView,
	QuickReplyView,
	SessionState,
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
export type Media = SessionState["media"];
export type Mode = SessionState["mode"];
export type PresenceState = AgentState["state"];

/** An interaction that has ended and waits for its outcome. */
export interface WrapUpView extends HandledInteraction {
	readonly until_at: string | null;
}

export interface Disposition {
	readonly id: number;
	readonly name: string;
}

/** The parts of the welcome that installations without them leave out. */
export interface WelcomeParts {
	readonly wrap_ups?: readonly WrapUpView[];
	readonly dispositions?: readonly Disposition[];
	readonly callbacks?: readonly Callback[];
	readonly quick_replies?: readonly QuickReply[];
}

export type Welcome = DesktopWelcome & WelcomeParts;
export type DesktopIn = DesktopFact;
export type DesktopOut = DesktopCommand;
export type Phase = InteractionState["state"];
