import { firstChild, isElement, nextSibling } from "../natives";
import { GRAMMAR_VERSION, HASH_START, hashChild, Op } from "../ops";
import { FieldMemory } from "../privacy/fields";
import { TargetPolicies, type TargetPolicy } from "../privacy/policy";
import { isMaskedBy, PageReader } from "../privacy/reader";
import type { MirrorRule } from "../privacy/rules";
import { Writer } from "../writer";
import { Boxes } from "./boxes";
import { type Core, now } from "./core";
import { RootEvents } from "./events";
import { Fields } from "./fields";
import { Hooks } from "./hooks";
import { Marks } from "./marks";
import { Model, type Rec, State } from "./model";
import { Placement } from "./place";
import { Roots } from "./roots";
import {
	GAP_MS,
	Schedule,
	type Scheduler,
	SLICE_MS,
	type Work,
} from "./schedule";
import { Scrolls } from "./scroll";
import { FrameSender } from "./sender";
import { Settle } from "./settle";
import { Sheets } from "./sheets";
import { Walk } from "./walk";

export interface RecorderOptions {
	document: Document;
	/** Epoch of the page: random per page load; every frame carries it. */
	epoch: number;
	rules: readonly MirrorRule[];
	mask_all?: boolean;
	mask_title?: boolean;
	/** Fields that were secret before the recorder started. */
	memory?: FieldMemory;
	/** Takes one whole STREAM frame. */
	send(frame: Uint8Array): void;
	/** Bytes waiting in the socket. */
	backlog?(): number;
	on_problem?(code: string, rule_id?: number): void;
	on_progress?(done: boolean): void;
	timing?: Partial<Timing>;
}

export interface Recorder {
	start(): void;
	/** Restores every patched native and leaves nothing on the page. */
	stop(): void;
	/** Sends a subtree anew, or everything (0 or nothing given; at most once in two seconds). */
	resync(node_id?: number): void;
	node_by_id(id: number): Node | undefined;
	/** 0: the player does not have it. */
	id_of(node: Node): number;
	target_policy(node: Node): TargetPolicy;
	is_masked(node: Node): boolean;
	/** A pause rule matches: the stream says PAUSED and nothing else. */
	readonly paused: boolean;
}

/** Least time between two full snapshots, in milliseconds. */
const FULL_GAP_MS = 2000;

/** For tests that want many slices, or slices when they say so. */
export interface Timing {
	slice_ms: number;
	gap_ms: number;
	full_gap_ms: number;
	schedule(work: Work): Scheduler;
}
/** How often to look for what nothing announced, in milliseconds. */
const LOOK_EVERY = 400;
/** Child lists checked per flush, and their longest length. */
const CHECKS = 8;
const CHECKED_CHILDREN = 400;

export function createRecorder(options: RecorderOptions): Recorder {
	return new PageRecorder(options);
}

class PageRecorder implements Recorder, Core {
	readonly page: Document;
	readonly writer = new Writer();
	readonly model = new Model();
	readonly reader: PageReader;
	readonly marks = new Marks(this);
	readonly walk = new Walk(this);
	readonly placement = new Placement(this);
	readonly roots: Roots;
	readonly sheets = new Sheets(this);
	readonly fields = new Fields(this);
	readonly scrolls = new Scrolls(this);
	readonly boxes = new Boxes(this);
	paused = false;

	private readonly memory: FieldMemory;
	private readonly settle = new Settle(this);
	private readonly observer: MutationObserver;
	private readonly events: RootEvents;
	private readonly hooks: Hooks;
	private readonly schedule: Scheduler;
	private readonly fullGap: number;
	private readonly sender: FrameSender;
	private readonly policies: TargetPolicies;
	private running = false;
	private wantsFull = true;
	private beganAt = Number.NEGATIVE_INFINITY;
	private begun = false;
	private complete = false;
	private flushes = 0;
	private title: unknown = "";
	private resized = false;
	private looking: ReturnType<typeof setInterval> | undefined;
	private waiting: ReturnType<typeof setTimeout> | undefined;
	private frame = 0;

