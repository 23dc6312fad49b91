import { isElement, isText, later } from "../natives";
import { GRAMMAR_VERSION, Op } from "../ops";
import { type Core, now } from "./core";
import type { Rec } from "./model";
import type { FrameSender } from "./sender";
import { Settle } from "./settle";

/** Time for one look at parts of the page that nothing is known to have changed in, in milliseconds. */
const AUDIT_MS = 1;
/** So many subtrees are sent anew between two full snapshots; then the whole page is. */
const MOST_HEALS = 8;
/** So many full snapshots for drift in one page; what still differs then is beyond us. */
const MOST_DRIFTS = 3;
/** The first units of a walk are sent as they come, for an early view; later ones from this size on. */
const EARLY_UNITS = 4;
const UNIT_BYTES = 32 * 1024;

export interface StreamOptions {
	/** Least time between two full snapshots, in milliseconds. */
	full_gap_ms: number;
	take_records(): MutationRecord[];
	on_progress(done: boolean): void;
}

/**
 * The order of things in a flush, and when a full snapshot starts and ends.
 * docs/mirror.md tells why the order is what it is.
 */
export class Stream {
	/** A pause rule matches; PAUSED was the last thing sent. */
	paused = false;
	readonly #settle: Settle;
	#wantsFull = true;
	#beganAt = Number.NEGATIVE_INFINITY;
	/** The player can follow: BEGIN is sent and nothing went wrong since. */
	#begun = false;
	#complete = false;
	#flushes = 0;
	/** Subtrees sent anew for drift since BEGIN, and full snapshots for it in this page. */
	#heals = 0;
	#drifts = 0;
	#waiting: number | undefined;
	#stopped = false;

	readonly #core: Core;
	readonly #sender: FrameSender;
	readonly #options: StreamOptions;

	constructor(core: Core, sender: FrameSender, options: StreamOptions) {
		this.#core = core;
		this.#sender = sender;
		this.#options = options;
		this.#settle = new Settle(core);
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#waiting);
		this.#forget();
	}

	/** Asks for a full snapshot; requests that come close together make one. */
	wantFull(): void {
		this.#wantsFull = true;
	}

	/** Sends a node and all below it anew; a root with what it is in. */
	renew(rec: Rec): void {
		let top: Rec | null = rec;
		while (top && !isElement(top.node)) top = top.parent;
		if (top?.parent) this.#core.marks.renew(top);
		else this.wantFull();
	}

	/** Sends nothing more before the next full snapshot. */
	distrust(): void {
		this.#begun = false;
		this.#wantsFull = true;
		this.#waitForFull();
	}

