"""Pages written with the usual frameworks react to the hand as to a person."""

import pytest

from tests.control.conftest import OpenPage

APPS = ["react", "react_form", "vue", "angular", "lit", "jquery"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("app", APPS)
def test_typing_a_text_and_enter_adds_an_item(open_page: OpenPage, app: str) -> None:
    shop = open_page("<div id=app></div>", script=app)
    shop.page.wait_for_selector("#new")

    assert shop.click("#new")["status"] == "ok"
    assert shop.type("#new", "milk")["status"] == "ok"
    assert shop.press("Enter", "#new")["status"] == "ok"
    shop.type("#new", "Bread & butter")
    shop.press("Enter", "#new")

    items = shop.page.locator("li").all_inner_texts()
    assert [item.strip() for item in items] == ["milk", "Bread & butter"]
    assert shop.page.locator("#new").input_value() == ""


@pytest.mark.parametrize("app", APPS)
def test_commands_sent_without_waiting_are_done_in_order(
    open_page: OpenPage, app: str
) -> None:
    shop = open_page("<div id=app></div>", script=app)
    shop.page.wait_for_selector("#new")
    node = shop.node("#new")

    acks = shop.execute(
        shop.frame({"do": "click", "node": node, "fx": 0.5, "fy": 0.5}),
        *[
            shop.frame({"do": "text", "node": node, "text": letter})
            for letter in "milk"
        ],
        shop.frame({"do": "key", "node": node, "key": "Enter", "mods": {}}),
    )

    assert [ack["status"] for ack in acks] == ["ok"] * 6
    assert shop.page.locator("li").inner_text().strip() == "milk"


@pytest.mark.parametrize("app", APPS)
def test_a_checkbox_toggles_once_per_click(open_page: OpenPage, app: str) -> None:
    shop = open_page("<div id=app></div>", script=app)
    shop.page.wait_for_selector("#new")
    shop.click("#new")
    shop.type("#new", "milk")
    shop.press("Enter", "#new")

    assert shop.click("li input")["status"] == "ok"
    assert shop.page.locator("li").get_attribute("class") == "done"
    assert shop.page.locator("li input").is_checked()
    shop.click("li input")
    assert shop.page.locator("li").get_attribute("class") in ("", None)
    assert not shop.page.locator("li input").is_checked()
