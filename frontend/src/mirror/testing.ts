/** What the browser tests see as window.MirrorTest. */
export { inflate } from "./deflate";
export { decodeFrame, encodeFrame } from "./frames";
export * from "./index";
export { Op } from "./ops";
export { Reader } from "./reader";
export { MASKED, Writer } from "./writer";
