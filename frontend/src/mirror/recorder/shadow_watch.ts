import { closedRoots, internalsOf, shadowMode } from "../natives";
import { Patches } from "./patches";

type Realm = Window & typeof globalThis;

/**
 * Remembers closed shadow roots that are made from now on; the sooner it is called,
 * the more of them are mirrored. Call the result to end it.
 */
export function watchShadowRoots(view: Realm): () => void {
	const patches = new Patches();
	patchShadows(view, patches, () => {});
	return () => patches.restore();
}

/** Tells of hosts whose shadow root may be new. */
export function patchShadows(
	view: Realm,
	patches: Patches,
	attached: (host: Element) => void,
): void {
	patches.method(view.Element.prototype, "attachShadow", (self, _, made) => {
		const root = made as ShadowRoot;
		if (shadowMode(root) === "closed") closedRoots.set(self as Element, root);
		attached(self as Element);
	});
	/* The parser's closed roots are shown to nobody but these. */
	patches.method(
		view.HTMLElement.prototype,
		"attachInternals",
		(self, _, made) => {
			internalsOf.set(self as Element, made as ElementInternals);
			attached(self as Element);
		},
	);
}
