"""What pages do to the browser under them; each goes on working, and so must we."""

#: In the way of Prototype.js 1.7: old stand-ins for what browsers have by now, and
#: methods of its own on every array, function and element.
OLD_LIBRARY = """
Array.from = function (list) {
    if (!list) return [];
    if ('toArray' in Object(list)) return list.toArray();
    var length = list.length || 0, copy = new Array(length);
    while (length--) copy[length] = list[length];
    return copy;
};
var plain = {
    each: function (act) { for (var i = 0; i < this.length; i++) act(this[i], i); },
    toJSON: function () { return '[' + this.join(', ') + ']'; },
    toArray: function () { return this.slice(); },
    entries: function () { return this.slice(); },
    find: function (test) {
        for (var i = 0; i < this.length; i++) if (test(this[i], i)) return this[i];
    },
    filter: function (test) {
        var kept = [];
        this.each(function (one, i) { if (test(one, i)) kept.push(one); });
        return kept;
    },
    clear: function () { this.length = 0; return this; },
    include: function (one) { return this.indexOf(one) >= 0; },
};
plain.detect = plain.find; plain.select = plain.filter;
for (var name in plain) Array.prototype[name] = plain[name];
String.prototype.toJSON = function () { return '"' + this + '"'; };
Function.prototype.bind = function (self) {
    var act = this, given = Array.prototype.slice.call(arguments, 1);
    return function () {
        return act.apply(self, given.concat(Array.prototype.slice.call(arguments)));
    };
};
Object.keys = function (of) {
    var keys = []; for (var key in of) if (of.hasOwnProperty(key)) keys.push(key);
    return keys;
};
['scrollTo', 'select', 'update', 'hide', 'show', 'remove', 'clone', 'match', 'up',
 'next', 'previous', 'down', 'identify', 'observe', 'fire'].forEach(function (name) {
    HTMLElement.prototype[name] = function () { return name === 'remove'
        ? Node.prototype.removeChild.call(this.parentNode, this) : this; };
});
"""

#: The page's own classes and values under names of the browser.
OWN_NAMES = """
const URL = '/shop';
var performance = 'good', innerWidth = 'wide', screen = null;
window.Text = window.Comment = window.TextEncoder = function () {};
"""

#: Classes that only the page itself can use any more; too late once we have loaded.
SPOILT = """
Map.prototype.values = Map.prototype.keys = () => [];
Set.prototype.delete = () => false;
WeakMap.prototype.get = function () { throw new Error('not for you'); };
window.WeakSet = function () {};
"""

#: Wraps around what everybody uses.
WRAPPED = """
window.calls = 0;
for (const [owner, names] of [
    [Array.prototype, ['push', 'map', 'splice', 'indexOf', 'forEach', 'reverse']],
    [Promise.prototype, ['then', 'catch']], [JSON, ['stringify', 'parse']],
    [EventTarget.prototype, ['addEventListener', 'removeEventListener']],
    [Element.prototype, ['attachShadow', 'getAttribute', 'setAttribute', 'matches']],
    [CSSStyleSheet.prototype, ['insertRule', 'deleteRule']],
    [window, ['setTimeout', 'requestAnimationFrame', 'getComputedStyle']],
]) for (const one of names) {
    const native = owner[one];
    owner[one] = function (...given) { calls++; return native.apply(this, given); };
}
const Native = MutationObserver;
window.MutationObserver = class extends Native {
    constructor(act) { super((...given) => { calls++; act(...given); }); }
};
window.ResizeObserver = new Proxy(ResizeObserver, {});
Function.prototype.toString = function () { return 'function () {}'; };
"""

#: Accessors that lie or throw for who asks from now on.
LYING = """
const lie = (owner, name, get) => Object.defineProperty(owner, name, {
    configurable: true, get });
const fail = () => { throw new Error('hands off'); };
for (const name of ['nextSibling', 'lastChild', 'nodeType'])
    lie(Node.prototype, name, fail);
lie(Node.prototype, 'firstChild', () => null);
lie(Element.prototype, 'shadowRoot', fail);
lie(CSSRule.prototype, 'cssText', () => '');
lie(HTMLInputElement.prototype, 'type', () => 'text');
lie(Document.prototype, 'title', () => 'nothing');
lie(window, 'CSSBadRule', fail);
Element.prototype.getAttributeNames = Element.prototype.matches = fail;
Node.prototype.getRootNode = fail;
"""

FROZEN = """
for (const owner of [Node, Element, HTMLElement, CSSStyleSheet, ShadowRoot, Document,
    HTMLInputElement, EventTarget]) Object.freeze(owner.prototype);
"""

WORST = {
    "old_library": OLD_LIBRARY,
    "own_names": OWN_NAMES,
    "wrapped": WRAPPED,
    "lying": LYING,
    "frozen": FROZEN,
}

#: Names that a form, and with it the document, would rather have for itself.
STOLEN = [
    "childNodes",
    "parentNode",
    "attributes",
    "nodeType",
    "firstChild",
    "nextSibling",
    "title",
    "defaultView",
    "documentElement",
    "scrollingElement",
    "body",
    "head",
    "cookie",
    "adoptedStyleSheets",
    "querySelectorAll",
    "localName",
    "getAttribute",
    "matches",
    "compatMode",
    "readyState",
    "addEventListener",
    "removeEventListener",
    "createElement",
    "elementsFromPoint",
    "ownerDocument",
    "isConnected",
    "getRootNode",
    "shadowRoot",
    "baseURI",
    "styleSheets",
    "activeElement",
    "children",
    "getSelection",
    "getAnimations",
    "fullscreenElement",
]

CLOBBERED = "".join(
    f"<img name={one} alt=''><form name={one}><input name={one} size=3></form>"
    for one in STOLEN
)
