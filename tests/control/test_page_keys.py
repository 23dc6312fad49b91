"""Page keys, Home and End: the hand's do what a person's do, in the same browser."""

from contextlib import suppress
from itertools import product

import pytest
from playwright.sync_api import TimeoutError

from tests.control.conftest import OpenPage

pytestmark = pytest.mark.browser

LINES = [f"line {number}" for number in range(40)]
OPTIONS = "".join(f"<option>{number}" for number in range(30))
PAGE = f"""<input id=text value="one two"><input id=number type=number value=5>
<textarea id=area rows=5 style="line-height:16px">{chr(10).join(LINES)}</textarea>
<select id=menu>{OPTIONS}</select><select id=list size=4>{OPTIONS}</select>
<select id=gaps><option>0<option disabled>1<option>2<option>3<option>4<option>5</select>
<input type=range id=wide min=0 max=200 value=100>
<input type=range id=short max=7 value=3>
<input type=range id=fine max=1 step=any value=0.5>
<div id=rich contenteditable style="height:100px; overflow:auto; line-height:18px"
    >{"<br>".join(LINES)}</div>
<div id=box tabindex=0 style="height:100px; overflow:auto">{"<br>".join(LINES)}</div>
<div style="height:3000px"></div>
<script>
const heard = [];
for (const type of ["input", "change"])
    addEventListener(type, ({{ target }}) => heard.push(type + target.id), true);
</script>"""

#: Puts the focus there, in the middle of what there is, with all as it was at first.
GO_TO = """(id) => {
    const at = document.getElementById(id);
    heard.length = at.scrollTop = 0;
    scrollTo(0, 0);
    if (at.defaultValue) at.value = at.defaultValue;
    at.focus({ preventScroll: true });
    if (id === 'text') at.setSelectionRange(0, 0);
    if (id === 'gaps') at.selectedIndex = 0;
    if (id === 'area') at.setSelectionRange(100, 100);
    if (id === 'rich') getSelection().collapse(at.childNodes[20], 2);
    if (id === 'box') at.scrollTop = 300;
    if (id === 'menu' || id === 'list') at.selectedIndex = 14;
}"""
#: What has come of it; places that scroll by themselves to the nearest ten pixels.
STATE = """(id) => {
    const at = document.getElementById(id);
    const { focusNode, focusOffset } = getSelection();
    const lines = at.isContentEditable
        && [[...at.childNodes].indexOf(focusNode), focusOffset];
    const moves = id === 'box' ? Math.round(at.scrollTop / 10) : 0;
    const page = id === 'text' || id === 'number' ? Math.round(scrollY / 10) : 0;
    const caret = at.matches('input[type=text], input:not([type]), textarea')
        ? at.selectionStart : null;
    return [at.value, caret, lines, moves, page, heard];
}"""
SAME = f"""([id, state]) =>
    JSON.stringify(({STATE})(id)) === JSON.stringify(state)"""
TWO_FRAMES = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done)))"""
KEYS = ["PageDown", "PageUp", "Home", "End"]
FIELDS = ["text", "number", "area", "menu", "list", "gaps", "wide", "short", "fine"]
TARGETS = [*FIELDS, "rich", "box"]


def test_a_key_does_what_it_does_for_a_person(open_page: OpenPage) -> None:
    by_hand, by_person = {}, {}
    shop = open_page(PAGE)
    for key, target in product(KEYS, TARGETS):
        shop.page.evaluate(GO_TO, target)
        assert shop.press(key, f"#{target}")["status"] == "ok"
        by_hand[key, target] = shop.page.evaluate(STATE, target)
    shop.page.close()
    page = open_page(PAGE).page
    page.emulate_media(reduced_motion="reduce")
    for (key, target), state in by_hand.items():
        page.evaluate(GO_TO, target)
        page.evaluate(TWO_FRAMES)
        page.keyboard.press(key)
        page.evaluate(TWO_FRAMES)
        # What a person scrolls takes its time.
        with suppress(TimeoutError):
            page.wait_for_function(SAME, arg=[target, state], timeout=3_000)
        by_person[key, target] = page.evaluate(STATE, target)
    assert by_hand == by_person
    assert by_hand["PageDown", "menu"][0] == "17"
    assert by_hand["PageUp", "wide"][0] == "120"
    assert by_hand["PageDown", "text"][4] > 0


@pytest.mark.parametrize("target", ["area", "rich"])
def test_what_is_seen_goes_along_with_the_caret(
    open_page: OpenPage, target: str
) -> None:
    shop = open_page(PAGE)
    shop.page.evaluate(GO_TO, target)
    shop.press("PageDown", f"#{target}")
    scrolled = shop.page.locator(f"#{target}").evaluate("(at) => at.scrollTop")
    shop.press("PageUp", f"#{target}")
    assert scrolled > 0
    assert shop.page.locator(f"#{target}").evaluate("(at) => at.scrollTop") == 0


def test_a_page_key_that_the_page_wants_for_itself_moves_nothing(
    open_page: OpenPage,
) -> None:
    shop = open_page(PAGE)
    shop.page.evaluate("addEventListener('keydown', (event) => event.preventDefault())")
    for target in TARGETS:
        shop.page.evaluate(GO_TO, target)
        before = shop.page.evaluate(STATE, target)
        shop.press("PageDown", f"#{target}")
        assert shop.page.evaluate(STATE, target) == before
