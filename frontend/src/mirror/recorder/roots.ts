import {
	compatMode,
	documentElement,
	documentView,
	frameDocument,
	isElement,
	localName,
	query,
	shadowMode,
	shadowRoot,
	slotAssignment,
} from "../natives";
import { Op } from "../ops";
import type { Core } from "./core";
import { type Rec, State } from "./model";
import { Rounds } from "./rounds";

/** Where mutations and events are watched: documents and open shadow roots. */
export interface RootWatch {
	watch(root: Document | ShadowRoot): void;
	leave(root: Node): void;
	/** The window of a frame, for hooks. */
	enter(view: Window & typeof globalThis): void;
}

/** Elements looked at per round for a shadow root that nothing announced. */
const MOST_LOOKS = 200;

/** Opens documents, shadow roots and same-origin frames, and notices when a frame gets another document. */
export class Roots {
	#watched = new Set<Node>();
	#frames = new Set<Rec>();
	#waiting = new Set<Element>();
	readonly #looked = new Rounds(() => this.#core.model.all());
	#modes = new WeakMap<Document, string>();

	readonly #core: Core;
	readonly #watch: RootWatch;

	constructor(core: Core, watch: RootWatch) {
		this.#core = core;
		this.#watch = watch;
	}

	/** The page's document itself was written anew in another rendering mode. */
	get isPageRewritten(): boolean {
		return this.#isRewritten(this.#core.page);
	}

