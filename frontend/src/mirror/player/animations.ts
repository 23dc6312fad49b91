import { effectPseudo } from "../natives";
import {
	AnimationEnd,
	LIMITS,
	MirrorStreamError,
	MotionKind,
	PlayState,
} from "../ops";
import type { MotionFrame, MotionOp, MotionStateOp } from "../read_motion";
import { type Resolve, safeCss } from "./sanitise";

interface Played {
	readonly element: Element;
	readonly op: MotionOp;
	/** The replica's own, or the one that was made. */
	animation: Animation | null;
	made: boolean;
	state: MotionStateOp | null;
}

/** A running animation this near to where it should be goes on as it is, in milliseconds. */
const NEAR = 50;
/** Units after which an animation that the style sheets do not start is given up. */
const PATIENCE = 50;

/** Animations of the replica: its own are put in step, those of scripts are made. */
export class PlayedAnimations {
	#all = new Map<number, Played>();
	/** Its style sheets' animations that have finished: a page that has one run again does not change the style. */
	#spent = new WeakMap<Element, Map<string, Animation>>();
	#waiting = new Map<Played, number>();

	#ending = false;

	readonly #resolve: Resolve;
	readonly #roots: () => Iterable<Document | ShadowRoot>;

	constructor(resolve: Resolve, roots: () => Iterable<Document | ShadowRoot>) {
		this.#resolve = resolve;
		this.#roots = roots;
	}

	clear(): void {
		this.#all.clear();
		this.#waiting.clear();
	}