	constructor(private readonly options: RecorderOptions) {
		this.page = options.document;
		this.memory = options.memory ?? new FieldMemory();
		this.reader = new PageReader(this.page, this.writer, {
			rules: options.rules,
			mask_all: options.mask_all ?? false,
			mask_title: options.mask_title ?? false,
			memory: this.memory,
			on_rule_error: (rule_id) => this.problem("rule_error", rule_id),
		});
		this.policies = new TargetPolicies(this.reader, this.memory);
		this.sender = new FrameSender(options.epoch, options.send);
		const { timing = {} } = options;
		this.fullGap = timing.full_gap_ms ?? FULL_GAP_MS;
		const work = (end: number): boolean => this.work(end);
		this.schedule =
			timing.schedule?.(work) ??
			new Schedule(
				work,
				() => options.backlog?.() ?? 0,
				timing.slice_ms ?? SLICE_MS,
				timing.gap_ms ?? GAP_MS,
			);
		this.observer = new MutationObserver((records) => {
			this.marks.note(records);
			this.schedule.kick(true);
		});
		this.hooks = new Hooks({
			shadowAttached: (host) => this.roots.attached(host),
			fieldSet: (field) => this.fields.touched(field),
			rulesChanged: (sheet, change) => this.sheets.ruleChanged(sheet, change),
			adoptedSet: (root) => this.sheets.adoptedChanged(root),
		});
		this.events = new RootEvents(this, () => {
			this.resized = true;
			this.kick();
		});
		this.roots = new Roots(this, {
			watch: (root) => {
				this.observer.observe(root, {
					subtree: true,
					childList: true,
					attributes: true,
					characterData: true,
				});
				this.events.listen(root);
			},
			enter: (view) => this.hooks.patch(view),
		});
	}

	start(): void {
		if (this.running) return;
		this.running = true;
		const view = this.page.defaultView as (Window & typeof globalThis) | null;
		if (view) {
			this.hooks.patch(view);
			this.events.enter(view);
		}
		this.looking = setInterval(() => this.look(), LOOK_EVERY);
		this.schedule.kick(false);
	}

	stop(): void {
		this.running = false;
		this.observer.disconnect();
		this.hooks.restore();
		this.events.stop();
		this.schedule.stop();
		this.sender.stop();
		this.boxes.clear();
		clearInterval(this.looking);
		clearTimeout(this.waiting);
		this.page.defaultView?.cancelAnimationFrame(this.frame);
		this.forget();
	}

	resync(node_id = 0): void {
		if (!this.running) return;
		const rec = this.model.withId(node_id);
		if (rec?.parent && isElement(rec.node)) this.marks.renew(rec);
		else this.wantsFull = true;
		this.kick();
	}

	node_by_id(id: number): Node | undefined {
		return this.model.withId(id)?.node;
	}

	id_of(node: Node): number {
		return this.model.get(node)?.id ?? 0;
	}

	target_policy(node: Node): TargetPolicy {
		return this.policies.of(node);
	}

	is_masked(node: Node): boolean {
		const rec = this.model.get(node);
		return (
			(rec !== undefined && isMaskedBy(rec.privacy)) ||
			this.policies.of(node).masked
		);
	}

	kick(): void {
		if (this.running) this.schedule.kick(false);
	}

	problem(code: string, rule_id?: number): void {
		try {
			this.options.on_problem?.(code, rule_id);
		} catch {
			/* The listener's own affair. */
		}
	}

	/** One slice; true when there is more to do. */
	private work(end: number): boolean {
		if (!this.running) return false;
		try {
			return this.flush(end);
		} catch {
			this.problem("recorder_error");
			this.wantsFull = true;
			this.waitForFull();
			return false;
		}
	}

	private flush(end: number): boolean {
		const { marks, reader, walk } = this;
		marks.note(this.observer.takeRecords());
		if (this.paused && this.pauses(this.roots.opened)) return false;
		if (this.paused) this.wantsFull = true;
		if (this.wantsFull && !this.begin()) this.waitForFull();
		if (!this.begun) return false;
		if (marks.rulesMayChange && this.pauses(this.roots.all()))
			return this.pause();
		this.settle.decisions();
		this.roots.check();
		const placed = this.placement.run(end);
		this.afterMoves();
		const marked =
			placed && this.settle.attributes(end) && this.settle.texts(end);
		if (marked) {
			this.sheets.flush();
			this.fields.flush(false);
			walk.run(end);
			this.afterMoves();
			if (reader.met_pause) return this.pause();
		}
		if (placed) this.remove();
		const done = marked && walk.done;
		if (done) this.finish();
		this.commit();
		return !done;
	}

	/** Starts a full snapshot; false when the last one is too recent. */
	private begin(): boolean {
		if (now() - this.beganAt < this.fullGap) return false;
		this.beganAt = now();
		this.wantsFull = false;
		this.paused = false;
		this.forget();
		this.writer.op(Op.BEGIN, GRAMMAR_VERSION);
		this.begun = true;
		this.flushes = 0;
		this.resized = true;
		this.title = "";
		this.complete = false;
		this.reader.met_pause = false;
		this.marks.rulesMayChange = true;
		this.roots.openPage();
		this.options.on_progress?.(false);
		return true;
	}