	/** All roots that are mirrored now. */
	*all(): Generator<Node> {
		for (const root of this.#watched)
			if (this.#core.model.get(root)) yield root;
	}

	/** All roots that were ever opened and not swept, for when nothing is mirrored. */
	get opened(): Iterable<Node> {
		return this.#watched;
	}

	*frames(): Generator<Element> {
		for (const { node } of this.#frames) yield node as Element;
	}

	isWatched(root: Node): boolean {
		return this.#watched.has(root) && this.#core.model.get(root) !== undefined;
	}

	clear(): void {
		this.#frames.clear();
		this.#waiting.clear();
		this.#looked.restart();
	}

	openPage(): void {
		this.#openDocument(this.#core.page, null, this.#core.reader.outermost);
	}

	/**
	 * Looks through a document that is kept back, with its shadow roots and frames, and hears
	 * of what changes in them: what is hidden meanwhile stays so.
	 */
	foresee(root: Document | ShadowRoot): void {
		this.#core.reader.foreseeIn(root);
		for (const element of query(root, "*")) {
			const shadow = shadowRoot(element);
			if (shadow) {
				this.#listen(shadow);
				this.foresee(shadow);
			}
			const inner = localName(element) === "iframe" && frameDocument(element);
			if (!inner) continue;
			this.#listen(inner);
			this.#core.held.meet(inner, documentElement(inner));
		}
	}

	openShadow(host: Rec): void {
		const root = shadowRoot(host.node as Element);
		if (!root || this.#core.model.get(root)) return;
		const { model, reader, writer, walk } = this.#core;
		/* Before the host's own children are read out. */
		reader.hideSlotted(root);
		const rec = model.create(root, host, "#shadow", host.privacy);
		writer.uint(Op.SHADOW);
		writer.newId(rec.id);
		writer.uint(host.id);
		writer.uint(
			(slotAssignment(root) === "manual" ? 1 : 0) |
				(shadowMode(root) === "closed" ? 2 : 0),
		);
		this.#begin(root, rec);
		walk.push(rec);
	}

	/** A shadow root was attached to an element that may be listed already. */
	attached(host: Element): void {
		const root = shadowRoot(host);
		if (root && this.#core.reader.rules.hiding) this.#listen(root);
		this.#waiting.add(host);
		this.#core.kick();
	}

	openFrame(frame: Rec): void {
		this.#frames.add(frame);
		const inner = frameDocument(frame.node);
		if (inner) this.#openDocument(inner, frame, frame.privacy);
		else this.#core.joined.met(frame, true);
	}

	/** A frame element has loaded another document. */
	loaded(node: Node): void {
		const rec = this.#core.model.get(node);
		if (rec?.tag !== "iframe") return;
		this.#core.joined.met(rec, false);
		this.#core.kick();
	}

	/** The player's copy of a frame is empty once it was moved. */
	afterMoves(): void {
		for (const frame of this.#frames)
			if (frame.first && this.#core.marks.wasMoved(frame)) this.#reopen(frame);
	}

	/** Frames with another document than the one we opened, and late shadow roots. */
	check(): void {
		for (const frame of this.#frames) {
			if (frame.dead) {
				this.#frames.delete(frame);
				continue;
			}
			if (this.#hasOther(frame)) this.#reopen(frame);
		}
		for (const host of this.#waiting) {
			const rec = this.#core.model.get(host);
			if (rec && !rec.leaf && rec.state > 0) this.openShadow(rec);
		}
		this.#waiting.clear();
	}

	/** Drops what the page took out, so that nothing is kept alive. */
	sweep(): void {
		for (const root of this.#watched)
			if (!this.#core.model.get(root)) {
				this.#watched.delete(root);
				this.#watch.leave(root);
			}
	}

	/** Finds roots that the parser attached to elements which are listed already. */
	rescan(): void {
		for (const rec of this.#core.model.all())
			if (isElement(rec.node) && shadowRoot(rec.node) && !rec.leaf)
				this.#waiting.add(rec.node);
	}

	/**
	 * Some of the elements whose root no hook can tell of (frozen prototypes, or a parser at
	 * work), and frames whose `load` event met a document that had lost its listeners.
	 */
	look(): void {
		for (const frame of this.#frames)
			if (!frame.dead && this.#hasOther(frame)) this.#core.kick();
		for (const { node, leaf, state } of this.#looked.take(MOST_LOOKS)) {
			if (leaf || state === State.KNOWN || !isElement(node)) continue;
			const root = shadowRoot(node);
			if (root && !this.#core.model.get(root)) this.attached(node);
		}
	}

	/** Whether a frame shows another document than the one that was opened. */
	#hasOther(frame: Rec): boolean {
		const inner = frameDocument(frame.node);
		if (frame.first)
			return frame.first.node !== inner || this.#isRewritten(inner);
		return inner !== null;
	}

	/** A document that was written anew may have got another rendering mode. */
	#isRewritten(page: Document): boolean {
		return this.#modes.get(page) !== compatMode(page);
	}

	#reopen(frame: Rec): void {
		if (frame.first) this.#core.marks.kill(frame.first);
		this.openFrame(frame);
	}

	#openDocument(page: Document, host: Rec | null, privacy: number) {
		const { model, writer, walk, scrolls } = this.#core;
		const rec = model.create(page, host, "#document", privacy);
		writer.uint(Op.DOC);
		writer.newId(rec.id);
		writer.uint(host?.id ?? 0);
		const mode = compatMode(page);
		writer.uint(mode === "CSS1Compat" ? 1 : 0);
		this.#modes.set(page, mode);
		const view = documentView(page);
		if (host && view) this.#watch.enter(view);
		if (host) this.#core.held.meet(page, documentElement(page));
		this.#begin(page, rec);
		walk.push(rec);
		scrolls.scan(rec);
	}

	/** A document got other content: with `document.open` it lost all listeners, too. */
	rewritten(page: Node): void {
		if (this.#watched.has(page)) this.#watch.watch(page as Document);
	}

	#listen(root: Document | ShadowRoot): void {
		this.#watched.add(root);
		this.#watch.watch(root);
	}

	#begin(root: Document | ShadowRoot, rec: Rec): void {
		this.#listen(root);
		this.#core.sheets.adopted.list(root, rec);
		this.#core.animations.ask(root);
	}
}
