/** Tag and attribute allow-lists, kept by both ends: the recorder sends no other, the player builds no other. */
const words = (text: string): ReadonlySet<string> =>
	new Set(text.trim().split(/\s+/));

export const HTML_TAGS = words(`
html head body a abbr address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup
data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr
i iframe img input ins kbd label legend li link main map mark marquee menu meter nav nobr ol optgroup option output p picture pre progress
q rp rt ruby s samp search section select slot small source span strike strong style sub summary sup table tbody td textarea tfoot th
thead time tr track tt u ul var video wbr`);

export const SVG_TAGS = words(`
svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol clipPath mask pattern linearGradient
radialGradient stop marker image title desc foreignObject switch view style filter feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`);

export const MATH_TAGS = words(`
math semantics annotation mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover
munderover mmultiscripts mprescripts mtable mtr mtd`);

/** Custom elements: a name with a hyphen. */
export const CUSTOM_TAG = /^[a-z][a-z0-9._]{0,63}-[a-z0-9._-]{0,63}$/;

/** Elements that never leave the page, with all that is in them. */
export const SILENT_TAGS = words(
	"script noscript noembed noframes template meta base title object embed applet frame frameset portal fencedframe param",
);

/** Elements whose children are not mirrored: their content is a value, a sheet or pixels. */
export const LEAF_TAGS = words(
	"style link textarea datalist iframe img canvas video audio",
);

/** Layout attributes: these may be sent even under a mask, those of words without what looks like data. */
export const LAYOUT_ATTRIBUTES = words(`
class style dir hidden rows cols size wrap width height align valign colspan rowspan span disabled multiple role slot part exportparts
border cellpadding cellspacing nowrap open popover controls viewBox preserveAspectRatio`);

/** All attributes that may be sent when nothing is masked. */
export const ATTRIBUTES = words(`
${[...LAYOUT_ATTRIBUTES].join(" ")}
d x y x1 x2 y1 y2 cx cy r rx ry dx dy fx fy points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity
stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit opacity clip-rule gradientUnits
gradientTransform spreadMethod offset stop-color stop-opacity
id lang title type placeholder readonly required min max step media bgcolor color face start reversed alt sizes loop muted
tabindex contenteditable label datetime high low optimum shape coords inert translate spellcheck headers scope for
clip-path mask filter patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits marker-start marker-mid
marker-end markerWidth markerHeight markerUnits orient refX refY text-anchor dominant-baseline alignment-baseline font-size font-family
font-weight font-style letter-spacing text-decoration textLength lengthAdjust startOffset pathLength vector-effect shape-rendering
text-rendering visibility display overflow in in2 result stdDeviation mode values operator k1 k2 k3 k4 flood-color flood-opacity
pointer-events primitiveUnits filterUnits color-interpolation-filters baseFrequency numOctaves seed scale xChannelSelector
yChannelSelector order kernelMatrix divisor bias edgeMode surfaceScale diffuseConstant specularConstant specularExponent lighting-color
mathvariant displaystyle scriptlevel columnalign rowalign columnspan stretchy fence separator lspace rspace linethickness`);

/** Attributes that say something in words or pictures, rather than how it looks. */
export const TELLING_ATTRIBUTES = words(`
title alt placeholder label value src srcset poster background href xlink:href datetime id for headers`);

/** Attributes whose value is one URL of a picture; sent as an asset entry. */
export const ASSET_ATTRIBUTES = words("src poster background");

/** `value` is look, not content, on these. */
export const VALUE_TAGS = words("li meter progress");

/** aria-* that pages style by; sent only when the value is one plain token. */
export const ARIA_TOKEN = /^[a-z]{1,12}$/;
export const ARIA_ATTRIBUTES = words(`
aria-busy aria-checked aria-current aria-disabled aria-expanded aria-hidden aria-invalid aria-modal aria-orientation aria-pressed
aria-readonly aria-required aria-selected aria-sort aria-haspopup`);

/** Marks of our own on the wire: a link (its target stays at home) and what stands for hidden content. */
export const LINK_MARK = "data-cobrowse-link";
export const BOX_MARK = "data-cobrowse-box";
/** A frame of the replica that has a document of the page; what others show is unknown. */
export const FRAME_MARK = "data-cobrowse-frame";
/** An element of the replica that stands for one in fullscreen. */
export const FULLSCREEN_MARK = "data-cobrowse-fullscreen";

/** Marks of the replica alone: states of the customer's element, and those that a custom element names itself. */
export const STATE_MARK = "data-cobrowse-state";
export const CUSTOM_STATE_MARK = "data-cobrowse-custom";
/** Names of custom states that are asked for and shown. */
export const STATE_NAME =
	/^(?:--)?[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]{0,63}$/;

/** Attributes that mean nothing to a browser, and that pages style by: `data-state`, `v-cloak`, any of a custom element. */
export function isOwnName(tag: string, name: string): boolean {
	return name.includes("-")
		? /^[a-z]/.test(name) && !/^(?:aria-|data-cobrowse|on)/.test(name)
		: CUSTOM_TAG.test(tag) &&
				/^[a-z]\w*$/.test(name) &&
				!/^(?:on|src|href|form|action|ping|(?:is|style|slot|part|class|id|value|name)$)/.test(
					name,
				);
}
/** All that a value of such an attribute may be. */
export const OWN_VALUE = /^[\w\s.-]{0,100}$/;

/** Name patterns of security/README 4.2. */
export const ATTRIBUTE_NAME = /^[A-Za-z_:][\w:.-]{0,127}$/;

/** A value that could be a script or a document in any attribute. */
const SCRIPT_URL =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip these inside a scheme
	/(?:j[\s\u0000-\u0020]*a[\s\u0000-\u0020]*v[\s\u0000-\u0020]*a|v[\s\u0000-\u0020]*b)[\s\u0000-\u0020]*s[\s\u0000-\u0020]*c[\s\u0000-\u0020]*r[\s\u0000-\u0020]*i[\s\u0000-\u0020]*p[\s\u0000-\u0020]*t[\s\u0000-\u0020]*:|data[\s\u0000-\u0020]*:[\s\u0000-\u0020]*(?:text|application|image\/svg)/i;

export const namesScript = (value: string): boolean =>
	value.includes(":") && SCRIPT_URL.test(value);

/** Pictures that may travel inside the stream. */
export const IMAGE_DATA =
	/^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|svg\+xml)[;,]/i;
