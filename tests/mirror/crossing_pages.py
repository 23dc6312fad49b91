"""Pages for test_crossing.py, each with a script that changes it.

Elements whose class begins with `k-` have all of their look from the page.
"""

FORM = """<!doctype html><title>Form</title><form><fieldset><legend>Who</legend>
<input id=t value="typed before"><input type=checkbox checked><input type=radio name=r>
<input type=radio name=r checked><input type=range value=30><input type=number value=4>
<input type=date value=2024-02-03><input type=color value="#ff8800">
<input type=search placeholder=find><input type=email required><textarea>one
two</textarea><select><option>a<option selected>b</select>
<select multiple><option selected>a<option>b<option selected>c</select>
<progress value=3 max=9></progress><meter value=.4></meter><output>sum</output>
<button disabled>Go</button></fieldset></form>"""
FORM_ACT = """() => {
    const $ = (selector) => document.querySelector(selector);
    $('#t').value = 'by script'; $('[type=checkbox]').checked = false;
    $('[type=range]').value = 70; $('textarea').value = 'three';
    $('select').selectedIndex = 0; $('[type=date]').value = '2025-05-06';
    $('select').append(new Option('late', 'late', false, true));
    $('[type=radio]').click(); $('button').disabled = false;
    $('[type=color]').value = '#00ff00';
}"""

TABLE = """<!doctype html><title>Table</title><table border=1><caption>Prices</caption>
<colgroup><col span=2></colgroup><thead><tr><th scope=col>a<th>b<tbody><tr>
<td rowspan=2>1<td>2<tr><td>3</table><dl><dt>t<dd>d</dl><ol start=4 reversed><li>x
<li value=9>y</ol><pre>
 as   is</pre><ruby>base<rt>up</ruby><p>a<wbr>b<br>c&shy;d &nbsp; e"""
TABLE_ACT = """() => {
    const table = document.querySelector('table');
    table.insertRow(1).insertCell().textContent = 'new';
    table.deleteCaption(); table.createTFoot().innerHTML = '<tr><td>foot';
    table.tBodies[0].append(table.tHead.rows[0]);
}"""

SHADOW = """<!doctype html><title>Shadow</title>
<x-card><b slot=head>Head</b>rest</x-card>
<div id=d><template shadowrootmode=open><style>:host { color: rgb(1, 2, 3) }
::slotted(i) { color: rgb(4, 5, 6) }</style><p class=k-in>declared</p><slot></slot>
</template><i class=k-slotted>light</i></div><x-late>waits</x-late>"""
SHADOW_ACT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('p { color: rgb(7, 8, 9) } :host { display: block }');
    customElements.define('x-card', class extends HTMLElement {
        constructor() {
            super();
            const root = this.attachShadow({ mode: 'open' });
            root.innerHTML = '<p class=k-own><slot name=head></slot></p><slot></slot>';
            root.adoptedStyleSheets = [sheet];
        }
    });
    customElements.define('x-late', class extends HTMLElement {});
    document.adoptedStyleSheets = [sheet];
    sheet.insertRule('p { font-weight: 700 }');
    document.getElementById('d').shadowRoot.append('more');
}"""

STYLES = """<!doctype html><title>Styles</title><style>
@layer low, high;
@layer high { .k-a { color: rgb(10, 20, 30) } }
@layer low { .k-a { color: red } }
.k-b { color: rgb(1, 1, 1); & > i { color: rgb(2, 2, 2) } &:is(.k-b, ::-x-none) {
    opacity: 0.5 } }
:root { --own: rgb(3, 4, 5); --size: 7px }
.k-c { background-color: var(--own); padding: 0 var(--size); border: 2px dashed }
@media (min-width: 10px) { .k-d { display: grid; order: 3 } }
@supports (display: grid) { .k-e { position: absolute; z-index: 4 } }
.k-f { -webkit-user-select: none; -moz-user-select: none; user-select: none;
    display: -webkit-box; display: flex; text-transform: uppercase }
.k-f::-moz-selection { color: red } .k-f::-webkit-scrollbar { width: 3px }
.k-g { color: color-mix(in srgb, rgb(0 0 0) 50%, rgb(100 100 100)); inset: 1px }
.k-h { color: hsl(120 100% 25%); text-align: center; margin: 4px 0 }
@property --turn { syntax: "<number>"; inherits: false; initial-value: 0.25 }
.k-i { opacity: var(--turn) }
@container (min-width: 1px) { .k-j { font-weight: 700 } }
.box { container-type: inline-size }
.k-k:not(:has(i)) { visibility: hidden } .k-l { pointer-events: none }
@keyframes fade { from { opacity: 0 } to { opacity: 1 } }
</style><link rel=stylesheet href=/theme.css><div class=box><p class=k-j>j</p></div>
<p class=k-a>a<p class=k-b>b<i class=k-bi>i</i><p class=k-c>c<p class=k-d>d
<p class=k-e>e<p class=k-f>f<p class=k-g>g<p class=k-h>h
<p class=k-i>i<p class=k-k>k<p class=k-l>l
<p class=k-m>m<p class=k-n>n<p class=k-o style="color: rgb(9, 9, 9); -webkit-appearance:
none; -moz-appearance: none; opacity: .3">o"""
STYLES_ACT = """() => {
    const { sheet } = document.querySelector('style');
    sheet.insertRule('.k-n { color: rgb(11, 12, 13); -webkit-line-clamp: 2 }', 1);
    sheet.deleteRule(0);
    const style = document.createElement('style');
    document.head.append(style);
    style.sheet.insertRule('.k-m { background-color: rgb(8, 8, 8) !important }');
    const made = new CSSStyleSheet();
    made.replaceSync('.k-d { padding-left: 3px } .k-l { text-align: right }');
    document.adoptedStyleSheets = [made];
    made.insertRule('@media all { .k-h { font-weight: 900 } }', 1);
    document.querySelector('.k-o').style.opacity = 0.7;
}"""

