import { describe, expect, it } from "vitest";
import type { SessionState } from "../protocol/messages";
import { stage_of } from "./stages";

const session = (changes: Partial<SessionState>): SessionState =>
	({
		state: "active",
		customer_online: true,
		paused: false,
		...changes,
	}) as SessionState;

describe("stage_of", () => {
	it("says that the customer has paused, whatever was seen before", () => {
		for (const progress of ["waiting", "loading", "live", "paused"] as const)
			expect(stage_of("open", session({ paused: true }), progress)).toBe(
				"sharing_paused",
			);
	});

	it("says rather that a side is away or that it is over", () => {
		const paused = session({ paused: true, customer_online: false });
		expect(stage_of("open", paused, "live")).toBe("customer_offline");
		expect(stage_of("reconnecting", paused, "live")).toBe("reconnecting");
		const ended = session({ paused: false, state: "ended" });
		expect(stage_of("open", ended, "live")).toBe("ended");
	});

	it("tells a rule's pause from the customer's", () => {
		expect(stage_of("open", session({}), "paused")).toBe("paused");
	});
});
