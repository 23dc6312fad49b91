import {
	documentView,
	frameDocument,
	listen,
	localName,
	query,
	unlisten,
} from "./natives";

export type Realm = Window & typeof globalThis;

export interface RealmVisitor {
	/** Heard in every window before the page's own elements hear it. */
	readonly on: readonly (readonly [
		type: string,
		heard: (event: Event) => void,
	])[];
	/** May be called again and again for one window. */
	enter?(view: Realm): void;
	leave?(view: Realm): void;
	/** Frames that only a walk of the whole page finds: those in shadow roots. */
	inner_frames?(): Iterable<Element>;
}

/** How often to look for frames that nothing announced, in milliseconds. */
const LOOK_MS = 400;
const QUIETLY = { capture: true, passive: true };

/**
 * Visits the windows of a page: its own and those of its same-origin frames, as they
 * come and go. Call the result to leave them all.
 */
export function eachRealm(page: Document, visitor: RealmVisitor): () => void {
	let entered = new Set<Document>();
	const look = (): void => {
		const found = new Set([page]);
		for (const frame of visitor.inner_frames?.() ?? []) addTo(found, frame);
		for (const one of found)
			for (const frame of query(one, "iframe")) addTo(found, frame);
		for (const one of entered) if (!found.has(one)) leave(one);
		/* All of them: a page that writes its document anew has lost our listeners. */
		for (const one of found) enter(one);
		entered = found;
	};
	const loaded = ({ target }: Event): void => {
		if (target && localName(target as Element) === "iframe") look();
	};
	const enter = (one: Document): void => {
		const view = documentView(one);
		if (!view) return;
		listen(one, "load", loaded, QUIETLY);
		for (const [type, heard] of visitor.on) listen(view, type, heard, QUIETLY);
		visitor.enter?.(view);
	};
	const leave = (one: Document): void => {
		const view = documentView(one);
		/* A window that shows another document by now has forgotten us. */
		if (!view) return;
		unlisten(one, "load", loaded, QUIETLY);
		for (const [type, heard] of visitor.on)
			unlisten(view, type, heard, QUIETLY);
		visitor.leave?.(view);
	};
	look();
	const timer = setInterval(look, LOOK_MS);
	return () => {
		clearInterval(timer);
		for (const one of entered) leave(one);
	};
}

function addTo(found: Set<Document>, frame: Element): void {
	const inner = frameDocument(frame);
	if (inner) found.add(inner);
}
