/**
 * What the pages of `bench/mirror` run: our engine and its peers behind one face,
 * generated pages, and the clocks. Never part of the product.
 */
export { activities } from "./activities";
export { Customer } from "./customer";
export { playWith, recordWith } from "./looks";
export { makePage, stepChurn } from "./pages";
export { makePrivate } from "./private";
export { Replica } from "./replica";
export { storms } from "./storms";
