/** The mirror engine's public face; everything else in this folder is its own affair. */
export { type Address, type AddressBook, locate, pointOf } from "./address";
/** With the closed ones that were seen being made. */
export { shadowRoot } from "./natives";
export { MASK_TEXT } from "./ops";
export type { PictureCount } from "./player/assets";
export {
	createPlayer,
	type Player,
	type PlayerOptions,
	type PlayerProgress,
} from "./player/player";
export { FieldMemory, watchFields } from "./privacy/fields";
export type { TargetPolicy } from "./privacy/policy";
export type { MirrorRule, RuleEffect } from "./privacy/rules";
export { publicUrl } from "./privacy/urls";
export { eachRealm, type Realm } from "./realms";
export type { FrameListener } from "./recorder/joined";
export type { Recorder, RecorderOptions, RuleUse } from "./recorder/options";
export { createRecorder } from "./recorder/recorder";
export { watchShadowRoots } from "./recorder/shadow_watch";
export { type SeenBox, seenBox } from "./sight";
export type { SeenPart } from "./stream_op";
