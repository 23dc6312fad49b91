import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Natives that return what a page says. */
const TELLING = [
	"areaValue",
	"attributeNames",
	"baseURI",
	"computedStyle",
	"documentTitle",
	"effectKeyframes",
	"getAttribute",
	"importMedia",
	"inputValue",
	"ruleText",
	"sheetHref",
	"sheetMedia",
	"sheetTitle",
	"textContent",
	"textData",
];

/** Where the recorder uses them all the same, and why nothing of it is sent as it is. */
const ALLOWED: Record<string, readonly string[]> = {
	/* A length, to notice later that it changed. */
	"checks.ts": ["textData"],
	"settle.ts": ["textData"],
	"walk.ts": ["textData"],
	/* Text for a `Rewrite`, which is the reader's, or for a hash. */
	"rule_text.ts": ["importMedia", "ruleText", "sheetHref", "textContent"],
	/* What the reader gets in place of a rule that a browser does not write whole. */
	"lost_values.ts": ["ruleText"],
	/* Compared with what it was. */
	"rule_watch.ts": ["ruleText"],
	/* What the reader makes addresses whole with. */
	"sheet_job.ts": ["baseURI", "sheetHref"],
	/* Whose text has come. */
	"sheets.ts": ["sheetHref"],
	/* Which sheets apply; the media go through the reader. */
	"switches.ts": ["getAttribute", "sheetMedia", "sheetTitle"],
};

const FOLDER = join(import.meta.dirname, "../recorder");
const IMPORT = /import \{([^}]*)\} from "\.\.\/natives"/s;
/** What would go past the natives, and so past this test. */
const PAST_NATIVES =
	/\.(?:textContent|innerText|innerHTML|outerHTML|nodeValue|wholeText|placeholder|href|src|getAttribute\w*)\b/g;

const modules = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".ts"))
	.map((name) => [name, readFileSync(join(FOLDER, name), "utf8")] as const);

describe("what a page says is read by the privacy module alone", () => {
	it.each(modules)("recorder/%s", (name, source) => {
		const imported = (IMPORT.exec(source)?.[1] ?? "")
			.split(",")
			.map((one) => one.trim().split(" ")[0] ?? "");
		const telling = imported.filter((one) => TELLING.includes(one)).sort();
		expect(telling).toEqual(ALLOWED[name] ?? []);
		expect(source.match(PAST_NATIVES) ?? []).toEqual([]);
	});
});