#: Questions that each engine answers for itself: what counts is the customer's answer.
ASKED = """<!doctype html><title>Asked</title><style>
@supports (-moz-appearance: none) { .k-a { color: rgb(1, 0, 0) } }
@supports (-webkit-app-region: drag) or (app-region: drag) {
    .k-a { color: rgb(2, 0, 0) } }
@supports (-apple-pay-button-style: black) or (-webkit-hyphens: auto) {
    .k-b { color: rgb(3, 0, 0); @supports not (-moz-orient: inline) { opacity: 0.5 } } }
@supports selector(::-moz-range-thumb) { @media all { .k-c { position: relative } } }
@supports not (width: 1frog) { .k-d { text-align: center } }
.k-e { color: rgb(4, 0, 0) }
</style><p class=k-a>a<p class=k-b>b<p class=k-c>c<p class=k-d>d<p class=k-e>e"""
ASKED_ACT = """() => {
    const { sheet } = document.querySelector('style');
    const { length } = sheet.cssRules;
    sheet.insertRule('@supports (-moz-orient: inline) { .k-e { opacity: 0.25 } }',
        length);
    sheet.insertRule('@supports (-webkit-hyphens: auto) { .k-e { order: 2 } }', length);
    for (const rule of sheet.cssRules)
        if (rule.conditionText?.startsWith('not (width'))
            rule.insertRule('.k-d { margin-top: 9px }');
}"""

DRAWING = """<!doctype html><title>Drawing</title>
<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 40" width=80 height=80>
<defs><linearGradient id=g><stop offset=0 stop-color=red /></linearGradient>
<symbol id=s viewBox="0 0 9 9"><path d="M0 0h9v9z"/></symbol></defs><style>
.k-svg { color: rgb(5, 5, 5) }</style><g class=k-svg>
<rect width=9 height=9 fill="url(#g)"/>
<use xlink:href="#s" /><use href="#s" x=4 /><text x=1 y=9>text<tspan>in</tspan></text>
<foreignObject width=9 height=9><p>html</p></foreignObject></g></svg>
<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>"""
DRAWING_ACT = """() => {
    const svg = document.querySelector('svg');
    const made = document.createElementNS(svg.namespaceURI, 'circle');
    made.setAttribute('r', '3'); svg.append(made);
    svg.setAttribute('viewBox', '0 0 20 20');
    svg.querySelector('linearGradient').append(document.createElementNS(
        svg.namespaceURI, 'stop'));
    document.querySelector('mn').textContent = '3';
}"""

FRAMES = """<!doctype html><title>Frames</title><iframe id=a src="/inner"></iframe>
<iframe id=b srcdoc="<!doctype html><p class=k-p style='color: rgb(6, 6, 6)'>doc</p>">
</iframe><iframe id=c></iframe><dialog id=d>Sure?</dialog><div id=e popover>Menu</div>
<details id=f><summary>More</summary>text</details>"""
FRAMES_ACT = """async () => {
    const $ = (id) => document.getElementById(id);
    $('c').contentDocument.body.innerHTML =
        '<style>b { color: red }</style><b>made</b>';
    $('b').contentDocument.body.append('later');
    const loaded = new Promise((done) => $('a').onload = done);
    $('a').src = '/other';
    await loaded;
    $('a').contentDocument.body.append('after');
    $('d').showModal(); $('e').showPopover(); $('f').open = true;
}"""

PAGES = {
    "form": (FORM, FORM_ACT),
    "table": (TABLE, TABLE_ACT),
    "shadow": (SHADOW, SHADOW_ACT),
    "styles": (STYLES, STYLES_ACT),
    "asked": (ASKED, ASKED_ACT),
    "drawing": (DRAWING, DRAWING_ACT),
    "frames": (FRAMES, FRAMES_ACT),
}


def serve(path: str) -> str | None:
    answers = {
        "/inner": "<!doctype html><style>p { color: red }</style><p class=k-q>inner",
        "/other": "<!doctype html><title>o</title><p style='margin: 0'>other",
        "/theme.css": ".k-m { position: sticky } @media print { .k-m { order: 9 } }",
    }
    return answers.get(path)