	/** One slice; true when there is more to do. */
	flush(end: number): boolean {
		const { age, held, marks, placement, reader, roots, walk } = this.#core;
		marks.note(this.#options.take_records());
		held.release();
		if (held.has(this.#core.page)) return false;
		if (this.paused && reader.rules.pauses(roots.opened)) return false;
		if (this.paused || (this.#begun && roots.isPageRewritten))
			this.#wantsFull = true;
		if (this.#wantsFull && !this.#begin()) this.#waitForFull();
		if (!this.#begun) return false;
		if (marks.rulesMayChange && reader.rules.pauses(roots.all()))
			return this.#pause();
		this.#settle.decisions();
		const placed = placement.run(end);
		if (placed) {
			/* Not before: a frame that begins anew forgets what is moving out of it. */
			this.#afterMoves();
			roots.check();
		}
		const marked =
			placed && this.#settle.attributes(end) && this.#settle.texts(end);
		if (marked) {
			this.#core.sheets.flush();
			this.#core.fields.flush(false);
			walk.run(end);
			this.#afterMoves();
			if (reader.met_pause) return this.#pause();
		}
		if (placed) this.#remove();
		const done = marked && walk.done;
		reader.assets.flush();
		this.#core.states.flush();
		if (done) this.#finish();
		this.#commit(done);
		if (done) age.told(held.age);
		return !done;
	}

	/** What neither observer nor hook nor event told; true when a flush is due. */
	look(): boolean {
		if (!this.#begun || !this.#complete) return false;
		const { fields, roots, sheets, states, slots, topLayers, writer } =
			this.#core;
		fields.look();
		sheets.look();
		roots.sweep();
		roots.look();
		this.#core.animations.ask();
		this.#core.afterFrame.request();
		return (
			fields.any ||
			topLayers.look() ||
			slots.look() ||
			states.look() ||
			this.#core.selections.look() ||
			writer.size > 0 ||
			this.#core.view.look() ||
			this.#audit()
		);
	}

	/** Compares a part of the page with what was sent; true when something is to be sent anew. */
	#audit(): boolean {
		const { checks, marks, walk } = this.#core;
		if (marks.any || !walk.done) return false;
		return this.#heal(checks.audit(now() + AUDIT_MS));
	}

	/** Sends anew what is not as it was sent. */
	#heal(unsound: readonly Rec[]): boolean {
		if (unsound.length === 0 || this.#drifts >= MOST_DRIFTS) return false;
		this.#core.problem("drift");
		this.#heals += unsound.length;
		if (this.#heals > MOST_HEALS) this.wantFull();
		else
			for (const rec of unsound)
				if (isText(rec.node)) this.#core.marks.texts.add(rec);
				else this.renew(rec);
		if (this.#wantsFull) this.#drifts++;
		return true;
	}

	/** Starts a full snapshot; false when the last one is too recent. */
	#begin(): boolean {
		if (now() - this.#beganAt < this.#options.full_gap_ms) return false;
		this.#beganAt = now();
		this.#wantsFull = false;
		this.paused = false;
		this.#forget();
		this.#core.writer.op(Op.BEGIN, GRAMMAR_VERSION);
		this.#begun = true;
		this.#flushes = 0;
		this.#heals = 0;
		this.#complete = false;
		this.#core.reader.met_pause = false;
		this.#core.marks.rulesMayChange = true;
		this.#core.roots.openPage();
		this.#options.on_progress(false);
		return true;
	}

	#forget(): void {
		const core = this.#core;
		core.writer.reset();
		core.reader.assets.reset();
		core.model.restart();
		core.marks.clear();
		core.walk.clear();
		core.roots.clear();
		core.sheets.clear();
		core.fields.clear();
		core.scrolls.clear();
		core.view.clear();
		core.boxes.clear();
		core.painted.clear();
		core.media.clear();
		core.slots.clear();
		core.checks.clear();
		core.topLayers.clear();
		core.animations.clear();
		core.states.clear();
		core.selections.clear();
		core.joined.clear();
	}

	#waitForFull(): void {
		if (this.#waiting !== undefined || this.#stopped) return;
		const rest = this.#beganAt + this.#options.full_gap_ms - now();
		this.#waiting = later(() => {
			this.#waiting = undefined;
			this.#core.kick();
		}, Math.max(0, rest) + 1);
	}

	/** Says PAUSED, whatever was about to be sent. */
	#pause(): boolean {
		const { reader, writer } = this.#core;
		this.#forget();
		this.paused = true;
		this.#begun = false;
		reader.met_pause = false;
		writer.op(Op.BEGIN, GRAMMAR_VERSION);
		writer.op(Op.PAUSED);
		writer.op(Op.COMMIT, 1, 0, 0, 0);
		this.#sender.unit(writer.take(), true);
		return false;
	}

	#afterMoves(): void {
		const { marks, roots, sheets } = this.#core;
		if (marks.moved.size === 0) return;
		roots.afterMoves();
		sheets.afterMoves();
		this.#core.topLayers.afterMoves();
		marks.moved.clear();
	}

	#remove(): void {
		const { marks, model, writer } = this.#core;
		for (const rec of marks.removals) writer.op(Op.RM, rec.id);
		marks.removals.length = 0;
		model.removed();
	}

	/** All child lists are sent: state that needs them, checks, and the end of a snapshot. */
	#finish(): void {
		const { boxes, fields, model, scrolls, sheets, topLayers, writer } =
			this.#core;
		fields.flush(true);
		sheets.flush();
		boxes.flush();
		this.#core.painted.flush();
		this.#core.media.flush();
		this.#core.slots.flush();
		topLayers.flush();
		this.#core.animations.flush();
		this.#core.selections.flush();
		if (writer.size > 0) scrolls.doubt();
		scrolls.flush();
		this.#core.view.flush();
		this.#core.joined.flush();
		if (!this.#complete) {
			this.#complete = true;
			model.settle();
			writer.op(Op.END);
			this.#options.on_progress(true);
		}
		const heals = this.#heal(this.#core.checks.write());
		if (heals || this.#core.reader.wordsAreLate) this.#core.kick();
		this.#core.afterFrame.request();
	}

	/** Ends the unit; that of a walk under way goes on until it is worth its frame. */
	#commit(done: boolean): void {
		const { age, model, writer } = this.#core;
		if (writer.size === 0 || !this.#begun) return;
		if (!done && this.#flushes >= EARLY_UNITS && writer.size < UNIT_BYTES)
			return;
		const first = this.#flushes === 0;
		const { created, sum } = model;
		writer.op(Op.COMMIT, ++this.#flushes, age.oldest, created, sum);
		this.#sender.unit(writer.take(), first);
	}
}
