"""Sheets from elsewhere in the replica: linked, imported, alternate, constructed."""

import pytest

from tests.mirror.test_sheets import boxes
from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

FILES = {
    "/theme.css": "@import 'deep/one.css' layer(low) screen; .b{background:blue}",
    "/deep/one.css": "@import url(two.css) supports(display:grid); .a{background:red}"
    ".c{background:teal}",
    "/deep/two.css": ".a{outline:4px solid purple}.d{background:gold}",
    "/print.css": ".a{display:none}",
    "/dark.css": "div{border:6px solid #222}",
    "/light.css": "div{border:6px solid #bbb}",
}


def served(path: str) -> str | None:
    return FILES.get(path)


def same(both: Twins, name: str) -> None:
    different = both.difference()
    assert not different, different
    both.same_picture(name)


def test_imports_hold_where_and_when_they_say(twins: OpenTwins) -> None:
    style = (
        "@import url(theme.css);@import 'print.css' print;"
        "@import 'light.css' supports(x:y);"
    )
    both = twins(boxes(style), served)
    same(both, "imports")
    both.customer.evaluate(
        "own.sheet.cssRules[0].styleSheet.insertRule('.d{background:navy}', 1)"
    )
    same(both, "imports-changed")
    both.customer.evaluate("own.sheet.cssRules[1].media.mediaText = 'all'")
    same(both, "imports-media")
    both.customer.evaluate("own.sheet.insertRule('@import \"dark.css\"', 0)")
    same(both, "imports-late")


def test_linked_sheets_come_late_and_are_switched(twins: OpenTwins) -> None:
    link = "<link id=theme rel=stylesheet href=theme.css media=print>"
    both = twins(boxes("", more=link), served)
    same(both, "link")
    both.customer.evaluate("theme.media = 'all'")
    same(both, "link-media")
    both.customer.evaluate("theme.disabled = true")
    same(both, "link-disabled")
    both.customer.evaluate("theme.disabled = false; theme.href = 'dark.css'")
    same(both, "link-other")
    both.customer.evaluate("theme.sheet.deleteRule(0)")
    same(both, "link-changed")


def test_of_alternate_sheets_the_chosen_one_applies(twins: OpenTwins) -> None:
    links = """<link id=light rel=stylesheet title=Light href=light.css>
        <link id=dark rel="alternate stylesheet" title=Dark href=dark.css>
        <style title=Other>.a{background:red}</style>
        <style title=Light>.b{background:green}</style>"""
    both = twins(boxes("", more=links), served)
    # No browser tells which of them apply: the picture does.
    for page in (both.customer, both.agent):
        page.evaluate("lab.without_rules = true")
    same(both, "alternate")
    both.customer.evaluate("dark.disabled = true; light.disabled = true")
    same(both, "alternate-none")
    both.customer.evaluate("dark.disabled = false")
    same(both, "alternate-dark")


CONSTRUCTED = """() => {
    const made = (text, options) => {
        const sheet = new CSSStyleSheet(options);
        sheet.replaceSync(text);
        return sheet;
    };
    Object.assign(window, {
        red: made('.a, p{background:red}'),
        blue: made('.b, p{background:blue}'),
        wide: made('.c, p{outline:5px solid}', { media: '(max-width: 10px)' }),
        off: made('.d, p{border:5px solid lime}', { disabled: true }),
        roots: [...document.querySelectorAll('.a, .b')].map((one) => {
            const root = one.attachShadow({ mode: 'open' });
            root.innerHTML = '<p>x</p>';
            return root;
        }),
    });
    roots[0].adoptedStyleSheets = [red, wide, off];
    roots[1].adoptedStyleSheets = [red];
    document.adoptedStyleSheets = [blue, wide, off];
}"""

