import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

async function weigh(entry: string): Promise<number> {
	const { outputFiles } = await build({
		entryPoints: [`${import.meta.dirname}/../${entry}`],
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2022",
		write: false,
		define: {
			__APP_FILE__: '"app"',
			__RULE_TEST_FILE__: '"rule_test"',
			__GUEST_FILE__: '"guest"',
		},
	});
	return brotliCompressSync(outputFiles[0]?.contents ?? "").length;
}

/** Bytes after brotli. */
describe("what a page loads by itself", () => {
	it("is a loader that knows nothing of what may follow", async () => {
		expect(await weigh("widget/loader.ts")).toBeLessThan(1_600);
	});
});

describe("what a page in a frame of another origin loads", () => {
	it("is the recorder, and little that waits for it to be wanted", async () => {
		expect(await weigh("widget/frames/guest.ts")).toBeLessThan(35_200);
	});
});

describe("what a page loads for the rule tester", () => {
	it("is little more than the recorder", async () => {
		expect(await weigh("rule_test/rule_test.ts")).toBeLessThan(34_300);
	});
});
