"""A colour field under the hand: no picker opens at the customer."""

import pytest

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

PAGE = """<label id=label>tint <input type=color id=tint></label>
<div id=stops><input type=color id=stopped></div>
<div id=mute><input type=color id=muted></div>
<script>
const heard = [];
addEventListener("click", (event) =>
    heard.push(`${event.target.id} ${event.defaultPrevented}`));
stops.addEventListener("click", (event) => event.stopPropagation());
muted.addEventListener("click", (event) => event.stopPropagation());
</script>"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_page(PAGE)


def works(shop: HandPage) -> bool:
    """The customer has just pressed something, and no picker has opened."""
    found: bool = shop.page.evaluate(
        "navigator.userActivation.isActive && !document.querySelector(':open')"
    )
    return found


@pytest.mark.parametrize("target", ["#tint", "#label", "#stopped", "#muted"])
def test_a_click_opens_no_picker_at_the_customer(shop: HandPage, target: str) -> None:
    assert shop.click(target)["status"] == "ok"
    assert works(shop)


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_opens_no_picker_at_the_customer(shop: HandPage, key: str) -> None:
    shop.do("focus", "#tint")
    ack = shop.type("#tint", key) if key == " " else shop.press(key, "#tint")
    assert ack["status"] == "ok"
    assert works(shop)


def test_a_drag_that_ends_on_it_opens_no_picker(shop: HandPage) -> None:
    assert shop.drag("#tint", "#tint")["status"] == "ok"
    assert works(shop)


def test_the_page_hears_a_click_that_nobody_has_prevented(shop: HandPage) -> None:
    shop.click("#tint")
    assert shop.page.evaluate("heard") == ["tint false"]
    shop.click("#stopped")
    assert shop.page.evaluate("heard.length") == 1


def test_the_customer_opens_it_all_the_same(shop: HandPage) -> None:
    shop.click("#tint")
    shop.page.click("#tint")
    assert shop.page.evaluate("document.querySelector(':open')?.id") == "tint"
