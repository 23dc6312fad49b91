import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** What an entry point with these exports weighs, as a site would serve it. */
async function weigh(...names: string[]): Promise<number> {
	const { outputFiles } = await build({
		stdin: {
			contents: `export { ${names.join(", ")} } from "./index.ts"`,
			resolveDir: import.meta.dirname,
		},
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2022",
		legalComments: "none",
		write: false,
	});
	return brotliCompressSync(outputFiles[0]?.contents ?? "").length;
}

const RECORDER = ["createRecorder", "watchFields", "FieldMemory"];
const PLAYER = ["createPlayer"];

/** Bytes after brotli; decision 14 says why these. */
describe("the engine's weight", () => {
	it("is what one end loads", async () => {
		expect(await weigh(...RECORDER)).toBeLessThan(32_600);
		expect(await weigh(...PLAYER)).toBeLessThan(23_300);
	});

	it("is shared where both ends do the same", async () => {
		expect(await weigh(...RECORDER, ...PLAYER)).toBeLessThan(48_200);
	});
});
