import {
	documentView,
	isElement,
	listen,
	Observer,
	readyState,
	unlisten,
} from "../natives";
import { FieldMemory } from "../privacy/fields";
import { picturesInHidden } from "../privacy/hidden_pictures";
import { TargetPolicies, type TargetPolicy } from "../privacy/policy";
import { hides, isMaskedBy, PageReader } from "../privacy/reader";
import { Writer } from "../writer";
import { AfterFrame } from "./after_frame";
import { Age } from "./age";
import { Animations } from "./animations";
import { Boxes } from "./boxes";
import { Checks } from "./checks";
import type { Core } from "./core";
import { RootEvents } from "./events";
import { Fields } from "./fields";
import { Held, HOLD_MS } from "./held";
import { Hooks } from "./hooks";
import { JoinedFrames } from "./joined";
import { Marks } from "./marks";
import { Media } from "./media";
import { Model } from "./model";
import {
	FULL_GAP_MS,
	type Recorder,
	type RecorderOptions,
	type RuleUse,
} from "./options";
import { Painted } from "./painted";
import { Placement } from "./place";
import { Roots } from "./roots";
import { GAP_MS, Schedule, type Scheduler, SLICE_MS } from "./schedule";
import { Scrolls } from "./scroll";
import { Selections } from "./selection";
import { FrameSender } from "./sender";
import { Sheets } from "./sheets";
import { Slots } from "./slots";
import { States } from "./states";
import { Stream } from "./stream";
import { TopLayers } from "./top_layer";
import { View } from "./view";
import { Walk } from "./walk";

/** How often to look for what nothing announced, in milliseconds. */
const LOOK_EVERY = 400;

export function createRecorder(options: RecorderOptions): Recorder {
	return new PageRecorder(options);
}

class PageRecorder implements Recorder, Core {
	readonly page: Document;
	readonly writer = new Writer();
	readonly model = new Model();
	readonly reader: PageReader;
	readonly marks = new Marks(this);
	readonly held: Held;
	readonly age = new Age();
	readonly walk = new Walk(this);
	readonly placement = new Placement(this);
	readonly roots: Roots;
	readonly sheets: Sheets;
	readonly fields = new Fields(this);
	readonly scrolls = new Scrolls(this);
	readonly view = new View(this);
	readonly boxes = new Boxes(this);
	readonly painted: Painted;
	readonly media = new Media(this);
	readonly slots = new Slots(this);
	readonly checks = new Checks(this);
	readonly topLayers = new TopLayers(this);
	readonly animations = new Animations(this);
	readonly afterFrame = new AfterFrame(this);
	readonly states = new States(this);
	readonly selections = new Selections(this);
	readonly joined: JoinedFrames;
	readonly #memory: FieldMemory;
	readonly #observer: MutationObserver;
	readonly #events: RootEvents;
	readonly #hooks = new Hooks(this);
	readonly #schedule: Scheduler;
	readonly #sender: FrameSender;
	readonly #stream: Stream;
	readonly #policies: TargetPolicies;
	#running = false;
	#looking: ReturnType<typeof setInterval> | undefined;

	readonly #options: RecorderOptions;

