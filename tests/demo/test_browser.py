"""The demo in a real browser: nothing overflows, nothing complains."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/demo/phone/",
    "/login/",
    "/shop/",
    "/shop/products/",
    "/shop/products/storm-shell/",
    "/shop/basket/",
    "/shop/help/",
    "/shop/help/returns/",
    "/shop/sign-in/",
    "/shop/planner/",
    "/shop/planner/food/",
]


@pytest.fixture
def complaints() -> list[str]:
    """What pages wrote to the console or threw."""
    return []


@pytest.fixture
def page(chromium: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page whose complaints fail the test: blocked styles, missing files."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(
    page: Page, product: LiveServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in PAGES:
        page.goto(product.origin + path)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            wide.append(f"{path}: {needed}")
    assert wide == []


def test_the_planner_keeps_a_packing_list(page: Page, product: LiveServer) -> None:
    page.goto(f"{product.origin}/shop/planner/")
    page.get_by_role("textbox", name="Name").fill("Lofoten")
    page.get_by_role("button", name="Plan it").click()
    expect(page).to_have_url(re.compile("/shop/planner/trip/"))
    expect(page).to_have_title("Lofoten · Trip planner · Fjord & Field")
    page.get_by_label("Something to pack").fill("Rope")
    page.keyboard.press("Enter")
    items = page.get_by_test_id("packing").locator("li")
    expect(items.last).to_contain_text("Rope")
    items.last.get_by_role("checkbox").check()
    page.get_by_role("radio", name="packed", exact=True).check()
    expect(items).to_have_count(1)
    page.reload()
    expect(items.last).to_contain_text("Rope")
    page.go_back()
    expect(page.get_by_role("link", name="Lofoten")).to_be_visible()


def test_paying_shows_the_fields_of_the_chosen_way(
    page: Page, product: LiveServer
) -> None:
    page.goto(f"{product.origin}/shop/products/termo-flask/")
    page.get_by_role("radio", name="0.75 l").check()
    page.get_by_role("button", name="Put into basket").click()
    page.get_by_role("link", name="To the checkout").click()
    for label, value in {
        "E-mail": "carla@example.com",
        "Phone": "+47 55 12 34 56",
        "First name": "Carla",
        "Last name": "Dahl",
        "Date of birth": "1990-02-28",
        "Street and number": "Strandgaten 12",
        "Postcode": "5013",
        "Town": "Bergen",
    }.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="On to delivery").click()
    page.get_by_role("button", name="On to payment").click()
    expect(page.get_by_label("Card number")).to_be_visible()
    expect(page.get_by_label("IBAN")).to_be_hidden()
    page.get_by_text("Direct debit").click()
    expect(page.get_by_label("IBAN")).to_be_visible()
    expect(page.get_by_label("Card number")).to_be_hidden()


def test_the_shop_can_be_read_without_scripts(
    chromium: Browser, product: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{product.origin}/shop/products/gry-beanie/")
    page.get_by_role("button", name="Put into basket").click()
    expect(page.get_by_text("Gry beanie is in your basket.")).to_be_visible()
    context.close()