	begin(op: MotionOp, element: Element): void {
		const before = this.#all.get(op.animation);
		if (!before && this.#all.size >= LIMITS.animations)
			throw new MirrorStreamError("too_large", "animations");
		if (before?.made) before.animation?.cancel();
		const own = before && !before.made ? before.animation : null;
		const one = { element, op, animation: own, made: false, state: null };
		this.#all.set(op.animation, one);
		this.#waiting.set(one, PATIENCE);
	}

	state(op: MotionStateOp): void {
		const one = this.#all.get(op.animation);
		if (!one) return;
		one.state = op;
		if (!this.#waiting.has(one)) quietly(() => steer(one));
	}

	end(id: number, how: number): void {
		if (id === 0) this.#ending = true;
		const one = this.#all.get(id);
		if (!one) return;
		this.#all.delete(id);
		this.#waiting.delete(one);
		quietly(() => {
			if (one.made || how === AnimationEnd.CANCELLED) one.animation?.cancel();
			else if (how === AnimationEnd.FINISHED && one.animation)
				this.#finish(one.animation);
		});
	}

	/** Finds or makes what began in this unit, now that its styles are there. */
	settle(): void {
		for (const [one, patience] of this.#waiting) {
			quietly(() => this.#start(one));
			if (one.animation || patience === 0) this.#waiting.delete(one);
			else this.#waiting.set(one, patience - 1);
		}
		if (!this.#ending) return;
		this.#ending = false;
		const named = new Set([...this.#all.values()].map((one) => one.animation));
		/* One that goes with a scroll position goes by itself here, too. */
		for (const root of this.#roots())
			for (const one of root.getAnimations())
				if (!named.has(one) && typeof one.currentTime === "number")
					quietly(() => this.#finish(one));
	}

	/** It may be called for again: it is not in the list of those under way then. */
	#finish(animation: Animation): void {
		const effect = animation.effect as KeyframeEffect | null;
		const element = effect?.target;
		const { animationName } = animation as CSSAnimation;
		if (!element || animationName === undefined) return;
		if (effect.getTiming().iterations === Infinity) animation.cancel();
		else animation.finish();
		let spent = this.#spent.get(element);
		if (!spent) {
			spent = new Map();
			this.#spent.set(element, spent);
		}
		spent.set((effectPseudo(effect) ?? "") + animationName, animation);
	}

	#start(one: Played): void {
		const { element, op } = one;
		const own = one.animation ?? this.#own(element, op);
		one.animation = own ?? this.#make(element, op);
		one.made = !own && one.animation !== null;
		if (own && op.kind !== MotionKind.TRANSITION) this.#redefine(own, op);
		steer(one);
	}

	/** The one that a style sheet of the replica started. */
	#own(element: Element, op: MotionOp): Animation | null {
		if (op.kind === MotionKind.SCRIPT) return null;
		const key =
			op.kind === MotionKind.CSS ? "animationName" : "transitionProperty";
		const taken = new Set([...this.#all.values()].map((one) => one.animation));
		for (const one of element.getAnimations({ subtree: op.pseudo !== "" })) {
			const effect = one.effect as KeyframeEffect | null;
			if (
				!taken.has(one) &&
				effect?.target === element &&
				(effectPseudo(effect) ?? "") === op.pseudo &&
				(one as unknown as Record<string, unknown>)[key] === op.name
			)
				return one;
		}
		return op.kind === MotionKind.CSS
			? (this.#spent.get(element)?.get(op.pseudo + op.name) ?? null)
			: null;
	}

	#make(element: Element, op: MotionOp): Animation | null {
		if (!op.timing || !op.keyframes) return null;
		const made = Element.prototype.animate.call(element, this.#keyframes(op), {
			...op.timing,
			...(op.pseudo ? { pseudoElement: op.pseudo } : {}),
		});
		/* Whether it has been replaced by another is the recorder's to say. */
		made.persist();
		return made;
	}

	#redefine(own: Animation, op: MotionOp): void {
		const effect = own.effect as KeyframeEffect;
		/* As long as they are the style sheet's own, they follow it. */
		if (op.keyframes && !sameFrames(effect.getKeyframes(), op.keyframes))
			effect.setKeyframes(this.#keyframes(op));
		if (!op.timing) return;
		const { composite, ...timing } = op.timing;
		if (!sameTiming(effect.getTiming(), timing)) effect.updateTiming(timing);
		if (composite && effect.composite !== composite)
			effect.composite = composite;
	}

	#keyframes(op: MotionOp): Keyframe[] {
		return (op.keyframes ?? []).map(({ values, ...frame }) => {
			const safe: Keyframe = { ...frame };
			for (const [property, value] of values) {
				const name = cssName(property);
				safe[property] = safeCss(`${name}:${value}`, this.#resolve).slice(
					name.length + 1,
				);
			}
			return safe;
		});
	}
}

function sameFrames(
	own: ComputedKeyframe[],
	given: readonly MotionFrame[],
): boolean {
	return (
		own.length === given.length &&
		given.every(({ easing, offset, values }, at) => {
			const frame = own[at];
			return (
				frame?.offset === offset &&
				frame.easing === easing &&
				values.every(([name, value]) => frame[name] === value)
			);
		})
	);
}

const sameTiming = (own: EffectTiming, given: OptionalEffectTiming): boolean =>
	Object.entries(own).every(
		([name, value]) => value === given[name as keyof EffectTiming],
	);

const cssName = (property: string): string =>
	property.startsWith("--")
		? property
		: property.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);

function steer({ animation, state: op }: Played): void {
	if (!animation || !op) return;
	const { rate, state, time } = op;
	if (animation.playbackRate !== rate) animation.playbackRate = rate;
	if (state === PlayState.PAUSED) {
		if (animation.playState !== "paused") animation.pause();
		animation.currentTime = time;
		return;
	}
	if (animation.playState === "paused" || animation.playState === "idle")
		animation.play();
	const at = animation.currentTime;
	const near = typeof at === "number" && Math.abs(at - time) < NEAR;
	if (state === PlayState.FINISHED || !near) animation.currentTime = time;
}

/** What this browser refuses (a property, an easing) it does not move. */
function quietly(act: () => void): void {
	try {
		act();
	} catch {
		/* See above. */
	}
}
