import type { Animations } from "./animations";
import type { Patches } from "./patches";

export type AnimationCall = "cancelled" | "redefined" | "steered";

const STEERS = ["finish", "pause", "play", "reverse", "updatePlaybackRate"];
const SETS = ["currentTime", "effect", "playbackRate", "startTime", "timeline"];

type Realm = Window & typeof globalThis;

export function hookAnimations(
	view: Realm,
	patches: Patches,
	animations: Animations,
): void {
	/* An old browser may have none of these. */
	if (!view.Animation || !view.KeyframeEffect) return;
	const steered = (self: object): void => animations.heard(self, "steered");
	const redefined = (self: object): void => animations.heard(self, "redefined");
	patches.method(view.Element.prototype, "animate", steered);
	for (const name of STEERS)
		patches.method(view.Animation.prototype, name, steered);
	patches.method(view.Animation.prototype, "cancel", (self) =>
		animations.heard(self, "cancelled"),
	);
	for (const name of SETS)
		patches.accessor(view.Animation.prototype, name, {
			set: name === "effect" ? redefined : steered,
		});
	patches.method(view.AnimationEffect.prototype, "updateTiming", redefined);
	patches.method(view.KeyframeEffect.prototype, "setKeyframes", redefined);
	for (const name of ["composite", "pseudoElement", "target"])
		patches.accessor(view.KeyframeEffect.prototype, name, { set: redefined });
}
