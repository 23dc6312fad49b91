/** What the browser tests see as window.MirrorTest. */
export { inflate } from "./deflate";
export { decodeFrame, encodeFrame } from "./frames";
export * from "./index";
export { ARIA_ATTRIBUTES, ATTRIBUTES, VALUE_TAGS } from "./names";
export { byteHash, GRAMMAR_VERSION, Op } from "./ops";
export { Applier } from "./player/apply";
export { Reader } from "./reader";
export { MASKED, Writer } from "./writer";
