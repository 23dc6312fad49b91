/**
 * Builds every front-end entry point that exists.
 *
 *   node build.mjs            minified, hashed, stale files removed
 *   node build.mjs --dev      readable, with inline source maps
 *   node build.mjs --watch    builds again whenever a file under src/ changes
 *   node build.mjs --test     browser test bundles into build-test/ (see below);
 *                             names of areas after it: those alone
 *   node build.mjs --open     the widget without its privacy, into build-test/open/:
 *                             what tests/canary must find leaking
 *
 * Output: `static/build/` and `static/build/manifest.json` (entry name → file,
 * both relative to `static/build/`). The loader keeps its name, because sites
 * link to it; everything else carries a content hash and may be cached for ever.
 *
 * Test bundles: each `src/<area>/testing.ts` becomes `build-test/<area>.js`, a
 * classic script that defines `<Area>Test` (mirror → window.MirrorTest).
 */
import { existsSync, watch } from "node:fs";
import {
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const SRC = join(HERE, "src");
const OUT = join(HERE, "..", "static", "build");
const TEST_OUT = join(HERE, "build-test");
const source = (path) => join(SRC, path);

/** Pages that load one ES module: manifest name → source. */
const PAGES = {
	desktop: "desktop/desktop.ts",
	viewer: "viewer/viewer.ts",
	embed: "embed/embed.ts",
	reports: "reports/reports.ts",
	exports: "reports/exports.ts",
	realtime: "reports/realtime.ts",
	spa: "demo/spa.ts",
	phone: "demo/phone.ts",
	stack_customer: "demo/stack_customer.ts",
	stack_desk: "demo/stack_desk.ts",
	own_ui: "demo/own_ui.ts",
	admin_look: "admin/look.ts",
	admin_rule: "admin/admin_rule.ts",
	rule_tester: "rule_tester/rule_tester.ts",
};
/** The widget: a tiny classic loader, and the app that it imports on demand. */
const WIDGET_APP = "widget/app.ts";
/** The page's side of the rule tester: apart, so that customers load nothing of it. */
const RULE_TEST = "rule_test/rule_test.ts";
/** In frames of other origins: small, and apart from the app, which such a page need not load. */
const GUEST = "widget/frames/guest.ts";
const WIDGET_LOADER = "widget/loader.ts";
/** The types of `window.Cobrowse`: types only and no imports, so they ship as they are. */
const WIDGET_TYPES = "widget/api.ts";
/** The browser's own classes, for what runs in the pages of others. */
const GLOBALS = source("mirror/globals.ts");
const TYPES_FILE = "cobrowse.d.ts";

const flags = new Set(process.argv.slice(2));
const dev = flags.has("--dev");
const common = {
	bundle: true,
	minify: !dev,
	sourcemap: dev ? "inline" : false,
	target: "es2022",
	legalComments: "none",
	metafile: true,
	logLevel: "warning",
};

const present = (path) => existsSync(source(path));

/** Output file of each entry point, and every file written, relative to OUT. */
function outputs(metafile) {
	const entries = new Map();
	const files = [];
	for (const [path, info] of Object.entries(metafile.outputs)) {
		const file = relative(OUT, join(process.cwd(), path));
		files.push(file);
		if (info.entryPoint)
			entries.set(relative(SRC, join(process.cwd(), info.entryPoint)), file);
	}
	return { entries, files };
}

async function buildModules(entryPoints, outdir, more = {}) {
	const result = await build({
		...common,
		...more,
		entryPoints,
		outdir,
		format: "esm",
		splitting: true,
		entryNames: "[name]-[hash]",
		chunkNames: "chunk-[name]-[hash]",
	});
	return outputs(result.metafile);
}

async function prune(kept) {
	for (const entry of await readdir(OUT, {
		recursive: true,
		withFileTypes: true,
	})) {
		const path = join(entry.parentPath ?? entry.path, entry.name);
		if (entry.isFile() && !kept.has(relative(OUT, path))) await rm(path);
	}
}

/** Written beside and renamed, so that a running server never reads half a file. */
async function writeManifest(manifest) {
	const path = join(OUT, "manifest.json");
	await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, "\t")}\n`);
	await rename(`${path}.new`, path);
}

/** For the sites that embed the widget: the API's own source, and the global it makes. */
async function writeTypes() {
	const text = await readFile(source(WIDGET_TYPES), "utf8");
	if (/^import\b/m.test(text))
		throw new Error(
			`${WIDGET_TYPES} is published alone: it may import nothing`,
		);
	const global = "declare global {\n\tvar Cobrowse: Api;\n}\n";
	await writeFile(join(OUT, TYPES_FILE), `${text}\n${global}`);
}

async function buildAll() {
	await mkdir(OUT, { recursive: true });
	const manifest = {};
	const kept = new Set(["manifest.json"]);
	for (const [name, path] of Object.entries(PAGES)) {
		if (!present(path)) continue;
		const { entries, files } = await buildModules([source(path)], OUT);
		manifest[name] = entries.get(path);
		for (const file of files) kept.add(file);
	}
	if (present(WIDGET_APP)) {
		const { entries, files } = await buildModules(
			[source(WIDGET_APP)],
			join(OUT, "widget"),
			{ inject: [GLOBALS] },
		);
		manifest.app = entries.get(WIDGET_APP);
		for (const file of files) kept.add(file);
	}
	for (const [name, path] of [
		["rule_test", RULE_TEST],
		["guest", GUEST],
	]) {
		if (!present(path)) continue;
		const { entries, files } = await buildModules(
			[source(path)],
			join(OUT, "widget"),
			{ inject: [GLOBALS] },
		);
		manifest[name] = entries.get(path);
		for (const file of files) kept.add(file);
	}
	if (present(WIDGET_LOADER)) {
		await build({
			...common,
			entryPoints: [source(WIDGET_LOADER)],
			outfile: join(OUT, "widget.js"),
			format: "iife",
			// Older browsers must be able to read it, if only to say that they are too old.
			target: "es2018",
			supported: { "dynamic-import": true },
			define: {
				__APP_FILE__: JSON.stringify(manifest.app ?? ""),
				__RULE_TEST_FILE__: JSON.stringify(manifest.rule_test ?? ""),
				__GUEST_FILE__: JSON.stringify(manifest.guest ?? ""),
			},
		});
		manifest.widget = "widget.js";
		kept.add("widget.js");
	}
	if (present(WIDGET_TYPES)) {
		await writeTypes();
		kept.add(TYPES_FILE);
	}
	await writeManifest(manifest);
	if (!dev) await prune(kept);
	console.log(`built ${Object.keys(manifest).join(", ") || "nothing"}`);
}

async function buildTests() {
	await mkdir(TEST_OUT, { recursive: true });
	const named = process.argv.slice(2).filter((one) => !one.startsWith("--"));
	for (const area of named.length > 0 ? named : await readdir(SRC)) {
		const path = `${area}/testing.ts`;
		if (!present(path)) continue;
		await build({
			...common,
			minify: false,
			inject: [GLOBALS],
			entryPoints: [source(path)],
			outfile: join(TEST_OUT, `${area}.js`),
			format: "iife",
			globalName: `${area[0].toUpperCase()}${area.slice(1)}Test`,
		});
		console.log(`built build-test/${basename(area)}.js`);
	}
}

/** What makes the privacy module say yes to everything: [file, what, by what]. */
const OPENINGS = [
	["reader.ts", "let privacy = parent & INHERITED;", "return 0;"],
	["reader.ts", "return isMaskedBy(privacy) ||", "return false &&"],
	["fields.ts", "const tag = localName(field);", "return false;"],
	["attributes.ts", 'if (name === "value" && !masked', 'if (name === "value"'],
	[
		"attributes.ts",
		"if (!(masked ? LAYOUT_ATTRIBUTES",
		"if (false && !(masked ? LAYOUT_ATTRIBUTES",
	],
	["urls.ts", "return parsed.origin + (hidden ?? path)", "return parsed.href"],
	["style.ts", "OPAQUE.test(text)", "false"],
];

const openPrivacy = {
	name: "open-privacy",
	setup({ onLoad }) {
		onLoad({ filter: /mirror\/privacy\/\w+\.ts$/ }, async ({ path }) => {
			let contents = await readFile(path, "utf8");
			for (const [file, what, by] of OPENINGS) {
				if (basename(path) !== file) continue;
				if (!contents.includes(what))
					throw new Error(`${file} has no "${what}" any more`);
				contents = contents.replace(what, by);
			}
			return { contents, loader: "ts" };
		});
	},
};

async function buildOpen() {
	const folder = join(TEST_OUT, "open");
	await rm(folder, { recursive: true, force: true });
	await buildModules([source(WIDGET_APP)], folder, {
		inject: [GLOBALS],
		minify: false,
		plugins: [openPrivacy],
	});
	console.log("built build-test/open");
}

const others = { "--test": buildTests, "--open": buildOpen };
const [run = buildAll] = [...flags].flatMap((flag) => others[flag] ?? []);
await run();
if (flags.has("--watch")) {
	let timer;
	watch(SRC, { recursive: true }, () => {
		clearTimeout(timer);
		timer = setTimeout(
			() => run().catch((error) => console.error(String(error))),
			50,
		);
	});
}
