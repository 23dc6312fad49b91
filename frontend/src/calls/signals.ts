/** What the two sides tell each other; the types are made from the server's. */
import type {
	CustomerSignal,
	SignalCandidate,
	SignalTrouble,
} from "../protocol/messages";

export type Signal = CustomerSignal["signal"];
export type Candidate = SignalCandidate;
export type Role = "agent" | "customer";

/** What the other side is told when this one cannot go on. */
export type Trouble = SignalTrouble["code"];
/** Why this browser, or this page in it, cannot make calls at all. */
export type Obstacle = "unsupported" | "insecure";
