/** What is looked for in a replica of one kind of page. */
export interface Marks {
	/** The first screen is full. */
	has_first(page: Document): boolean;
	has_all(page: Document): boolean;
	/** Of what the customer's page changes. */
	text_of(page: Document): string | null;
}

/** Rows that fill the viewport. */
const FILLED = 18;

const has_content = (row: Element | undefined): boolean =>
	(row?.querySelector(".price")?.textContent ?? "") !== "";

const text_at = (page: Document, selector: string): string | null =>
	page.querySelector(selector)?.textContent ?? null;

/** The last element of every page. */
const has_end = (page: Document): boolean =>
	page.getElementById("last") !== null;

/** Pages of `bench/pages.ts`. */
const ROWS: Marks = {
	has_first: (page) =>
		has_content(page.querySelector("main")?.children[FILLED - 1]),
	has_all(page) {
		const rows = page.querySelector("main")?.children;
		return has_end(page) && has_content(rows?.[rows.length - 2]);
	},
	text_of: (page) => text_at(page, "#h3"),
};

/** Sites of `tests/mirror/sites`, with a paragraph at their end. */
const SITE: Marks = {
	has_first: (page) => text_at(page, "h1") !== "",
	has_all: (page) => has_end(page) && text_at(page, "#last") !== "",
	text_of: (page) => text_at(page, "#last"),
};

/** Generated pages have no first heading. */
export const marks_of = (page: Document): Marks =>
	page.querySelector("h1") ? SITE : ROWS;
