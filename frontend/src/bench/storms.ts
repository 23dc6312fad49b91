/**
 * Bursts of changes in the shapes that rrweb's own benchmarks have. Each does all
 * its work in one task.
 */
type Storm = () => void;

const div = (): HTMLDivElement => document.createElement("div");

function rows(count: number, width: number): HTMLDivElement[] {
	return Array.from({ length: count }, (_, i) => {
		const row = div();
		row.className = `row-${i % 7}`;
		for (let k = 0; k < width; k++) {
			const cell = div();
			cell.id = `cell-${i}-${k}`;
			cell.textContent = `${i} ${k}`;
			row.append(cell);
		}
		return row;
	});
}

/** A thousand rows of ten, one after another. */
const add: Storm = () => {
	const box = div();
	document.body.append(box);
	for (const row of rows(1000, 10)) box.append(row);
};

/** Ten thousand changes of attributes, ten on each of a thousand elements. */
const attributes: Storm = () => {
	const cells = document.querySelectorAll("section");
	for (let turn = 0; turn < 10; turn++)
		for (let i = 0; i < 1000; i++) {
			const cell = cells[i % cells.length];
			cell?.setAttribute("class", `row row-${i % 7} turn-${turn}`);
		}
};

const addAndRemove: Storm = () => {
	const box = div();
	document.body.append(box);
	for (const row of rows(1000, 10)) box.append(row);
	box.remove();
	document.body.append(box);
};

/** Rows go from one box to another, one by one. */
const addAndMove: Storm = () => {
	const from = div();
	const to = div();
	document.body.append(from, to);
	const all = rows(1000, 10);
	for (const row of all) from.append(row);
	for (const row of all) to.prepend(row);
};

/** A hundred chains, each a hundred deep, built from the outside to the inside. */
const deepNested: Storm = () => {
	const box = div();
	document.body.append(box);
	for (let i = 0; i < 100; i++) {
		let at = div();
		box.append(at);
		for (let depth = 0; depth < 99; depth++) {
			const inner = div();
			inner.textContent = `${depth}`;
			at.append(inner);
			at = inner;
		}
	}
};

/** Descendants of several generations are added to parents that are new themselves: ten thousand nodes. */
const descendants: Storm = () => {
	for (let i = 0; i < 600; i++) {
		const parent = div();
		document.body.append(parent);
		const child = div();
		parent.append(child);
		for (let k = 0; k < 5; k++) {
			const grandchild = div();
			child.append(grandchild);
			grandchild.append(div(), `text ${i} ${k}`);
		}
	}
};

export const storms: Record<string, Storm> = {
	add,
	attributes,
	add_and_remove: addAndRemove,
	add_and_move: addAndMove,
	deep_nested: deepNested,
	descendants,
};
