import { describe, expect, it } from "vitest";
import { Pause } from "./pause";

describe("Pause", () => {
	it("counts from the customer's word on", () => {
		const pause = new Pause(false);
		expect(pause.is_on).toBe(false);
		pause.ask();
		expect(pause.is_on).toBe(true);
		expect(pause.unsaid).toBe("sharing.pause");
		// News from before the server heard of it change nothing.
		pause.hear(false);
		expect(pause.is_on).toBe(true);
		pause.hear(true);
		expect(pause.unsaid).toBe(null);
		expect(pause.is_on).toBe(true);
	});

	it("ends with the server's word, not with the customer's", () => {
		const pause = new Pause(false);
		pause.hear(true);
		pause.lift();
		expect(pause.is_on).toBe(true);
		expect(pause.unsaid).toBe("sharing.resume");
		pause.hear(true);
		expect(pause.is_on).toBe(true);
		pause.hear(false);
		expect(pause.is_on).toBe(false);
		expect(pause.unsaid).toBe(null);
	});

	it("outlives a page load that the server never heard of", () => {
		const pause = new Pause(true);
		expect(pause.is_on).toBe(true);
		pause.hear(false);
		expect(pause.is_on).toBe(true);
		expect(pause.unsaid).toBe("sharing.pause");
	});

	it("goes back at once on a pause that the server may not have heard of", () => {
		const pause = new Pause(true);
		pause.lift();
		expect(pause.is_on).toBe(false);
		expect(pause.unsaid).toBe("sharing.resume");
		pause.hear(false);
		expect(pause.unsaid).toBe(null);
	});

	it("has nothing to lift where nothing is paused", () => {
		const pause = new Pause(false);
		pause.lift();
		expect(pause.unsaid).toBe(null);
	});
});
