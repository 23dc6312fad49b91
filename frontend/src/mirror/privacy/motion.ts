import {
	baseURI,
	effectKeyframes,
	effectPseudo,
	effectTiming,
} from "../natives";
import { LIMITS, MotionKind } from "../ops";
import { hides, type PageReader } from "./reader";
import { MIXED } from "./words";

export interface Keyframe {
	/** NaN: evenly spaced. */
	offset: number;
	easing: string;
	composite: string;
	values: [property: string, value: string][];
}

/** What an animation is, as it may be sent. */
export interface Motion {
	kind: number;
	pseudo: string;
	/** Name of the keyframes or of the property in transition; empty: a script's own. */
	name: string;
	timing: EffectTiming | null;
	composite: string;
	keyframes: Keyframe[] | null;
}

const NAME = /^[\w-]{1,100}$/;
/** Members of a keyframe that are no properties. */
const OWN = /^(?:offset|computedOffset|easing|composite)$/;

/** `whole`: as it is now, not as a style sheet says. */
export function readMotion(
	reader: PageReader,
	animation: Animation,
	effect: KeyframeEffect,
	target: { readonly node: Node; readonly privacy: number },
	whole: boolean,
): Motion {
	const { animationName, transitionProperty } = animation as Animation & {
		animationName?: string;
		transitionProperty?: string;
	};
	const kind =
		animationName !== undefined
			? MotionKind.CSS
			: transitionProperty !== undefined
				? MotionKind.TRANSITION
				: MotionKind.SCRIPT;
	const name = animationName ?? transitionProperty ?? "";
	const defines = whole || kind !== MotionKind.CSS;
	return {
		kind,
		pseudo: effectPseudo(effect) ?? "",
		name: NAME.test(name) ? name : "",
		timing: defines ? effectTiming(effect) : null,
		composite: effect.composite,
		keyframes: defines ? keyframes(reader, effect, target) : null,
	};
}

function keyframes(
	reader: PageReader,
	effect: KeyframeEffect,
	{ node, privacy }: { readonly node: Node; readonly privacy: number },
): Keyframe[] {
	const base = baseURI(node);
	return effectKeyframes(effect)
		.slice(0, LIMITS.keyframes)
		.map((frame) => ({
			offset: frame.offset ?? Number.NaN,
			easing: frame.easing ?? "linear",
			composite: frame.composite ?? "auto",
			values: Object.entries(frame)
				.filter(([name]) => !OWN.test(name) && NAME.test(name))
				.filter(([name]) => !hides(privacy) || !MIXED.test(name))
				.slice(0, LIMITS.keyframe_values)
				.map(([name, value]): [string, string] => [
					name,
					reader.declared(name, String(value), base, privacy),
				]),
		}));
}
