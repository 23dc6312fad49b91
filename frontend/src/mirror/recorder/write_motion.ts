import { Op } from "../ops";
import type { Motion } from "../privacy/motion";
import type { Writer } from "../writer";

/** Writes ANIMATION. */
export function writeMotion(
	writer: Writer,
	id: number,
	node: number,
	motion: Motion,
): void {
	const { composite, keyframes, kind, name, pseudo, timing } = motion;
	writer.op(Op.ANIMATION, id, node, kind);
	writer.string(pseudo);
	writer.string(name);
	writer.uint((timing ? 1 : 0) | (keyframes ? 2 : 0));
	if (timing) {
		const { delay, endDelay, duration, iterations, iterationStart } = timing;
		for (const one of [delay, endDelay, duration, iterations, iterationStart])
			writer.float(typeof one === "number" ? one : Number.NaN);
		for (const one of [timing.direction, timing.fill, timing.easing, composite])
			writer.string(one ?? "");
	}
	if (!keyframes) return;
	writer.uint(keyframes.length);
	for (const { composite, easing, offset, values } of keyframes) {
		writer.float(offset);
		writer.string(easing);
		writer.string(composite);
		writer.uint(values.length);
		for (const [property, value] of values) {
			writer.string(property);
			writer.string(value);
		}
	}
}
