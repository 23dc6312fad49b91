"""Where the browser does not edit on command, the field's setter does it."""

import pytest

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

DECLINES = "<script>Document.prototype.execCommand = () => false</script>"
FIELDS = """<input id=field maxlength=6><textarea id=area></textarea><input id=next>
<script>
window.heard = [];
for (const type of ["beforeinput", "input", "change", "blur"])
    document.addEventListener(type, ({ target, inputType, data }) =>
        heard.push([type, target.id, inputType, data].filter(Boolean).join(" ")), true);
</script>"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_page(DECLINES + FIELDS)


def heard(shop: HandPage) -> list[str]:
    events: list[str] = shop.page.evaluate("heard.splice(0)")
    return events


def test_text_is_put_at_the_caret_and_the_page_hears_of_it(shop: HandPage) -> None:
    shop.click("#field")
    shop.type("#field", "ac")
    shop.press("ArrowLeft", "#field")
    shop.type("#field", "b")
    assert shop.page.locator("#field").input_value() == "abc"
    assert heard(shop)[-2:] == [
        "beforeinput field insertText b",
        "input field insertText b",
    ]


def test_maxlength_deleting_and_lines_are_minded(shop: HandPage) -> None:
    shop.type("#field", "abcdefgh")
    assert shop.page.locator("#field").input_value() == "abcdef"
    shop.press("Backspace", "#field")
    shop.press("Home", "#field")
    shop.press("Delete", "#field")
    assert shop.page.locator("#field").input_value() == "bcde"
    shop.type("#area", "a")
    shop.press("Enter", "#area")
    shop.type("#area", "b")
    assert shop.page.locator("#area").input_value() == "a\nb"


def test_change_comes_once_on_leaving_or_on_enter(shop: HandPage) -> None:
    shop.click("#field")
    shop.type("#field", "x")
    shop.click("#next")
    assert heard(shop)[-2:] == ["change field", "blur field"]
    shop.click("#field")
    shop.type("#field", "y")
    shop.press("Enter", "#field")
    shop.click("#next")
    events = heard(shop)
    assert events.count("change field") == 1
    assert events[-1] == "blur field"


@pytest.mark.parametrize("app", ["react", "vue", "angular"])
def test_frameworks_notice(open_page: OpenPage, app: str) -> None:
    shop = open_page(f"{DECLINES}<div id=app></div>", script=app)
    shop.page.wait_for_selector("#new")
    shop.click("#new")
    shop.type("#new", "milk")
    shop.press("Enter", "#new")
    assert shop.page.locator("li").inner_text().strip() == "milk"


def test_a_window_in_the_background_hears_of_the_focus(open_page: OpenPage) -> None:
    """Browsers move the focus silently there; the page must not miss it."""
    shop = open_page(
        """<input id=a><input id=b><script>
        Document.prototype.hasFocus = () => false;
        const silent = (event) => event.isTrusted && event.stopImmediatePropagation();
        window.heard = [];
        for (const type of ["focus", "focusin", "blur", "focusout"]) {
            addEventListener(type, silent, true);
            addEventListener(type, (e) => heard.push(`${type} ${e.target.id}`), true);
        }</script>"""
    )
    shop.click("#a")
    assert heard(shop) == ["focus a", "focusin a"]
    shop.click("#b")
    assert heard(shop) == ["blur a", "focusout a", "focus b", "focusin b"]
