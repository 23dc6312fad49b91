/** What browser tests (tests/widget) drive: the part that brings what the agent cannot fetch. */
export { AssetBringer } from "./assets/bringer";
