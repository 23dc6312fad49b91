/** The customer's two sockets in the widget's words; the types are made from the server's. */
import type {
	CustomerWelcome,
	SessionCustomerCommand,
	SessionCustomerFact,
	SessionPage,
	SiteState,
	WidgetCommand,
	WidgetFact,
} from "../protocol/messages";

export {
	type ChatLine,
	type ConsentWording,
	type CustomerCallback,
	type EarlierChat,
	type ErrorFact,
	type InteractionState,
	PROTOCOL_VERSION,
	type QueueState,
	type Receipts,
	type SessionState,
	type WidgetWelcome,
} from "../protocol/messages";

export type PageInfo = SessionPage;
export type SiteInfo = SiteState;
export type Media = "chat" | "voice";

export type WidgetIn = WidgetFact;
export type WidgetOut = WidgetCommand;

export type SessionWelcome = CustomerWelcome;
export type SessionIn = SessionCustomerFact;
export type SessionOut = SessionCustomerCommand;
