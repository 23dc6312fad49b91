import type { AckStatus } from "../../protocol/frames";

/** What about the target forbids it; told to the agent, never which rule. */
export type ForbiddenKind =
	| "masked"
	| "restricted"
	| "submit"
	| "file"
	| "password"
	| "own_ui"
	| "disabled";

/** Thrown inside the hand, turned into an ack at its edge; never leaves it. */
export class Refused extends Error {
	constructor(
		readonly code: Exclude<AckStatus, "ok">,
		readonly kind: ForbiddenKind | null = null,
	) {
		super(code);
	}
}

export const forbidden = (kind: ForbiddenKind): Refused =>
	new Refused("target_forbidden", kind);
