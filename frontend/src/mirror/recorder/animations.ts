import {
	animationEffect,
	animationsIn,
	effectPseudo,
	effectTarget,
	isDocument,
	isShadow,
	rootOf,
} from "../natives";
import { AnimationEnd, LIMITS, Op, PlayState } from "../ops";
import { type Motion, readMotion } from "../privacy/motion";
import type { AnimationCall } from "./animation_hooks";
import { type Core, now } from "./core";
import type { Rec } from "./model";
import { writeMotion } from "./write_motion";

interface Tracked {
	readonly id: number;
	readonly rec: Rec;
	/** What was last sent of its state: equal as long as it goes on by itself. */
	course: string;
	state: number;
	rate: number;
	time: number;
	/** When `time` was read. */
	at: number;
	/** To be sent at the next flush. */
	motion: Motion | null;
	moved: boolean;
}

/** Pseudo-elements that the replica has as well; transitions of views are not shown there. */
const PSEUDO = /^(?:::?[a-z-]{1,40})?$/;

/**
 * Animations and transitions, in step. The replica starts those of its style
 * sheets by itself; it is told where they are, and made those of scripts.
 */
export class Animations {
	#byRoot = new Map<Node, Map<Animation, Tracked>>();
	#asked = new Set<Node>();
	#ended: [id: number, how: number][] = [];
	/** Effects that a script changed, ever and since they were sent. */
	#redefined = new WeakSet<object>();
	#remade = new WeakSet<object>();
	#cancelled = new WeakSet<object>();
	#lastId = 0;
	#count = 0;
	/** All that moved when the snapshot was complete has been looked at. */
	#listed = false;
	any = false;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get waiting(): boolean {
		return this.#asked.size > 0;
	}

	clear(): void {
		this.#byRoot.clear();
		this.#asked.clear();
		this.#ended = [];
		this.#count = 0;
		this.#listed = false;
		this.any = false;
	}

	/** Something may move in this root, or differently; without one in any where something moves. */
	ask(root?: Node): void {
		if (root) this.#asked.add(root);
		else for (const one of this.#byRoot.keys()) this.#asked.add(one);
	}

	/** A script called a method of an element, animation or effect. */
	heard(self: object, what: AnimationCall): void {
		const effect = "effect" in self ? animationEffect(self as Animation) : self;
		if (what === "cancelled") this.#cancelled.add(self);
		if (what === "redefined" && effect) {
			this.#redefined.add(effect);
			this.#remade.add(effect);
		}
		const target =
			effect && "target" in effect
				? effectTarget(effect as KeyframeEffect)
				: self;
		if (target && "nodeType" in target) this.#asked.add(rootOf(target as Node));
		else this.ask();
		this.#core.kick();
	}

	/** Right after a frame was drawn: style is clean, so asking is cheap. */
	look(): void {
		const asked = [...this.#asked];
		this.#asked.clear();
		for (const root of asked) {
			const tracked = this.#byRoot.get(root) ?? new Map<Animation, Tracked>();
			const found = this.#core.model.get(root) ? running(root) : [];
			for (const animation of found) this.#see(animation, tracked);
			const kept = new Set(found);
			for (const [animation, one] of tracked)
				if (!kept.has(animation) || one.rec.dead)
					this.#lost(animation, one, tracked);
			if (tracked.size > 0) this.#byRoot.set(root, tracked);
			else this.#byRoot.delete(root);
		}
		if (this.#listed || asked.length === 0) return;
		this.#listed = true;
		this.#ended.push([0, AnimationEnd.FINISHED]);
		this.any = true;
	}

	flush(): void {
		if (!this.any) return;
		this.any = false;
		const { writer } = this.#core;
		for (const tracked of this.#byRoot.values())
			for (const one of tracked.values()) {
				if (one.rec.dead) continue;
				if (one.motion) writeMotion(writer, one.id, one.rec.id, one.motion);
				one.motion = null;
				if (!one.moved) continue;
				one.moved = false;
				const goes = one.state === PlayState.RUNNING;
				writer.op(Op.ANIMATION_STATE, one.id, one.state);
				writer.float(one.rate);
				writer.float(one.time + (goes ? (now() - one.at) * one.rate : 0));
			}
		for (const [id, how] of this.#ended) writer.op(Op.ANIMATION_END, id, how);
		this.#ended = [];
	}

	#see(animation: Animation, tracked: Map<Animation, Tracked>): void {
		const effect = animationEffect(animation) as KeyframeEffect | null;
		const target = effect && effectTarget(effect);
		const rec = target ? this.#core.model.get(target) : undefined;
		const time = animation.currentTime;
		/* A time in percent goes with a scroll position. */
		if (!effect || !target || !rec || typeof time !== "number") return;
		if (!PSEUDO.test(effectPseudo(effect) ?? "")) return;
		let one = tracked.get(animation);
		if (one && one.rec !== rec) {
			this.#lost(animation, one, tracked);
			one = undefined;
		}
		const remade = this.#remade.delete(effect);
		const whole = !this.#listed || this.#redefined.has(effect);
		if (!one) {
			if (this.#count >= LIMITS.animations) return;
			one = {
				id: ++this.#lastId,
				rec,
				course: "",
				state: PlayState.RUNNING,
				rate: 1,
				time: 0,
				at: 0,
				motion: readMotion(this.#core.reader, animation, effect, rec, whole),
				moved: false,
			};
			tracked.set(animation, one);
			this.#count++;
		} else if (remade)
			one.motion = readMotion(this.#core.reader, animation, effect, rec, true);
		this.#follow(animation, one, time);
	}

	#follow(animation: Animation, one: Tracked, time: number): void {
		const { playbackRate, playState, startTime } = animation;
		const goes = playState === "running";
		const course = `${playState} ${playbackRate} ${goes ? startTime : time}`;
		/* Neither under way nor at rest yet: looked at again with the next frame. */
		if (animation.pending) this.#asked.add(rootOf(one.rec.node));
		if (course === one.course && !one.motion) return;
		one.course = course;
		one.state =
			playState === "paused"
				? PlayState.PAUSED
				: goes
					? PlayState.RUNNING
					: PlayState.FINISHED;
		one.rate = playbackRate;
		one.time = time;
		one.at = now();
		one.moved = true;
		this.any = true;
	}

	#lost(
		animation: Animation,
		one: Tracked,
		tracked: Map<Animation, Tracked>,
	): void {
		tracked.delete(animation);
		this.#count--;
		this.any = true;
		const finished =
			animation.playState === "finished" &&
			animation.replaceState !== "removed";
		const how = finished
			? AnimationEnd.FINISHED
			: this.#cancelled.delete(animation)
				? AnimationEnd.CANCELLED
				: AnimationEnd.GONE;
		this.#ended.push([one.id, how]);
	}
}

function running(root: Node): readonly Animation[] {
	return isDocument(root) || isShadow(root) ? animationsIn(root) : [];
}
