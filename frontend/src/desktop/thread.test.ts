import { describe, expect, it } from "vitest";
import { chat } from "./samples";
import { is_written_here, new_thread } from "./thread";

describe("is_written_here", () => {
	it("leaves calls and chats of another stack without a composer", () => {
		const written = (more: Parameters<typeof chat>[1]) =>
			is_written_here(new_thread(chat("a", more)));
		expect(written({})).toBe(true);
		expect(written({ external: true })).toBe(false);
		expect(written({ media: "voice" })).toBe(false);
	});
});
