/** What a selector costs on a large page, in this browser. */

const ELEMENTS = 10_000;
const RUNS = 7;

let fixture: Document | null = null;

/** A page of that many elements, as shops have them; the same each time. */
export function make_fixture(): Document {
	const page = document.implementation.createHTMLDocument("");
	const { body } = page;
	let made = 0;
	const add = (parent: Element, tag: string, name: string): Element => {
		const element = page.createElement(tag);
		element.className = name;
		parent.append(element);
		made++;
		return element;
	};
	for (let part = 0; made < ELEMENTS; part++) {
		const section = add(body, "section", `part part-${part % 7}`);
		section.id = `section-${part}`;
		for (let row = 0; row < 24 && made < ELEMENTS; row++) {
			const card = add(section, "article", `card${row % 3 ? "" : " active"}`);
			card.setAttribute("data-row", String(row));
			const head = add(add(card, "header", "head"), "h3", "title");
			add(head, "span", "name").textContent = `Row ${row}`;
			const list = add(card, "ul", "facts");
			for (let fact = 0; fact < 4; fact++)
				add(add(list, "li", "fact"), "span", "value").textContent = "12";
			const form = add(card, "form", "buy");
			const field = add(add(form, "label", "field"), "input", "quantity");
			field.setAttribute("type", row % 2 ? "text" : "number");
			field.setAttribute("name", `quantity-${row}`);
			add(form, "button", "btn btn--primary");
		}
	}
	return page;
}

/** Median milliseconds of finding all matches; throws what the browser says of a selector it cannot read. */
export function cost_of(selector: string): number {
	fixture ??= make_fixture();
	const page = fixture;
	const times = Array.from({ length: RUNS }, () => {
		/* Browsers remember the answer as long as nothing changes. */
		page.body.append(page.createElement("i"));
		const start = performance.now();
		void page.querySelectorAll(selector).length;
		const took = performance.now() - start;
		page.body.lastElementChild?.remove();
		return took;
	});
	return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}
