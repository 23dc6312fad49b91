/** The peer that `bench/` measures beside our own engine. Never part of the product. */
export { record } from "@rrweb/record";
export { Replayer } from "@rrweb/replay";
