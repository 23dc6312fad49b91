import { describe, expect, it } from "vitest";
import { FakeBrowser } from "./fake_browser";
import { loudness } from "./level";
import { obstacle } from "./microphone";
import { judge, read_sample } from "./quality";

const sample = (
	received: number,
	lost: number,
	trip: number | null = 0.05,
) => ({
	packets_received: received,
	packets_lost: lost,
	round_trip_seconds: trip,
});

describe("quality", () => {
	it("is not judged before there is something to judge", () => {
		expect(judge(null, sample(100, 0), true).grade).toBe("unknown");
		expect(judge(sample(500, 0), sample(10, 0), true).grade).toBe("unknown");
	});

	it.each([
		[sample(200, 0), "good"],
		[sample(194, 6), "good"],
		[sample(190, 10), "fair"],
		[sample(170, 30), "poor"],
		[sample(200, 0, 0.4), "fair"],
		[sample(200, 0, 1), "poor"],
		[sample(0, 0), "poor"],
	])("of %j is %s", (now, grade) => {
		expect(judge(sample(0, 0), now, true).grade).toBe(grade);
	});

	it("counts the last interval only, and never below zero", () => {
		const quality = judge(sample(1000, 500), sample(1100, 490), true);
		expect(quality).toMatchObject({ grade: "good", loss_percent: 0 });
	});

	it("reads a browser's report, the nominated pair first", () => {
		const report = [
			{ type: "remote-inbound-rtp", roundTripTime: 0.9 },
			{
				type: "inbound-rtp",
				kind: "audio",
				packetsReceived: 7,
				packetsLost: 2,
			},
			{
				type: "candidate-pair",
				nominated: true,
				currentRoundTripTime: 0.12,
			},
			{ type: "candidate-pair", nominated: false, currentRoundTripTime: 3 },
		];
		expect(read_sample(report)).toEqual(sample(7, 2, 0.12));
		expect(read_sample([{ type: "transport" }])).toBeNull();
	});
});

describe("loudness", () => {
	it("goes from silence to full, in decibels", () => {
		expect(loudness([0, 0, 0])).toBe(0);
		expect(loudness([1, -1, 1])).toBe(1);
		expect(loudness([0.1, -0.1])).toBeCloseTo(2 / 3);
		expect(loudness([0.0001])).toBe(0);
		expect(loudness([])).toBe(0);
	});
});

describe("an obstacle", () => {
	it("is named before anybody is asked", () => {
		const browser = new FakeBrowser();
		expect(obstacle(browser.natives)).toBeNull();
		browser.secure = false;
		expect(obstacle(browser.natives)).toBe("insecure");
		const old = { ...new FakeBrowser().natives, PeerConnection: undefined };
		expect(obstacle(old)).toBe("unsupported");
	});
});
