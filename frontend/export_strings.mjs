/**
 * Prints the widget's built-in texts as JSON: name → language → text. The server
 * offers exactly these names in its admin (`manage.py export_widget_strings`).
 */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, "src", "widget", "strings");
/** A language's file is named like its tag. */
const LANGUAGE = /^([a-z]{2,3})\.ts$/;

async function texts(language) {
	const result = await build({
		entryPoints: [join(FOLDER, `${language}.ts`)],
		bundle: true,
		format: "esm",
		write: false,
		logLevel: "error",
	});
	const folder = await mkdtemp(join(tmpdir(), "strings-"));
	try {
		const file = join(folder, `${language}.mjs`);
		await writeFile(file, result.outputFiles[0].text);
		const module = await import(pathToFileURL(file).href);
		return module[language];
	} finally {
		await rm(folder, { recursive: true });
	}
}

const languages = (await readdir(FOLDER))
	.map((name) => LANGUAGE.exec(name)?.[1])
	.filter((language) => language !== undefined)
	.sort();
const known = new Map();
for (const language of languages) {
	const found = await texts(language);
	if (found) known.set(language, found);
}
const english = known.get("en");
const names = Object.keys(english).sort();
const all = Object.fromEntries(
	names.map((name) => [
		name,
		Object.fromEntries(
			[...known]
				.filter(([, texts]) => typeof texts[name] === "string")
				.map(([language, texts]) => [language, texts[name]]),
		),
	]),
);
process.stdout.write(`${JSON.stringify(all, null, 1)}\n`);