	private forget(): void {
		this.writer.reset();
		this.reader.assets.reset();
		this.model.restart();
		this.marks.clear();
		this.walk.clear();
		this.roots.clear();
		this.sheets.clear();
		this.fields.clear();
		this.scrolls.clear();
		this.boxes.clear();
	}

	private waitForFull(): void {
		if (this.waiting !== undefined) return;
		const rest = Math.max(0, this.beganAt + this.fullGap - now());
		this.waiting = setTimeout(() => {
			this.waiting = undefined;
			this.kick();
		}, rest + 1);
	}

	private pauses(roots: Iterable<Node>): boolean {
		return this.reader.rules.pauses(roots);
	}

	/** Says PAUSED, whatever was about to be sent. */
	private pause(): boolean {
		this.forget();
		this.paused = true;
		this.begun = false;
		this.reader.met_pause = false;
		this.writer.op(Op.BEGIN, GRAMMAR_VERSION);
		this.writer.op(Op.PAUSED);
		this.writer.op(Op.COMMIT, 1, 0);
		this.sender.unit(this.writer.take(), true);
		return false;
	}

	private afterMoves(): void {
		if (this.marks.moved.size === 0) return;
		this.roots.afterMoves();
		this.sheets.afterMoves();
		this.marks.moved.clear();
	}

	private remove(): void {
		for (const rec of this.marks.removals) this.writer.op(Op.RM, rec.id);
		this.marks.removals.length = 0;
	}

	/** All child lists are sent: state that needs them, checks, and the end of a snapshot. */
	private finish(): void {
		const { writer } = this;
		this.fields.flush(true);
		this.sheets.flush();
		this.boxes.flush();
		this.scrolls.flush();
		this.sendView();
		if (!this.complete) {
			this.complete = true;
			this.model.settle();
			writer.op(Op.END);
			this.options.on_progress?.(true);
		}
		this.check();
		if (this.scrolls.waiting) this.lookAfterFrame();
	}

	private sendView(): void {
		const { page, writer } = this;
		const view = page.defaultView;
		if (this.resized && view) {
			this.resized = false;
			writer.op(Op.VIEW, view.innerWidth, view.innerHeight);
		}
		const title = this.reader.title(page);
		if (title === this.title) return;
		this.title = title;
		writer.uint(Op.TITLE);
		writer.value(title);
	}

	private check(): void {
		let checks = 0;
		for (const rec of this.marks.changed) {
			if (checks >= CHECKS) break;
			if (rec.dead || rec.leaf || rec.state !== State.LISTED) continue;
			const found = this.childrenOf(rec);
			if (found === null) {
				this.problem("drift");
				this.wantsFull = true;
				this.waitForFull();
			} else if (found) {
				checks++;
				this.writer.op(Op.CHECK, rec.id, ...found);
			}
		}
		this.marks.changed.clear();
	}

	/** Count and hash of the live children; null: one is missing in the model; undefined: too many to count. */
	private childrenOf(
		rec: Rec,
	): [count: number, hash: number] | null | undefined {
		let count = 0;
		let hash = HASH_START;
		let child = firstChild(rec.node);
		for (; child; child = nextSibling(child)) {
			if (!this.reader.isMirrorable(child)) continue;
			const known = this.model.get(child);
			if (known?.parent !== rec) return null;
			if (++count > CHECKED_CHILDREN) return undefined;
			hash = hashChild(hash, known.id);
		}
		return [count, hash];
	}

	private commit(): void {
		if (this.writer.size === 0) return;
		const first = this.flushes === 0;
		this.writer.op(Op.COMMIT, ++this.flushes, this.model.created);
		this.sender.unit(this.writer.take(), first);
	}

	/** What neither observer nor hook nor event told. */
	private look(): void {
		if (!this.begun || !this.complete) return;
		try {
			this.fields.look();
			this.sheets.look();
			this.roots.sweep();
			for (const root of this.roots.all()) this.events.listen(root);
		} catch {
			this.problem("recorder_error");
		}
		if (
			this.fields.any ||
			this.writer.size > 0 ||
			this.reader.title(this.page) !== this.title
		)
			this.kick();
	}

	/** Reads scroll positions when the page has just been laid out. */
	private lookAfterFrame(): void {
		const view = this.page.defaultView;
		if (!view || this.frame) return;
		this.frame = view.requestAnimationFrame(() => {
			setTimeout(() => {
				this.frame = 0;
				if (!this.running) return;
				if (!this.scrolls.look(now() + SLICE_MS)) this.lookAfterFrame();
				if (this.scrolls.any) this.kick();
			}, 0);
		});
	}
}
