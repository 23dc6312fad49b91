"""Style sheets in the replica are the page's, also when a script changes them."""

import pytest

from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

#: Boxes that a rule can be seen by.
BOXES = """<!doctype html><title>Boxes</title><style>
body{margin:0;display:grid;grid-template-columns:repeat(4,80px);gap:8px}
div{height:60px;background:#ddd}</style>"""


def boxes(style: str, names: str = "a b c d", more: str = "") -> str:
    made = "".join(f"<div class={name}></div>" for name in names.split())
    return f"{BOXES}<style id=own>{style}</style>{more}<body>{made}"


#: What is in the page at first, and what a script does to it later.
CHANGES = {
    "nesting": (
        ".a{color:red;& + .b{background:green}@media all{&{background:blue}}}"
        ".c{&:not(.x){background:teal;outline:3px solid}}",
        "const rule = own.sheet.cssRules[0]; rule.deleteRule(0);"
        "rule.insertRule('& + .b{background:orange}', 0);"
        "own.sheet.cssRules[1].cssRules[0].style.background = 'gold'",
    ),
    "grouping": (
        "@media all{.a{background:green}.b{background:blue}}",
        "const group = own.sheet.cssRules[0]; group.deleteRule(1);"
        "group.insertRule('@supports (color:red){.c{background:red}}', 0)",
    ),
    "declarations": (
        ".a{background:green}.b{background:blue}@media all{.c{background:teal}}",
        "const [a, b, group] = own.sheet.cssRules; a.style.background = 'red';"
        "b.style.setProperty('background', 'pink');"
        "group.cssRules[0].style.cssText = 'background:navy'",
    ),
    "selectors": (
        ".a{background:green}.b{background:blue}",
        "own.sheet.cssRules[0].selectorText = '.c, .d';"
        "own.sheet.cssRules[1].styleMap.set('background-color', 'lime')",
    ),
    "media_rule": (
        "@media print{.a{background:green}}@media (width>10px){.b{background:blue}}",
        "own.sheet.cssRules[0].media.mediaText = 'screen';"
        "own.sheet.cssRules[1].media.deleteMedium('(width > 10px)');"
        "own.sheet.cssRules[1].media.appendMedium('print')",
    ),
    "keyframes": (
        "@keyframes k{from{background:green}to{background:green}}"
        ".a,.b{animation:k 1s both paused}",
        "const k = own.sheet.cssRules[0]; k.deleteRule('from');"
        "k.appendRule('from{background:red}'); k.cssRules[0].style.width = '40px'",
    ),
    "sheet_media": (
        ".a{background:green}",
        "own.sheet.media.appendMedium('print')",
    ),
    "disabled": (".a{background:green}", "own.disabled = true"),
    "disabled_sheet": (".a{background:green}", "own.sheet.disabled = true"),
    "media_attribute": (".a{background:green}", "own.setAttribute('media', 'print')"),
    "layers": (
        "@layer low, high; @layer high{.a{background:green}}"
        "@layer low{.a.a{background:red}}"
        "@layer{.b{background:red}} .b{background:blue}",
        "own.sheet.insertRule('@layer top{.c{background:teal}}', 1);"
        "own.sheet.deleteRule(2)",
    ),
    "scope": (
        "@scope (body) to (.c){.a,.b{background:green}}",
        "own.sheet.cssRules[0].insertRule(':scope > .d{background:red}', 0)",
    ),
    "container": (
        "body{container:shop/inline-size}"
        "@container shop (width>300px){.a{background:green}}",
        "own.sheet.cssRules[1].insertRule('.b{background:red}', 0)",
    ),
    "supports": (
        "@supports (display:grid){.a{background:green}}"
        "@supports (x:y){.b{background:red}}",
        "own.sheet.cssRules[1].insertRule('.b{color:red}', 0);"
        "own.sheet.cssRules[0].cssRules[0].style.opacity = '.5'",
    ),
    "property": (
        "@property --tint{syntax:'<color>';inherits:false;initial-value:green}"
        ".a{background:var(--tint)}",
        "own.sheet.cssRules[1].style.setProperty('--tint', 'red')",
    ),
    "namespaces": (
        '@charset "utf-8";@namespace h url(http://www.w3.org/1999/xhtml);'
        "@namespace svg url('http://www.w3.org/2000/svg');"
        "h|div.a{background:green}svg|div.b{background:red}",
        "own.sheet.insertRule('h|div.b{background:teal}', 2)",
    ),
    "viewport": (
        "@media (max-width:1000px) and (min-height:700px){.a{background:green}}"
        "@media (min-width:1001px){.b{background:red}}.c{width:5vw}",
        "own.sheet.insertRule('@media (width:1000px){.d{background:red}}')",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_sheet_and_what_a_script_does_to_it(twins: OpenTwins, name: str) -> None:
    style, script = CHANGES[name]
    both = twins(boxes(style))
    assert both.difference() == ""
    both.same_picture(f"sheet-{name}")
    both.customer.evaluate(f"(() => {{ {script} }})()")
    assert both.difference() == ""
    both.same_picture(f"sheet-{name}-changed")
