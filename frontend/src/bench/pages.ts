/** A rule set of the size that a shop has: classes, states, a grid, a few variables. */
function styleText(): string {
	const rules = [
		":root{--ink:#222;--line:#ddd}",
		"body{margin:0;font:14px/1.4 sans-serif;color:var(--ink)}",
		"main{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}",
		"section{border:1px solid var(--line);padding:8px}",
		"section h2{font-size:16px;margin:0 0 4px}",
		"section a:hover{color:#a00}",
		".price{font-weight:bold}",
		".moving{position:absolute;width:10px;height:10px;background:#06c}",
	];
	for (let i = 0; i < 120; i++)
		rules.push(`.row-${i % 7} .part-${i}{margin:${i % 9}px;color:#${i + 100}}`);
	return rules.join("\n");
}

/** A list of about `count` elements; the last one is `#last`. */
export function makePage(count: number): void {
	const style = document.createElement("style");
	style.textContent = styleText();
	document.head.append(style);
	const list = document.createElement("main");
	const rows = Math.round(count / 6);
	for (let i = 0; i < rows; i++) {
		const row = document.createElement("section");
		row.className = `row row-${i % 7}`;
		row.innerHTML = `<h2 id="h${i}">Item ${i}</h2><p class="part-${i % 120}">Some words
			about item ${i}, as shops have them.</p><a href="/item/${i}">more</a>
			<input name="n${i}" value="${i}"><span class="price">${i},99</span>`;
		list.append(row);
	}
	const last = document.createElement("section");
	last.id = "last";
	list.append(last);
	document.body.append(list);
}

/** One step of churn: the hundred nodes of the step before go, a hundred new ones come. */
export function stepChurn(step: number): void {
	let box = document.querySelector("#churn");
	if (!box) {
		box = document.createElement("div");
		box.id = "churn";
		document.body.prepend(box);
	}
	box.replaceChildren();
	for (let i = 0; i < 50; i++) {
		const line = document.createElement("p");
		line.textContent = `step ${step}, line ${i}`;
		box.append(line);
	}
}