	constructor(options: RecorderOptions) {
		this.#options = options;
		this.page = options.document;
		this.#memory = options.memory ?? new FieldMemory();
		this.reader = new PageReader(this.page, this.writer, {
			rules: options.rules,
			mask_all: options.mask_all ?? false,
			mask_title: options.mask_title ?? false,
			private_paths: options.private_paths ?? [],
			memory: this.#memory,
			on_asset: options.on_asset,
			on_rule_error: (rule_id) => this.#ruleFailed(rule_id),
		});
		this.sheets = new Sheets(this, options.on_sheet);
		this.joined = new JoinedFrames(this, options.frames);
		const hold_ms = options.timing?.hold_ms ?? HOLD_MS;
		const held_ms = this.reader.rules.hiding ? hold_ms : 0;
		const backlog = () => options.backlog?.() ?? 0;
		this.held = new Held(this, held_ms);
		this.painted = new Painted(this, held_ms, backlog);
		this.#policies = new TargetPolicies(this.reader, this.#memory);
		this.#sender = new FrameSender(options.epoch, options.send);
		this.#stream = new Stream(this, this.#sender, {
			full_gap_ms: options.timing?.full_gap_ms ?? FULL_GAP_MS,
			take_records: () => this.#observer.takeRecords(),
			on_progress: (done) => options.on_progress?.(done),
		});
		const { timing = {} } = options;
		const work = (end: number): boolean => this.#work(end);
		this.#schedule =
			timing.schedule?.(work, () => this.#look()) ??
			new Schedule(
				work,
				backlog,
				timing.slice_ms ?? SLICE_MS,
				timing.gap_ms ?? GAP_MS,
			);
		this.#observer = new Observer((records) => {
			this.age.noted();
			this.marks.note(records);
			this.#schedule.kick(true);
		});
		this.#events = new RootEvents(this);
		this.roots = new Roots(this, {
			watch: (root) => {
				this.#observe(root);
				this.#events.listen(root);
			},
			leave: (root) => this.#events.leave(root),
			enter: (view) => this.#hooks.patch(view),
		});
	}

	get paused(): boolean {
		return this.#stream.paused;
	}

	get clock(): number {
		return this.age.clock;
	}

	get rule_use(): RuleUse {
		const { failed, matched } = this.reader.rules;
		return { matched: [...matched], failed: [...failed] };
	}

	start(): void {
		if (this.#running) return;
		this.#running = true;
		const view = documentView(this.page);
		if (view) {
			this.#hooks.patch(view);
			this.#events.enter(view);
		}
		if (readyState(this.page) === "loading")
			listen(this.page, "DOMContentLoaded", this.#parsed);
		if (!this.#options.timing?.schedule)
			this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
		this.#meet();
		this.#schedule.kick(false);
	}

	stop(): void {
		this.#running = false;
		unlisten(this.page, "DOMContentLoaded", this.#parsed);
		this.#observer.disconnect();
		this.#hooks.restore();
		this.#events.stop();
		this.#schedule.stop();
		this.#sender.stop();
		this.#stream.stop();
		this.afterFrame.stop();
		this.held.stop();
		clearInterval(this.#looking);
	}

	resync(node_id = 0): void {
		if (!this.#running) return;
		if (node_id === 0) this.#stream.wantFull();
		else {
			/* A node that is gone took with it what was wrong. */
			const rec = this.model.withId(node_id);
			if (rec && !this.joined.lost(rec)) this.#stream.renew(rec);
		}
		this.kick();
	}

	asset_kept(url: string, digest: string): void {
		if (this.reader.assets.keep(url, digest)) this.kick();
	}

	sheet_read(url: string, text: string | null): void {
		this.sheets.foreignRead(url, text);
	}

	node_by_id(id: number): Node | undefined {
		return this.model.withId(id)?.node;
	}

	id_of(node: Node): number {
		return this.model.get(node)?.id ?? 0;
	}

	target_policy(node: Node): TargetPolicy {
		return this.#policies.of(node);
	}

	is_masked(node: Node): boolean {
		const rec = this.model.get(node);
		return (
			(rec !== undefined && isMaskedBy(rec.privacy)) ||
			this.#policies.of(node).masked
		);
	}

	*hidden_elements(): Iterable<Element> {
		for (const { node, parent, privacy } of this.model.all()) {
			if (!isElement(node) || !hides(privacy)) continue;
			const above = parent && isElement(parent.node) ? parent.privacy : 0;
			if (!hides(above)) yield node;
		}
	}

	hidden_pictures(): Iterable<string | null> {
		return picturesInHidden(this.model.all());
	}

	inner_frames(): Iterable<Element> {
		return this.roots.frames();
	}

	may_join(frame: Element): boolean {
		return this.joined.mayJoin(frame);
	}

	pass_frame(frame: Element, bytes: Uint8Array, done: () => void): boolean {
		return this.#running && this.joined.pass(frame, bytes, done);
	}

	scrolled(): void {
		this.#options.on_scroll?.();
	}

	topped(count: number): void {
		this.#options.on_top_layer?.(count);
	}

	kick(): void {
		if (!this.#running) return;
		this.age.noted();
		this.#schedule.kick(false);
	}

	problem(code: string, rule_id?: number, error?: unknown): void {
		try {
			this.#options.on_problem?.(code, rule_id, error);
		} catch {
			/* The listener's own affair. */
		}
	}

	#observe(root: Node): void {
		this.#observer.observe(root, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
	}

	readonly #parsed = (): void => {
		this.roots.rescan();
		this.kick();
	};

	/** From now on everything is masked; what was sent unmasked is replaced. */
	#ruleFailed(rule_id: number): void {
		this.problem("rule_error", rule_id);
		if (!this.#running) return;
		this.#stream.distrust();
		this.kick();
	}

	/** What is only just being put together is new as well. */
	#meet(): void {
		try {
			if (this.held.meet(this.page, this.page)) this.#observe(this.page);
		} catch (error) {
			this.#failed(error);
		}
	}

	/** One slice; true when there is more to do. Nothing is ever thrown into the page. */
	#work(end: number): boolean {
		if (!this.#running) return false;
		try {
			return this.#stream.flush(end);
		} catch (error) {
			this.#failed(error);
			return false;
		}
	}

	#look(): void {
		try {
			for (const root of this.roots.all()) this.#events.listen(root);
			if (this.#stream.look()) this.kick();
		} catch (error) {
			this.#failed(error);
		}
	}

	#failed(error: unknown): void {
		this.problem("recorder_error", undefined, error);
		this.#stream.distrust();
	}
}