#: In place, one after the other.
STEPS = (
    "roots[1].adoptedStyleSheets.push(blue)",
    "document.adoptedStyleSheets[0] = red",
    "roots[0].adoptedStyleSheets.splice(0, 1)",
    "red.replaceSync('.a, p{background:orange}')",
    "red.insertRule('.c{background:cyan}', 0); off.disabled = false",
    "wide.media.mediaText = 'all'; wide.cssRules[0].style.outlineColor = 'red'",
    "blue.replace('.d, p{background:pink}').then(() => 0)",
    "kept.length = 0",
    "document.adoptedStyleSheets = []",
)


def test_constructed_sheets_are_shared_and_change_in_place(twins: OpenTwins) -> None:
    both = twins(boxes(""))
    both.customer.evaluate(CONSTRUCTED)
    same(both, "constructed")
    both.customer.evaluate("window.kept = roots[1].adoptedStyleSheets; 0")
    for number, step in enumerate(STEPS):
        both.customer.evaluate(f"{{ {step} }}")
        same(both, f"constructed-{number}")


def test_frames_and_drawings_have_sheets_of_their_own(twins: OpenTwins) -> None:
    inner = "<!doctype html><style id=own>p{color:green}</style><p>Inner</p>"
    both = twins(
        boxes("", more=f'<iframe srcdoc="{inner}"></iframe>')
        + "<svg width=80 height=60><style id=paint>rect{fill:green}</style>"
        "<rect width=80 height=60 /></svg>"
    )
    same(both, "frame-and-drawing")
    both.customer.evaluate(
        """paint.sheet.cssRules[0].style.fill = 'orange';
        const { contentDocument: page, contentWindow: view } = frames[0].frameElement;
        page.getElementById('own').sheet.insertRule('p{font-size:30px}', 1);
        const sheet = new view.CSSStyleSheet();
        sheet.replaceSync('p{background:gold}');
        page.adoptedStyleSheets.push(sheet)"""
    )
    same(both, "frame-and-drawing-changed")


def test_a_held_declaration_is_found_by_looking(twins: OpenTwins) -> None:
    """The page took it before anybody could know."""
    both = twins(
        boxes(".a{background:green}")
        + "<script>const early = own.sheet.cssRules[0].style</script>"
    )
    same(both, "held")
    both.customer.evaluate("early.background = 'red'; 0")
    same(both, "held-changed")


LOSES = """.spin{--w:6px;height:60px;border:var(--w) solid green;border-right-color:tan}
/* .two{border:var(--w) */ @media screen{.two{--w:4px;height:50px;
border:var(--w) dashed red;border-top-width:9px}}
.no{content:"}.spin{";--x: ;color:var(--x)}"""


@pytest.mark.parametrize("where", ["link", "import"])
def test_what_the_browser_forgets_of_a_rule_is_read_from_its_sheet(
    twins: OpenTwins, where: str
) -> None:
    """Chromium writes no value of a shorthand that asks `var()` and is set in part."""
    FILES["/loses.css"] = LOSES
    head = "<link rel=stylesheet href=/loses.css>"
    if where == "import":
        head = "<style>@import '/loses.css';</style>"
    both = twins(f"<!doctype html>{head}<p class=spin>a<p class=two>b", served)
    both.customer.wait_for_function("sheets.length > 0")
    both.agent.wait_for_function("log.progress === 'live'")
    url = both.customer.evaluate("sheets.join()")
    assert url.endswith("/loses.css")
    both.customer.evaluate("(given) => recorder.sheet_read(...given)", [url, LOSES])
    both.same_picture(f"lost-values-{where}")


def test_a_sheet_that_tells_all_is_not_asked_for(twins: OpenTwins) -> None:
    FILES["/tells.css"] = ".a{--x: ;--y:;border:var(--w) solid green}.b{color:red}"
    both = twins(boxes("").replace("<style", "<link rel=stylesheet href=/tells.css>"
                                   "<style", 1), served)  # fmt: skip
    same(both, "tells-all")
    assert both.customer.evaluate("sheets") == []
