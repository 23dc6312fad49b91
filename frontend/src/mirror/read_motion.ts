import { LIMITS, MirrorStreamError, Op } from "./ops";

/** Operands as they come. */
export interface Operands {
	uint(): number;
	float(): number;
	string(): string;
}

export interface MotionFrame {
	offset: number | null;
	easing: string;
	composite: CompositeOperationOrAuto;
	values: [property: string, value: string][];
}

export type MotionTiming = KeyframeEffectOptions & {
	duration: number | string;
};

export interface MotionOp {
	op: Op.ANIMATION;
	animation: number;
	node: number;
	kind: number;
	pseudo: string;
	name: string;
	timing: MotionTiming | null;
	keyframes: MotionFrame[] | null;
}

export interface MotionStateOp {
	op: Op.ANIMATION_STATE;
	animation: number;
	state: number;
	rate: number;
	time: number;
}

const PSEUDO = /^(?:::?[a-z-]{1,40})?$/;
const PROPERTY = /^(?:--[\w-]{1,98}|[a-zA-Z]{1,60})$/;
const MEMBER = /^(?:offset|computedOffset|easing|composite)$/;
const LONGEST = 1e12;

export function readMotion(from: Operands): MotionOp {
	const op: MotionOp = {
		op: Op.ANIMATION,
		animation: from.uint(),
		node: from.uint(),
		kind: from.uint(),
		pseudo: word(from, PSEUDO),
		name: from.string(),
		timing: null,
		keyframes: null,
	};
	const has = from.uint();
	if (has & 1) op.timing = timing(from);
	if (has & 2)
		op.keyframes = list(from, LIMITS.keyframes, () => ({
			offset: offset(from.float()),
			easing: from.string(),
			composite: from.string() as CompositeOperationOrAuto,
			values: list(from, LIMITS.keyframe_values, (): [string, string] => {
				const property = word(from, PROPERTY);
				if (MEMBER.test(property))
					throw new MirrorStreamError("bad_string", "property");
				return [property, from.string()];
			}),
		}));
	return op;
}

export function readMotionState(from: Operands): MotionStateOp {
	return {
		op: Op.ANIMATION_STATE,
		animation: from.uint(),
		state: from.uint(),
		rate: finite(from.float()),
		time: finite(from.float()),
	};
}

/** What the browser knows no word for it refuses when the animation is made. */
function timing(from: Operands): MotionTiming {
	const delay = finite(from.float());
	const endDelay = finite(from.float());
	const duration = from.float();
	const iterations = from.float();
	return {
		delay,
		endDelay,
		duration: Number.isNaN(duration) ? "auto" : Math.max(0, duration),
		iterations: iterations >= 0 ? iterations : 1,
		iterationStart: Math.max(0, finite(from.float())),
		direction: from.string() as PlaybackDirection,
		fill: from.string() as FillMode,
		easing: from.string(),
		composite: from.string() as CompositeOperation,
	};
}

const finite = (number: number): number =>
	Number.isFinite(number) ? Math.max(-LONGEST, Math.min(LONGEST, number)) : 0;

const offset = (given: number): number | null =>
	given >= 0 && given <= 1 ? given : null;

function word(from: Operands, pattern: RegExp): string {
	const text = from.string();
	if (!pattern.test(text)) throw new MirrorStreamError("bad_string", "motion");
	return text;
}

function list<T>(from: Operands, most: number, one: () => T): T[] {
	const count = from.uint();
	if (count > most) throw new MirrorStreamError("too_large", "keyframes");
	return Array.from({ length: count }, one);
}
