/**
 * What the builds of the widget use in the place of these names: a page may have
 * its own `Map` or `URL`, or may have mended those of the browser.
 */
import { intact } from "./realm";

const map = /* @__PURE__ */ intact("Map");
const set = /* @__PURE__ */ intact("Set");
const weakMap = /* @__PURE__ */ intact("WeakMap");
const weakSet = /* @__PURE__ */ intact("WeakSet");
const url = /* @__PURE__ */ intact("URL");
const encoder = /* @__PURE__ */ intact("TextEncoder");

export {
	encoder as TextEncoder,
	map as Map,
	set as Set,
	url as URL,
	weakMap as WeakMap,
	weakSet as WeakSet,
};
