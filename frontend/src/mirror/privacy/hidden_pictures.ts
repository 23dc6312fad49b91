import { computedStyle, isElement, localName, query } from "../natives";
import { isField } from "./fields";
import { Privacy } from "./reader";

/** Where style sheets name pictures. */
const DRAWN = [
	"background-image",
	"border-image-source",
	"content",
	"list-style-image",
	"mask-image",
];
const ADDRESS = /url\("((?:[^"\\]|\\.)*)"\)/g;

/**
 * Whole addresses of the pictures that style sheets draw in what a rule or markup hides, save in
 * fields: there they are the site's look. Null after each element, for whoever has little time.
 */
export function* picturesInHidden(
	nodes: Iterable<{ readonly node: Node; readonly privacy: number }>,
): Generator<string | null> {
	for (const { node, privacy } of nodes) {
		const blocked = (privacy & Privacy.BLOCKED) !== 0;
		if (!isElement(node) || !(blocked || privacy & Privacy.HIDDEN)) continue;
		yield* drawnIn(node);
		/* What is in it is not mirrored. */
		if (blocked) for (const inner of query(node, "*")) yield* drawnIn(inner);
	}
}

function* drawnIn(element: Element): Generator<string | null> {
	if (!isField(localName(element)))
		for (const part of ["", "::before", "::after"]) {
			const style = computedStyle(element, part);
			for (const property of DRAWN)
				for (const [, url = ""] of style
					?.getPropertyValue(property)
					.matchAll(ADDRESS) ?? [])
					yield url.replace(/\\(.)/g, "$1");
		}
	yield null;
}
