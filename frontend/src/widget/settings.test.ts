import { describe, expect, it } from "vitest";
import { read_settings } from "./settings";

describe("read_settings", () => {
	it("takes what it knows", () => {
		const settings = read_settings({
			look: {
				accent: "#0B6E4F",
				position: "top-left",
				scheme: "dark",
				radius: 4,
			},
			strings: { launcher: "Ask us" },
			languages: ["en", 7, "nl"],
		});
		expect(settings.look).toEqual({
			accent: "#0B6E4F",
			position: "top-left",
			scheme: "dark",
			radius: 4,
		});
		expect(settings.languages).toEqual(["en", "nl"]);
	});

	it("keeps its defaults where it does not", () => {
		for (const answer of [
			null,
			7,
			[],
			"{}",
			{ look: "red" },
			{
				look: {
					accent: "red;}",
					position: "middle",
					scheme: {},
					radius: -1,
				},
				languages: "en",
			},
		])
			expect(read_settings(answer)).toMatchObject({
				look: { accent: null, position: null, scheme: null, radius: null },
				languages: [],
			});
		const { look } = read_settings({ look: { radius: 1e9 } });
		expect(look.radius).toBe(32);
	});
});
