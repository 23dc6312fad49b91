"""What is scrolled or zoomed on the page is so in the replica, and as far."""

import pytest

from tests.mirror.twins import PATIENCE_MS, OpenTwins, Twins, acted

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><meta charset=utf-8><title>Shop</title><style>
body{font:16px sans-serif;margin:0;background:#eef}
.box{width:300px;height:120px;overflow:auto;background:#fff}
.tall{height:3000px;background:linear-gradient(#fc8,#08f)} .wide{width:2000px}
header{position:sticky;top:0;background:#cfc;height:40px}
.snap{scroll-snap-type:y mandatory} .snap p{height:100px;margin:0;
scroll-snap-align:start} .smooth{scroll-behavior:smooth}
</style><body>"""
BOX = "<div id=a class=box><div class='tall wide'>Long</div></div>"

#: Construct: page, and the script that scrolls it.
CONSTRUCTS = {
    "page": ("<div class=tall>Long</div>", "scrollTo(0, 700)"),
    "page-smooth": (
        "<style>html{scroll-behavior:smooth}</style><div class=tall>Long</div>",
        "scrollTo({ top: 900, behavior: 'smooth' })",
    ),
    "sticky": (
        "<header>Top</header><div class=tall>Long</div>",
        "scrollTo(0, 500)",
    ),
    "box": (BOX, "a.scrollTo(70, 430)"),
    "box-smooth": (BOX, "a.scrollTo({ top: 900, behavior: 'smooth' })"),
    "box-in-box": (
        f"<div id=o class=box style='height:200px'>{BOX}<div class=tall></div></div>",
        "o.scrollTop = 60; a.scrollTop = 333",
    ),
    "right-to-left": (
        "<div id=a class=box dir=rtl><div class='tall wide'>Long</div></div>",
        "a.scrollLeft = -450",
    ),
    "snap": (
        "<div id=a class='box snap'><p>1<p>2<p>3<p>4<p>5<p>6</div>",
        "a.scrollTop = 290",
    ),
    "text-only": (
        "<pre id=a class=box></pre>",
        "a.textContent = 'line\\n'.repeat(90); a.scrollTop = 77",
    ),
    "textarea": (
        "<textarea id=a rows=3></textarea>",
        "a.value = 'line\\n'.repeat(90); a.scrollTop = 77",
    ),
    "input": (
        "<input id=a size=5>",
        "a.value = 'a long text that does not fit'; a.scrollLeft = 60",
    ),
    "shadow": (
        "<div id=h></div>",
        """h.attachShadow({ mode: 'open' }).innerHTML =
            '<div style="height:90px;overflow:auto"><p style="height:900px">Long</div>';
        h.shadowRoot.querySelector('div').scrollTop = 210""",
    ),
    "frame": (
        "<iframe id=f srcdoc='<p style=height:2000px>Long'></iframe>",
        """const go = () => f.contentWindow.scrollTo(0, 444);
        f.contentDocument?.body.childElementCount ? go()
            : f.addEventListener('load', go)""",
    ),
    "added-again": (
        BOX,
        "const one = a; one.scrollTop = 50; one.remove(); setTimeout(() => {"
        " document.body.prepend(one); one.scrollTop = 610 }, 300)",
    ),
    "moved": (
        BOX + "<div id=b></div>",
        "a.scrollTop = 90; setTimeout(() => b.append(a), 300)",
    ),
    "moved-with-its-place": (
        BOX + "<div id=b></div>",
        "a.scrollTop = 90; setTimeout(() => b.moveBefore(a, null), 300)",
    ),
    "hidden-and-shown": (
        BOX,
        "a.scrollTop = 90; setTimeout(() => { a.style.display = 'none';"
        " a.offsetTop; a.style.display = '' }, 300)",
    ),
    "grown-above": (
        "<div class=tall id=t>Long</div><div class=tall></div>",
        """scrollTo(0, 2500); setTimeout(() => t.before(Object.assign(
            document.createElement('div'), { className: 'tall' })), 300)""",
    ),
}

POSITIONS = """(page) => { const found = [page.scrollingElement];
    const into = (root) => root.querySelectorAll('*').forEach((one) => {
        if (one.scrollTop || one.scrollLeft) found.push(one);
        if (one.shadowRoot) into(one.shadowRoot);
        if (one.contentDocument) found.push(one.contentDocument.scrollingElement);
    });
    into(page);
    return found.map((one) => [one.localName, one.scrollLeft, one.scrollTop]) }"""


def positions(both: Twins) -> tuple[list[list[object]], list[list[object]]]:
    frame = "player.frame.contentDocument"
    live = both.customer.evaluate(f"() => ({POSITIONS})(document)")
    return live, both.agent.evaluate(f"() => ({POSITIONS})({frame})")


def same_positions(both: Twins) -> list[list[object]]:
    """Waits until they are; what they are."""
    live = replica = None
    for _ in range(PATIENCE_MS // 100):
        live, replica = positions(both)
        if live == replica:
            return live
        both.customer.wait_for_timeout(100)
    raise AssertionError(f"live: {live}\nreplica: {replica}")


@pytest.mark.parametrize("name", CONSTRUCTS)
@pytest.mark.parametrize("when", ["before", "during"])
def test_it_is_scrolled_as_far(twins: OpenTwins, name: str, when: str) -> None:
    html, script = CONSTRUCTS[name]
    both = acted(twins, HEAD + html, script, when)
    both.customer.wait_for_timeout(900)
    found = same_positions(both)
    if name != "moved":
        assert any(one[1] or one[2] for one in found)
    both.same_picture(f"scroll-{name}-{when}")
    both.anew()
    assert same_positions(both) == found


def test_a_box_whose_content_comes_late_is_scrolled_then(twins: OpenTwins) -> None:
    both = twins(HEAD + BOX)
    assert both.difference() == ""
    both.agent.evaluate(
        """() => { window.sheet = player.frame.contentDocument.styleSheets[0];
            sheet.disabled = true }"""
    )
    both.customer.evaluate("() => { a.scrollTop = 700 }")
    both.customer.wait_for_timeout(400)
    both.agent.evaluate("() => { sheet.disabled = false }")
    assert ["div", 0, 700] in same_positions(both)


def test_how_far_a_masked_text_reaches_is_not_told(twins: OpenTwins) -> None:
    both = twins(HEAD + "<textarea id=a rows=3 data-cobrowse=mask></textarea>")
    both.customer.evaluate("() => { a.value = 'x\\n'.repeat(90); a.scrollTop = 300 }")
    both.customer.wait_for_timeout(600)
    assert positions(both)[1] == [["html", 0, 0]]


def test_what_is_seen_of_a_zoomed_page_is_told(twins: OpenTwins) -> None:
    both = twins(HEAD + "<div class=tall>Long</div>")
    assert both.difference() == ""
    devtools = both.customer.context.new_cdp_session(both.customer)
    devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    both.agent.wait_for_function("log.zooms.at(-1)?.scale === 2")
    assert both.agent.evaluate("log.zooms.at(-1)") == {
        "scale": 2,
        "x": 0,
        "y": 0,
        "width": 500,
        "height": 350,
    }
    assert both.agent.evaluate("log.views.at(-1)") == [1000, 700]
    both.anew()
    both.agent.wait_for_function("log.zooms.length > 1 && log.zooms.at(-1).scale === 2")
    devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    both.agent.wait_for_function("log.zooms.at(-1).scale === 1")


def test_what_an_on_screen_keyboard_leaves_is_told(twins: OpenTwins) -> None:
    """A browser says so by a view that is less high than its window."""
    both = twins(HEAD + "<div class=tall>Long</div>")
    assert both.difference() == ""
    shrink = """(height) => {
        Object.defineProperty(VisualViewport.prototype, 'height',
            { get: () => height, configurable: true });
        visualViewport.dispatchEvent(new Event('resize'));
    }"""
    both.customer.evaluate(shrink, 690)
    both.customer.wait_for_timeout(300)
    assert both.agent.evaluate("log.zooms") == []
    both.customer.evaluate(shrink, 380)
    both.agent.wait_for_function("log.zooms.at(-1)?.height === 380")
    assert both.agent.evaluate("log.zooms.at(-1).scale") == 1
    both.customer.evaluate(shrink, 700)
    both.agent.wait_for_function("log.zooms.at(-1).height === 700")


DOCTYPE = "<!doctype html>"


def test_a_document_that_is_written_anew(twins: OpenTwins) -> None:
    """In another rendering mode it is another one to us, and the same to a browser.

    With each `open` it loses its listeners.
    """
    both = twins(HEAD + "<iframe></iframe>")
    inner = "document.querySelector('iframe').contentDocument"
    there = f"player.frame.contentDocument.{inner.removeprefix('document.')}"
    for mode, top in (("", 76), (DOCTYPE, 0), (DOCTYPE, 50), (DOCTYPE, 0)):
        both.customer.evaluate(
            f"""() => {{
                const page = {inner};
                page.open();
                page.write("{mode}<p style='height:900px'>Long");
                page.close();
                page.scrollingElement.scrollTop = {top};
            }}"""
        )
        assert both.difference() == ""
        both.agent.wait_for_function(f"{there}?.scrollingElement?.scrollTop === {top}")


def test_a_document_that_is_scrolled_soon_after_it_was_written_anew(
    twins: OpenTwins,
) -> None:
    both = twins(HEAD + "<iframe></iframe>")
    for top in (40, 60, 80, 100):
        both.customer.evaluate(
            """async (top) => {
                const page = document.querySelector('iframe').contentDocument;
                page.open();
                page.write("<!doctype html><p style='height:900px'>Long");
                page.close();
                for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
                page.scrollingElement.scrollTop = top;
            }""",
            top,
        )
        there = "player.frame.contentDocument.querySelector('iframe').contentDocument"
        both.agent.wait_for_function(f"{there}?.scrollingElement?.scrollTop === {top}")
