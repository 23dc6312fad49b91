/**
 * Which addresses the page has loaded itself, as the browser's own timeline tells: a style
 * sheet names many pictures and fonts that nothing on the page uses.
 */

/** As many entries as a timeline holds unless the page has it hold more. */
const FULL = 250;

/** `witness`: an address that the page must have loaded; a timeline without it has been cut. */
export function loaded_addresses(witness: string): (url: string) => boolean {
	const names = new Set<string>();
	let whole = true;
	for (const view of views(window)) {
		const entries = entries_of(view);
		if (entries.length >= FULL) whole = false;
		for (const { name } of entries) names.add(bare(name));
	}
	if (!names.has(witness)) whole = false;
	return (url) => !whole || names.has(bare(url));
}

/** Parts of a file have one address here. */
export const bare = (url: string): string => url.replace(/#.*/s, "");

function entries_of(view: Window): PerformanceEntryList {
	try {
		return view.performance.getEntriesByType("resource");
	} catch {
		return [];
	}
}

/** The window and those of its frames that are of the page's own origin. */
function* views(top: Window): Generator<Window> {
	yield top;
	for (let i = 0; i < top.frames.length; i++) {
		const inner = top.frames[i];
		if (inner && is_open(inner)) yield* views(inner);
	}
}

function is_open(view: Window): boolean {
	try {
		return view.document !== null;
	} catch {
		return false;
	}
}
