import type { MirrorRule, Recorder } from "../mirror";
import {
	frameDocument,
	isElement,
	localName,
	query,
	shadowRoot,
} from "../mirror/natives";
import type { Counts } from "./contract";

/** How many elements each rule matches now, wherever a rule reaches. */
export function count(
	page: Document,
	rules: readonly MirrorRule[],
	recorder: Recorder,
): Counts {
	const roots = [...roots_in(page)];
	const failed = new Set(recorder.rule_use.failed);
	const counted = rules.map(({ id, selector }) => {
		let found = 0;
		try {
			for (const root of roots) found += query(root, selector).length;
		} catch {
			failed.add(id);
		}
		return [id, found] as const;
	});
	let hidden = 0;
	for (const _ of recorder.hidden_elements()) hidden++;
	return { rules: counted, failed: [...failed], hidden };
}

/** A document, its shadow roots, and the frames of the same origin. */
function* roots_in(root: Node): Generator<Node> {
	yield root;
	for (const element of query(root, "*")) {
		if (!isElement(element)) continue;
		const inner =
			shadowRoot(element) ??
			(localName(element) === "iframe" ? frameDocument(element) : null);
		if (inner) yield* roots_in(inner);
	}
}
