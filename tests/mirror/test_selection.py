"""What the customer has selected, and where the caret is."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tests.mirror.twins import PATIENCE_MS, OpenTwins, Twins, picture

pytestmark = pytest.mark.browser

STYLE = """<!doctype html><meta charset=utf-8><title>Selected</title><style>
body{font:16px/1.5 sans-serif;margin:8px} input,textarea{border:1px solid gray;
font:15px monospace;padding:3px 6px;outline:none;width:300px} textarea{height:80px}
b::selection{background:gold;color:black} [contenteditable]{outline:none}</style>"""

TEXT = f"""{STYLE}<p id=p>Some <b>bold</b> text that <i>goes on</i> for a line</p>
<p id=q>And another paragraph <x-s>slotted</x-s> here</p><p id=r>A third one</p>
<script>customElements.define('x-s', class extends HTMLElement {{ constructor() {{
  super().attachShadow({{mode: 'open'}}).innerHTML = 'deep <slot></slot> and <u>low</u>'
}} }})</script>"""

SELECT = """([from, a, to, b]) => {
  const place = (path) => path.split(' ').reduce((at, step) =>
    step === '#' ? at.shadowRoot : step.startsWith('@') ? at.childNodes[step.slice(1)]
      : at.querySelector(step), document);
  getSelection().setBaseAndExtent(place(from), a, place(to), b)
}"""


def selected(both: Twins) -> str:
    text: str = both.agent.evaluate(
        "() => String(player.frame.contentDocument.getSelection())"
    )
    return text


def wait_selected(both: Twins, text: str) -> None:
    for _ in range(PATIENCE_MS // 20):
        if selected(both) == text:
            return
        both.customer.wait_for_timeout(20)
    assert selected(both) == text


@pytest.mark.parametrize(
    ("places", "text"),
    [
        (["#p @0", 2, "#p @0", 5], "me "),
        (["#p @0", 2, "#p @2", 5], "me bold text"),
        (["#p @2", 5, "#p @0", 2], "me bold text"),
        (["#p", 1, "#p", 3], "bold text that "),
        (["#p @0", 0, "#r @0", 7], None),
    ],
)
def test_selected_text_is_seen(
    twins: OpenTwins, places: list[object], text: str | None
) -> None:
    both = twins(TEXT)
    assert both.difference() == ""
    both.customer.evaluate(SELECT, places)
    if text is not None:
        wait_selected(both, text)
    both.same_picture("selected")
    both.customer.evaluate("getSelection().removeAllRanges()")
    wait_selected(both, "")
    both.same_picture("selected-no-more")


def test_what_was_selected_when_we_came_is_seen(twins: OpenTwins) -> None:
    both = twins(
        TEXT.replace("</script>", ";getSelection().selectAllChildren(p)</script>")
    )
    assert both.difference() == ""
    both.same_picture("selected-before")
    both.customer.evaluate("p.firstChild.data = 'Other '")
    both.customer.evaluate("p.prepend(p.lastChild)")
    assert both.difference() == ""
    both.same_picture("selected-changed")


def test_a_selection_may_begin_and_end_in_shadow_trees(twins: OpenTwins) -> None:
    both = twins(TEXT)
    both.customer.evaluate(SELECT, ["#q x-s # u @0", 1, "#r @0", 4])
    both.same_picture("selected-from-shadow")
    both.customer.evaluate(SELECT, ["#p @0", 0, "#q x-s # @0", 3])
    both.same_picture("selected-to-shadow")


def test_nothing_is_told_of_a_selection_that_ends_in_a_masked_part(
    twins: OpenTwins,
) -> None:
    both = twins(TEXT.replace("<p id=r>", "<p id=r data-cobrowse=mask>"))
    both.customer.evaluate(SELECT, ["#p @0", 0, "#p @0", 4])
    wait_selected(both, "Some")
    both.customer.evaluate(SELECT, ["#p @0", 0, "#r @0", 4])
    wait_selected(both, "")


FIELDS = f"""{STYLE}<input id=i value="Some words in a field"><br>
<textarea id=t>Some longer words that wrap at the end of the line
and a second line</textarea><div id=e contenteditable>Some <b>rich</b> text<br></div>
<div style="overflow:auto;height:60px"><div
style="height:200px"><input id=o value=scrolled></div></div>
<dialog id=d><input id=m value="in a dialog"></dialog>"""


@pytest.mark.parametrize(
    "act",
    [
        "i.focus(); i.setSelectionRange(5, 10)",
        "i.value += ' and many more that do not fit in it'; i.focus(); i.select()",
        "t.focus(); t.setSelectionRange(5, 60)",
        "t.focus(); t.select()",
        "d.showModal(); m.focus(); m.setSelectionRange(3, 11)",
    ],
)
def test_selected_text_of_a_field_is_seen(twins: OpenTwins, act: str) -> None:
    both = twins(FIELDS)
    assert both.difference() == ""
    both.customer.evaluate(act)
    both.same_picture(f"selected-field-{len(act)}")
    both.customer.evaluate("document.activeElement.blur()")
    both.same_picture("selected-field-left")


def customers_caret(both: Twins) -> list[int]:
    """Where the customer's browser draws the caret: it blinks, so we look again."""
    page = both.customer
    for _ in range(PATIENCE_MS // 50):
        with_caret = picture(page)
        without = Image.open(BytesIO(page.screenshot(caret="hide"))).convert("RGB")
        found = ImageChops.difference(with_caret, without).getbbox()
        if found:
            return list(found)
        page.wait_for_timeout(50)
    raise AssertionError("the customer's page draws no caret")


def agents_caret(both: Twins) -> list[int]:
    box: list[float] = both.agent.evaluate(
        """() => {
            const page = player.frame.contentDocument;
            const layer = page.querySelector('x-cobrowse');
            const box = layer?.shadowRoot.lastElementChild?.getBoundingClientRect();
            return box ? [box.left, box.top, box.right, box.bottom] : [0, 0, 0, 0];
        }"""
    )
    return [round(one) for one in box]


@pytest.mark.parametrize(
    "act",
    [
        "i.focus(); i.setSelectionRange(5, 5)",
        "i.focus(); i.value = ''",
        "i.value += ' and more that does not fit in it, not at all'; i.focus();"
        " i.setSelectionRange(50, 50)",
        "t.focus(); t.setSelectionRange(60, 60)",
        "t.focus(); t.value += '\\n'; t.setSelectionRange(99, 99)",
        "e.focus(); getSelection().collapse(e.querySelector('b').firstChild, 2)",
        "e.textContent = ''; e.focus()",
        "o.focus(); o.parentNode.parentNode.scrollTop = 4; o.setSelectionRange(3, 3)",
        "d.showModal(); m.focus(); m.setSelectionRange(4, 4)",
    ],
)
def test_the_caret_is_where_the_customers_is(twins: OpenTwins, act: str) -> None:
    both = twins(FIELDS)
    assert both.difference() == ""
    both.customer.evaluate(act)
    both.customer.wait_for_timeout(300)
    live = customers_caret(both)
    assert both.difference() == ""
    both.agent.wait_for_timeout(100)
    drawn = agents_caret(both)
    assert all(abs(a - b) <= 1 for a, b in zip(live, drawn, strict=True)), (live, drawn)


def test_a_selection_of_what_is_not_mirrored_is_no_caret(twins: OpenTwins) -> None:
    both = twins(f"{STYLE}<p>Text</p><div data-cobrowse-root>Ours</div><p>More</p>")
    assert both.difference() == ""
    both.customer.evaluate(
        """() => {
            const own = document.querySelector('[data-cobrowse-root]');
            const at = [...document.body.childNodes].indexOf(own);
            getSelection().setBaseAndExtent(document.body, at, document.body, at + 1);
        }"""
    )
    both.customer.wait_for_timeout(500)
    layer = "player.frame.contentDocument.querySelector('x-cobrowse')"
    assert both.agent.evaluate(f"{layer} === null")
