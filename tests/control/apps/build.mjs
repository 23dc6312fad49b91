/** Bundles control and the apps of this folder: node build.mjs <output folder>. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const FRONTEND = join(HERE, "..", "..", "..", "frontend");
const MODULES = join(FRONTEND, "node_modules");
const { build } = await import(pathToFileURL(join(MODULES, "esbuild/lib/main.js")));
const { compile } = await import(pathToFileURL(join(MODULES, "svelte/src/compiler/index.js")));
const apps = (await readdir(HERE)).filter(
	(name) => /\.(jsx?|ts)$/.test(name) && name !== "build.mjs",
);

const svelte = {
	name: "svelte",
	setup({ onLoad }) {
		onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
			const source = await readFile(path, "utf-8");
			const { js } = compile(source, { filename: path, css: "injected" });
			return { contents: js.code, loader: "js" };
		});
	},
};

const common = {
	outdir: process.argv[2],
	bundle: true,
	format: "iife",
	target: "es2022",
	logLevel: "warning",
};

await build({
	...common,
	entryPoints: { control: join(FRONTEND, "src/control/testing.ts") },
	globalName: "ControlTest",
});
await build({
	...common,
	entryPoints: apps.map((name) => join(HERE, name)),
	minify: true,
	jsx: "automatic",
	nodePaths: [MODULES],
	plugins: [svelte],
	conditions: ["browser", "production"],
	define: {
		"process.env.NODE_ENV": '"production"',
		__VUE_OPTIONS_API__: "true",
		__VUE_PROD_DEVTOOLS__: "false",
		__VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
	},
	tsconfigRaw: {
		compilerOptions: {
			experimentalDecorators: true,
			useDefineForClassFields: false,
		},
	},
});
